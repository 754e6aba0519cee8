import { useMemo } from 'react'
import type { ReceivedBulletin } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { assessmentPaths } from './paths.ts'

const source: ListSource<ReceivedBulletin> = {
  key: api.assessment.receivedBulletins.key(),
  load: (ask, page) =>
    client.assessment.receivedBulletins({ ...page, unread: ask.tab === 'unread' ? true : undefined }),
}

/** 收到的通报: what the offices above sent down, with what we have in it. */
export function ReceivedPage() {
  const columns = useMemo<ListColumn<ReceivedBulletin>[]>(
    () => [
      { key: 'title', title: t('assessment.bulletin_title'), width: 'minmax(260px, 1fr)', render: (row) => row.title },
      { key: 'office', title: t('assessment.issued_by'), width: '200px', render: (row) => row.officeName },
      {
        key: 'points',
        title: t('assessment.our_points'),
        width: '90px',
        align: 'right',
        render: (row) => row.points ?? '',
      },
      { key: 'rank', title: t('assessment.our_rank'), width: '80px', align: 'right', render: (row) => row.rank ?? '' },
      { key: 'at', title: t('assessment.released_at'), width: '130px', render: (row) => formatShort(row.releasedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('assessment.menu_received')} />
      <div className="zx-page-fill">
        <DataList<ReceivedBulletin>
          label={t('assessment.menu_received')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => assessmentPaths.receivedOne(row.id)}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('assessment.tab_all') },
            { value: 'unread', label: t('assessment.unread') },
          ]}
          empty={t('assessment.received_empty')}
          rowTone={(row) => (row.readAt ? undefined : 'unread')}
        />
      </div>
    </div>
  )
}
