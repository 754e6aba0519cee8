import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditRow } from '../../contract/audit.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { formatDateTime } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { VerifyPanel } from './VerifyPanel.tsx'
import { dataOf, kindOf, nounOf } from './words.ts'
import './audit.css'

const source: ListSource<AuditRow> = {
  key: api.audit.events.key(),
  load: (ask, page) =>
    client.audit.events({
      ...page,
      search: ask.text || undefined,
      from: ask.filters['dayFrom']?.[0],
      to: ask.filters['dayTo']?.[0],
      noun: ask.filters['noun'],
      failed: ask.tab === 'failed',
    }),
}

/** 审计: who did what and when, without the texts it was done to (三员分立). */
export function AuditPage() {
  const [exporting, setExporting] = useState(false)
  const columns: ListColumn<AuditRow>[] = [
    { key: 'at', title: t('audit.at'), width: '160px', render: (row) => formatDateTime(row.at) },
    { key: 'actor', title: t('audit.actor'), width: '110px', render: (row) => row.actorName },
    { key: 'unit', title: t('audit.unit'), width: '150px', render: (row) => row.unitName || '—' },
    { key: 'kind', title: t('audit.kind'), width: '190px', render: (row) => kindOf(row.kind) },
    { key: 'data', title: t('audit.data'), width: 'minmax(240px, 1fr)', render: (row) => dataOf(row.data) },
    {
      key: 'position',
      title: t('audit.position'),
      width: '110px',
      align: 'right',
      render: (row) => row.position ?? <span className="zx-quiet">{t('audit.unsealed')}</span>,
    },
  ]
  const nouns = useQuery(api.audit.nouns.queryOptions({ staleTime: 60_000 }))
  return (
    <div className="zx-page">
      <PageHeader
        title={t('audit.title')}
        hint={t('audit.hint')}
        actions={
          <button type="button" className="zx-button" onClick={() => setExporting(true)}>
            {t('audit.export')}
          </button>
        }
      />
      <VerifyPanel />
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
      <div className="zx-page-fill">
        <DataList
          label={t('audit.title')}
          source={source}
          columns={columns}
          rowKey={(row) => String(row.id)}
          searchHint={t('audit.search')}
          empty={t('audit.none')}
          tabs={[
            { value: 'all', label: t('audit.all') },
            { value: 'failed', label: t('audit.failed') },
          ]}
          filters={[
            {
              kind: 'choice',
              key: 'noun',
              label: t('audit.noun'),
              multiple: true,
              width: 200,
              choices: (nouns.data?.items ?? []).map((noun) => ({ value: noun, label: nounOf(noun) })),
            },
            { kind: 'days', key: 'day', label: t('audit.days') },
          ]}
        />
      </div>
    </div>
  )
}
