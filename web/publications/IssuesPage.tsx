import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { IssueRow, IssueStatus } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { NewIssueDialog } from './NewIssueDialog.tsx'
import { publicationPaths } from './paths.ts'
import './publications.css'
import { issueTones, issueWord, labelOf } from './words.ts'

const statuses: IssueStatus[] = ['draft', 'preReleased', 'signed', 'released', 'archived', 'voided']
const isStatus = (tab: string | undefined): tab is IssueStatus => statuses.some((status) => status === tab)

const source: ListSource<IssueRow> = {
  key: api.publications.issues.key(),
  load: (ask, page) =>
    client.publications.issues({
      ...page,
      search: ask.text || undefined,
      status: isStatus(ask.tab) ? [ask.tab] : undefined,
      publicationId: ask.filters['publication']?.[0],
    }),
}

/** 刊期: the issues of the office, last changed first; a tab for each state. */
export function IssuesPage() {
  const [starting, setStarting] = useState(false)
  const mayCompose = useMay('issue.compose')
  const options = useQuery(api.publications.options.queryOptions({ input: {}, staleTime: 60_000 }))
  const columns = useMemo<ListColumn<IssueRow>[]>(
    () => [
      {
        key: 'publication',
        title: t('publications.publication'),
        width: '130px',
        render: (row) => row.publicationName,
      },
      { key: 'label', title: t('publications.label'), width: '140px', render: labelOf },
      {
        key: 'status',
        title: t('publications.status'),
        width: '88px',
        render: (row) => <StateTag tone={issueTones[row.status]}>{issueWord(row.status)}</StateTag>,
      },
      {
        key: 'title',
        title: t('publications.title'),
        width: 'minmax(200px, 1fr)',
        render: (row) => row.firstTitle ?? '',
      },
      {
        key: 'entries',
        title: t('publications.entries'),
        width: '56px',
        align: 'right',
        render: (row) => row.entryCount,
      },
      { key: 'editor', title: t('publications.editor'), width: '80px', render: (row) => row.editorName },
      { key: 'signer', title: t('publications.signer'), width: '80px', render: (row) => row.signerName ?? '' },
      { key: 'day', title: t('publications.issue_on'), width: '118px', render: (row) => formatDay(row.issueOn) },
      {
        key: 'reading',
        title: t('publications.reading'),
        width: '76px',
        align: 'right',
        render: (row) => (row.recipientCount > 0 ? `${row.readCount}/${row.recipientCount}` : ''),
      },
      { key: 'updated', title: t('publications.updated'), width: '124px', render: (row) => formatShort(row.updatedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('publications.issues')}
        actions={
          mayCompose && (
            <button type="button" className="zx-button primary" onClick={() => setStarting(true)}>
              <Icon name="plus" size={16} />
              {t('publications.new_issue')}
            </button>
          )
        }
      />
      <div className="zx-page-fill">
        <DataList<IssueRow>
          label={t('publications.issues_list')}
          source={source}
          columns={columns}
          exportAs={t('publications.issues')}
          rowKey={(row) => row.id}
          href={(row) => publicationPaths.issue(row.id)}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('publications.tab_all') },
            ...statuses.map((status) => ({ value: status, label: issueWord(status) })),
          ]}
          filters={[
            {
              kind: 'choice',
              key: 'publication',
              label: t('publications.publication'),
              choices: (options.data?.publications ?? []).map((one) => ({ value: one.id, label: one.name })),
              width: 170,
            },
          ]}
          searchHint={t('publications.search')}
          empty={t('publications.issues_empty')}
          rowTone={(row) => (row.status === 'voided' ? 'muted' : undefined)}
        />
      </div>
      {starting && <NewIssueDialog onClose={() => setStarting(false)} />}
    </div>
  )
}
