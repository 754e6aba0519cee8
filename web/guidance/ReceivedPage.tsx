import { useMemo } from 'react'
import type { ReceiptRow } from '../../contract/guidance.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './guidance.css'
import { guidancePaths } from './paths.ts'
import { isKind, kindWord, kinds, periodWord } from './words.ts'

const source: ListSource<ReceiptRow> = {
  key: api.guidance.received.key(),
  load: (ask, { cursor, limit }) =>
    client.guidance.received({
      cursor,
      limit,
      search: ask.text || undefined,
      kind: isKind(ask.tab) ? [ask.tab] : undefined,
      unread: ask.tab === 'unread' ? true : undefined,
    }),
}

/** 上级要点和通知: what my unit received, newest first. */
export function ReceivedPage() {
  const columns = useMemo<ListColumn<ReceiptRow>[]>(
    () => [
      { key: 'title', title: t('guidance.col_title'), width: 'minmax(240px, 1fr)', render: (row) => row.title },
      { key: 'kind', title: t('guidance.col_kind'), width: '110px', render: (row) => kindWord(row.kind) },
      { key: 'office', title: t('guidance.col_office'), width: '180px', render: (row) => row.officeName },
      { key: 'label', title: t('guidance.col_label'), width: '178px', render: (row) => row.label },
      { key: 'period', title: t('guidance.col_period'), width: '190px', render: periodWord },
      {
        key: 'status',
        title: t('guidance.col_status'),
        width: '80px',
        render: (row) =>
          row.withdrawnAt ? (
            <StateTag tone="red">{t('guidance.status.withdrawn')}</StateTag>
          ) : row.readAt ? null : (
            <StateTag tone="amber">{t('guidance.unread')}</StateTag>
          ),
      },
      { key: 'issued', title: t('guidance.col_issued'), width: '126px', render: (row) => formatShort(row.issuedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('guidance.received_title')}
        actions={
          <Link to={guidancePaths.daily} className="zx-button">
            {t('guidance.tab.daily')}
          </Link>
        }
      />
      <div className="zx-page-fill">
        <DataList<ReceiptRow>
          label={t('guidance.received_title')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => guidancePaths.receipt(row.id)}
          searchHint={t('guidance.search')}
          empty={t('guidance.received_empty')}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('guidance.tab.all') },
            { value: 'unread', label: t('guidance.tab.unread') },
            ...kinds.map((kind) => ({ value: kind, label: kindWord(kind) })),
          ]}
          rowTone={(row) => (row.readAt ? undefined : 'unread')}
        />
      </div>
    </div>
  )
}
