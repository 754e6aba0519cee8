import type { ReadableIssue } from '../../contract/publications.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { Icon } from '../ui/Icon.tsx'
import { formatDay } from '../ui/format.ts'
import { readingPaths } from './paths.ts'

/** The issue as it was signed: red masthead, columns, items with their source in brackets, and to whom it went (domain.md 7). */
/** `onDirect`: the reader may write a directive on this item. */
export function ReadingText({
  issue,
  onDirect,
}: {
  issue: ReadableIssue
  onDirect?: (entry: { adoptionId: string; title: string }) => void
}) {
  return (
    <article className="zx-read-text">
      <header className="zx-read-masthead">
        {issue.notice && <p className="zx-read-notice">{issue.notice}</p>}
        <h1>{issue.publicationName}</h1>
        <p className="zx-read-number">
          {issue.label}
          {issue.totalLabel && `（${issue.totalLabel}）`}
        </p>
        <p className="zx-read-issuer">
          <span>{issue.issuer}</span>
          <span>{formatDay(issue.issueOn)}</span>
        </p>
      </header>
      {issue.status === 'voided' && (
        <div className="zx-read-void" role="alert">
          <strong>{t('reading.voided_mark')}</strong>
          <p>{t('reading.voided', { reason: issue.voidReason ?? '' })}</p>
        </div>
      )}
      <Corrections issue={issue} />
      {issue.summary && (
        <section className="zx-read-summary" aria-label={t('reading.summary')}>
          <h2>{t('reading.summary')}</h2>
          <p>{issue.summary}</p>
        </section>
      )}
      {issue.columns.map((column) => (
        <section key={column.name} aria-label={column.name}>
          <h2 className="zx-read-column">{column.name}</h2>
          {column.entries.map((entry) => (
            <section key={entry.adoptionId} id={`entry-${entry.adoptionId}`} className="zx-read-entry">
              <h3>{entry.title}</h3>
              <BodyView body={entry.body} />
              {entry.source && <p className="zx-read-source">{t('reading.source', { source: entry.source })}</p>}
              {onDirect && (
                <p className="zx-read-direct">
                  <button type="button" className="zx-button" onClick={() => onDirect(entry)}>
                    <Icon name="pen" size={16} />
                    {t('directives.write')}
                  </button>
                </p>
              )}
            </section>
          ))}
        </section>
      ))}
      <footer>
        <Line name={t('reading.report_to')} units={issue.reportTo} />
        <Line name={t('reading.send_to')} units={issue.sendTo} />
        <Line name={t('reading.issue_to')} units={issue.issueTo} />
        <p className="zx-read-end">{t('reading.end')}</p>
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

/** 更正: the sentence names the other issue, and its name leads there. */
function Corrections({ issue }: { issue: ReadableIssue }) {
  const lines = [
    ['reading.corrects', issue.corrects],
    ['reading.corrected_by', issue.correctedBy],
  ] as const
  return lines.map(([words, link]) => {
    if (!link) return null
    const [before, after] = t(words, { label: '\n' }).split('\n')
    return (
      <p key={words} className="zx-read-correction">
        {before}
        <Link to={readingPaths.issue(link.id)}>{link.label}</Link>
        {after}
      </p>
    )
  })
}
