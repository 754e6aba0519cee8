import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, useGo } from '../app/links.tsx'
import { formatDay } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { LibraryFrame } from './LibraryFrame.tsx'
import { libraryPaths } from './paths.ts'

/** 过刊: publication, year, number. */
export function BackIssuesPage() {
  const address = useAddressSearch()
  const go = useGo()
  const publication = typeof address['publication'] === 'string' ? address['publication'] : undefined
  const year = Number(address['year']) || undefined
  const { data, error } = useQuery(api.library.backIssues.queryOptions({ input: { publication, year } }))
  const show = (name: string, of: number) =>
    go(`${libraryPaths.backIssues}?publication=${encodeURIComponent(name)}&year=${of}`, { replace: true })
  const first = data?.publications[0]
  if (data && !publication && first) show(first.name, first.years[0]!.year)
  return (
    <LibraryFrame>
      {error && <Refused error={error} />}
      {data?.publications.length === 0 && <p className="zx-library-empty">{t('library.back_issues_empty')}</p>}
      <div className="zx-library-body">
        <nav className="zx-facets" aria-label={t('library.back_issues_choose')} tabIndex={0}>
          {data?.publications.map((one) => (
            <section key={one.name}>
              <h2>《{one.name}》</h2>
              <ul>
                {one.years.map((of) => (
                  <li key={of.year}>
                    <button
                      type="button"
                      className="zx-link-button"
                      aria-current={one.name === publication && of.year === year}
                      onClick={() => show(one.name, of.year)}
                    >
                      {t('library.back_issues_year', { year: of.year })}
                      <span className="zx-facet-count">{t('library.back_issues_count', { count: of.issues })}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <section className="zx-hits" aria-label={t('library.back_issues')}>
          {data?.issues.map((issue) => (
            <article key={issue.id} className="zx-back-issue">
              <h2>
                <Link to={issue.issueId ? `/reading/${issue.issueId}` : libraryPaths.record(issue.id)}>
                  {issue.label}
                </Link>
                <span className="zx-quiet">{formatDay(issue.day)}</span>
                {issue.state === 'voided' && <StateTag tone="red">{t('library.state.voided')}</StateTag>}
              </h2>
              <ol>
                {issue.entries.map((entry) => (
                  <li key={entry.id}>
                    <Link to={libraryPaths.record(entry.id)}>{entry.title}</Link>
                  </li>
                ))}
              </ol>
            </article>
          ))}
        </section>
      </div>
    </LibraryFrame>
  )
}
