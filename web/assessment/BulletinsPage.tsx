import { useMemo } from 'react'
import type { BulletinRow } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { assessmentPaths } from './paths.ts'
import { bulletinTones } from './words.ts'

const source: ListSource<BulletinRow> = {
  key: api.assessment.bulletins.key(),
  load: (_ask, page) => client.assessment.bulletins(page),
}

/** 采用情况通报 of the office. */
export function BulletinsPage() {
  const columns = useMemo<ListColumn<BulletinRow>[]>(
    () => [
      { key: 'title', title: t('assessment.bulletin_title'), width: 'minmax(260px, 1fr)', render: (row) => row.title },
      { key: 'period', title: t('assessment.period'), width: '150px', render: (row) => row.periodName },
      {
        key: 'status',
        title: t('assessment.status'),
        width: '90px',
        render: (row) => <StateTag tone={bulletinTones[row.status]}>{t(`assessment.bulletin_${row.status}`)}</StateTag>,
      },
      { key: 'editor', title: t('assessment.edited_by'), width: '90px', render: (row) => row.editorName },
      { key: 'signer', title: t('assessment.signed_by'), width: '90px', render: (row) => row.signerName ?? '' },
      {
        key: 'read',
        title: t('assessment.read_count'),
        width: '80px',
        align: 'right',
        render: (row) => (row.recipientCount > 0 ? `${row.readCount}/${row.recipientCount}` : ''),
      },
      { key: 'updated', title: t('assessment.updated'), width: '130px', render: (row) => formatShort(row.updatedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('assessment.menu_bulletins')} hint={t('assessment.bulletins_hint')} />
      <div className="zx-page-fill">
        <DataList<BulletinRow>
          label={t('assessment.menu_bulletins')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => assessmentPaths.bulletin(row.id)}
          empty={t('assessment.bulletins_empty')}
        />
      </div>
    </div>
  )
}
