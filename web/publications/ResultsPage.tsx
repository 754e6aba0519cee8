import { useMemo, useState } from 'react'
import type { ResultKind, UpperResult } from '../../contract/publications-results.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import './publications.css'
import { ImportRecordsDialog } from './ImportRecordsDialog.tsx'
import { RecordResultDialog, ResultDialog } from './ResultDialogs.tsx'

const kinds: ResultKind[] = ['state', 'ministry', 'province', 'local', 'readingPaper', 'bonus']
const isKind = (tab: string | undefined): tab is ResultKind => kinds.some((kind) => kind === tab)

const source: ListSource<UpperResult> = {
  key: api.publications.results.key(),
  load: (ask, page) =>
    client.publications.results({
      ...page,
      search: ask.text || undefined,
      kind: isKind(ask.tab) ? ask.tab : undefined,
    }),
}

/** 上级采用登记: what came back from above for what the office forwarded; with evidence, told to the units and scored. */
export function ResultsPage() {
  const [recording, setRecording] = useState(false)
  const [importing, setImporting] = useState(false)
  const [opened, setOpened] = useState<UpperResult>()
  const mayRecord = useMay('piece.review')
  const columns = useMemo<ListColumn<UpperResult>[]>(
    () => [
      { key: 'on', title: t('publications.result_on'), width: '118px', render: (row) => formatDay(row.resultOn) },
      {
        key: 'kind',
        title: t('publications.result_kind'),
        width: '96px',
        render: (row) => (
          <StateTag tone={row.status === 'revoked' ? 'neutral' : row.kind === 'bonus' ? 'violet' : 'green'}>
            {t(row.status === 'revoked' ? 'publications.result_revoked_tag' : `publications.result_${row.kind}`)}
          </StateTag>
        ),
      },
      {
        key: 'title',
        title: t('publications.title'),
        width: 'minmax(220px, 1fr)',
        render: (row) => (
          <button type="button" className="zx-link-button" onClick={() => setOpened(row)}>
            {row.title}
          </button>
        ),
      },
      {
        key: 'where',
        title: t('publications.result_where'),
        width: 'minmax(180px, 260px)',
        render: (row) =>
          row.kind === 'bonus'
            ? `${row.byWhom}　${t('publications.result_points_count', { points: row.points ?? 0 })}`
            : `${row.byWhom}　《${row.publicationName}》${row.issueLabel}`,
      },
      {
        key: 'units',
        title: t('publications.sources'),
        width: 'minmax(120px, 200px)',
        render: (row) => row.units.join('、'),
      },
      { key: 'by', title: t('publications.result_by'), width: '90px', render: (row) => row.recordedByName },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('publications.results')}
        actions={
          mayRecord && (
            <>
              <button type="button" className="zx-button" onClick={() => setImporting(true)}>
                <Icon name="upload" size={16} />
                {t('publications.records_import')}
              </button>
              <button type="button" className="zx-button primary" onClick={() => setRecording(true)}>
                <Icon name="plus" size={16} />
                {t('publications.result_record')}
              </button>
            </>
          )
        }
      />
      <div className="zx-page-fill">
        <DataList<UpperResult>
          label={t('publications.results')}
          source={source}
          columns={columns}
          exportAs={t('publications.results')}
          rowKey={(row) => row.id}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('publications.tab_all') },
            ...kinds.map((kind) => ({ value: kind, label: t(`publications.result_${kind}`) })),
          ]}
          searchHint={t('publications.search')}
          empty={t('publications.results_empty')}
          rowTone={(row) => (row.status === 'revoked' ? 'muted' : undefined)}
        />
      </div>
      {importing && <ImportRecordsDialog onClose={() => setImporting(false)} />}
      {recording && <RecordResultDialog onClose={() => setRecording(false)} />}
      {opened && <ResultDialog result={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}
