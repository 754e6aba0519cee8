import type { Issue, IssueEntry } from '../../contract/publications.ts'
import { t } from '../app/i18n.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { formatDay } from '../ui/format.ts'
import { labelOf } from './words.ts'

export interface SheetColumn {
  id: string
  name: string
  entries: IssueEntry[]
}

/** The issue as its page will look: red masthead, columns, titles, sources in brackets, 报送发. */
export function IssueSheet({
  issue,
  columns = issue.columns,
  small,
}: {
  issue: Issue
  columns?: SheetColumn[]
  small?: boolean
}) {
  return (
    <article className={small ? 'zx-issue-sheet small' : 'zx-issue-sheet'}>
      <header>
        {issue.notice && <p className="zx-issue-notice">{issue.notice}</p>}
        <h2>{issue.publicationName}</h2>
        <p className="zx-issue-number">
          {labelOf(issue)}
          {issue.totalLabel && `（${issue.totalLabel}）`}
        </p>
        <p className="zx-issue-issuer">
          <span>{issue.issuer}</span>
          <span>{formatDay(issue.issueOn)}</span>
        </p>
      </header>
      {columns
        .filter((column) => column.entries.length > 0)
        .map((column) => (
          <section key={column.id}>
            <h3 className="zx-issue-column">{column.name}</h3>
            {column.entries.map((entry) => (
              <section key={entry.adoptionId}>
                <h4>{entry.title}</h4>
                <BodyView body={entry.body} />
                {entry.source && (
                  <p className="zx-issue-source">{t('publications.source', { source: entry.source })}</p>
                )}
              </section>
            ))}
          </section>
        ))}
      <footer>
        <Line name={t('publications.report_to')} units={issue.reportTo} />
        <Line name={t('publications.send_to')} units={issue.sendTo} />
        <Line name={t('publications.issue_to')} units={issue.issueTo} />
      </footer>
    </article>
  )
}

const Line = ({ name, units }: { name: string; units: string[] }) =>
  units.length > 0 ? (
    <p>
      {name}
      {units.join('、')}
    </p>
  ) : null
