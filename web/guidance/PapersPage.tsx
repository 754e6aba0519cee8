import { useMemo } from 'react'
import type { PaperRow } from '../../contract/guidance.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './guidance.css'
import { guidancePaths } from './paths.ts'
import { isKind, kindWord, kinds, periodWord, statusTones, statusWord } from './words.ts'

const source: ListSource<PaperRow> = {
  key: api.guidance.list.key(),
  load: (ask, { cursor, limit }) =>
    client.guidance.list({
      cursor,
      limit,
      search: ask.text || undefined,
      kind: isKind(ask.tab) ? [ask.tab] : undefined,
      status: ask.tab === 'draft' ? ['draft'] : undefined,
    }),
}

/** 要点和通知 of the office, newest first. */
export function PapersPage() {
  const mayEdit = useMay('guidance.edit')
  const columns = useMemo<ListColumn<PaperRow>[]>(
    () => [
      { key: 'label', title: t('guidance.col_label'), width: '178px', render: (row) => row.label ?? '—' },
      { key: 'title', title: t('guidance.col_title'), width: 'minmax(260px, 1fr)', render: (row) => row.title },
      { key: 'kind', title: t('guidance.col_kind'), width: '120px', render: (row) => kindWord(row.kind) },
      {
        key: 'status',
        title: t('guidance.col_status'),
        width: '84px',
        render: (row) => <StateTag tone={statusTones[row.status]}>{statusWord(row.status)}</StateTag>,
      },
      { key: 'period', title: t('guidance.col_period'), width: '190px', render: periodWord },
      {
        key: 'read',
        title: t('guidance.col_read'),
        width: '84px',
        render: (row) => (row.targets > 0 ? t('guidance.read_count', { read: row.read, targets: row.targets }) : null),
      },
      { key: 'issued', title: t('guidance.col_issued'), width: '126px', render: (row) => formatShort(row.issuedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('guidance.title')}
        actions={
          mayEdit &&
          kinds.map((kind) => (
            <Link key={kind} to={guidancePaths.new(kind)} className="zx-button">
              {t(`guidance.new_${kind}`)}
            </Link>
          ))
        }
      />
      <div className="zx-page-fill">
        <DataList<PaperRow>
          label={t('guidance.title')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => guidancePaths.paper(row.id)}
          searchHint={t('guidance.search')}
          empty={t('guidance.list_empty')}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('guidance.tab.all') },
            ...kinds.map((kind) => ({ value: kind, label: kindWord(kind) })),
            { value: 'draft', label: statusWord('draft') },
          ]}
        />
      </div>
    </div>
  )
}
