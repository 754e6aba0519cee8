import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { currentLanguage, t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { paths } from '../app/paths.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { entriesOf } from './api-entries.ts'
import type { ApiDocument, ApiEntry } from './api-entries.ts'
import './account.css'

const example = `curl -H 'Authorization: Bearer zx_…' ${window.location.origin}/api/me`

async function fetchDocument(): Promise<ApiDocument> {
  const answer = await fetch('/openapi.json', { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new TypeError(`openapi.json: ${answer.status}`)
  return (await answer.json()) as ApiDocument
}

/** 接口说明: what other systems may call, read from the OpenAPI document. */
export function ApiPage() {
  const { data, error } = useQuery({ queryKey: ['openapi'], queryFn: fetchDocument, staleTime: Infinity })
  const [search, setSearch] = useState('')
  const entries = data
    ? entriesOf(data).filter((entry) =>
        `${entry.path} ${entry.summary} ${entry.id}`.toLowerCase().includes(search.trim().toLowerCase()),
      )
    : []
  const tags = [...new Set(entries.map((entry) => entry.tag))]
  return (
    <div className="zx-page zx-account">
      <PageHeader
        title={t('identity.api')}
        hint={t('identity.api_hint')}
        actions={
          <a className="zx-button" href="/openapi.json" download="zhengxin-openapi.json">
            {t('identity.api_download')}
          </a>
        }
      />
      <section className="zx-panel" aria-labelledby="how">
        <h2 id="how">{t('identity.api_how')}</h2>
        <ol className="zx-api-steps">
          <li>
            {t('identity.api_step_1')} <Link to={paths.account}>{t('identity.my_account')}</Link>
          </li>
          <li>{t('identity.api_step_2')}</li>
          <li>{t('identity.api_step_3')}</li>
        </ol>
        <pre tabIndex={0}>{example}</pre>
      </section>
      {error && <Refused error={error} />}
      {!data && !error && <p role="status">{t('app.loading')}</p>}
      {data && (
        <section className="zx-panel" aria-label={t('identity.api')}>
          <input
            className="zx-input"
            type="search"
            aria-label={t('identity.api_search')}
            placeholder={t('identity.api_search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {entries.length === 0 && <p>{t('identity.api_nothing')}</p>}
          {tags.map((tag) => (
            <div key={tag} className="zx-api-group">
              <h2>{tag}</h2>
              {entries
                .filter((entry) => entry.tag === tag)
                .map((entry) => (
                  <Entry key={entry.id} entry={entry} document={data} />
                ))}
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

/** '签发 Sign off': a summary says it in both languages, Chinese first. */
function inLanguage(summary: string): string {
  const blank = summary.indexOf(' ')
  return blank < 0 ? summary : currentLanguage() === 'en' ? summary.slice(blank + 1) : summary.slice(0, blank)
}

/** The schemas are drawn only when the entry is open: there are hundreds. */
function Entry({ entry, document }: { entry: ApiEntry; document: ApiDocument }) {
  const [open, setOpen] = useState(false)
  const parts = open ? entry.parts(document) : undefined
  return (
    <details className="zx-api-entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{entry.method}</b>
        <code>/api{entry.path}</code>
        <span>{inLanguage(entry.summary)}</span>
        {entry.isPublic ? <StateTag>{t('identity.api_public')}</StateTag> : <span />}
      </summary>
      {parts?.parameters && (
        <>
          <h3>{t('identity.api_input')}</h3>
          <pre tabIndex={0}>{parts.parameters}</pre>
        </>
      )}
      {parts?.body && (
        <>
          <h3>{t('identity.api_body')}</h3>
          <pre tabIndex={0}>{parts.body}</pre>
        </>
      )}
      {parts && (
        <>
          <h3>{t('identity.api_output')}</h3>
          <pre tabIndex={0}>{parts.output}</pre>
        </>
      )}
    </details>
  )
}
