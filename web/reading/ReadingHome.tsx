import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReadingRow } from '../../contract/publications.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { MyDirectives } from '../directives/index.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { readingPaths } from './paths.ts'
import './reading.css'

/** A leader's first page: what is new, large and calm; below it what was read. */
export function ReadingHome() {
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  return (
    <div className="zx-page zx-read-home">
      <header>
        <div>
          <h1>{t('reading.title')}</h1>
          <p>{t('reading.hint')}</p>
        </div>
        <input
          type="search"
          className="zx-input"
          value={typed}
          placeholder={t('reading.search')}
          aria-label={t('reading.search')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </header>
      {search !== '' ? (
        <Issues
          key={search}
          name={t('reading.found')}
          ask={{ search }}
          empty={t('reading.nothing_found', { text: search })}
        />
      ) : (
        <>
          <Issues name={t('reading.fresh')} ask={{ unread: true }} empty={t('reading.nothing_fresh')} />
          <MyDirectives />
          <Issues name={t('reading.earlier')} ask={{ unread: false }} empty={t('reading.nothing_earlier')} />
        </>
      )}
    </div>
  )
}

function Issues({ name, ask, empty }: { name: string; ask: { unread?: boolean; search?: string }; empty: string }) {
  const list = useInfiniteQuery(
    api.publications.readingList.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...ask, cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
  const issues = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={name} aria-busy={list.isPending}>
      <h2>{name}</h2>
      <Refused error={list.error} />
      {list.isPending && <p className="zx-quiet">{t('app.loading')}</p>}
      {list.isSuccess && issues.length === 0 && <p className="zx-quiet">{empty}</p>}
      <ul>
        {issues.map((issue) => (
          <li key={issue.id}>
            <Card issue={issue} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button
          type="button"
          className="zx-button"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('reading.more')}
        </button>
      )}
    </section>
  )
}

function Card({ issue }: { issue: ReadingRow }) {
  return (
    <Link to={readingPaths.issue(issue.id)} className={issue.readAt ? 'zx-read-card' : 'zx-read-card unread'}>
      <span className="zx-read-name">{issue.publicationName}</span>
      <span className="zx-read-label">
        {issue.label}　{formatDay(issue.issueOn)}　{issue.issuer}
        {issue.status === 'voided' && <StateTag tone="red">{t('reading.voided_tag')}</StateTag>}
        {issue.readAt && <span className="zx-quiet">{t('reading.read_at', { time: formatShort(issue.readAt) })}</span>}
      </span>
      <span className="zx-read-titles">
        {issue.summary && <span className="zx-read-gist">{issue.summary}</span>}
        {issue.titles.map((title, index) => (
          <span key={index}>{title}</span>
        ))}
        {issue.entryCount > issue.titles.length && (
          <span className="zx-quiet">{t('reading.more_titles', { count: issue.entryCount })}</span>
        )}
      </span>
    </Link>
  )
}

/** What was typed, once the typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
