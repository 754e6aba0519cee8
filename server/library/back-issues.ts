import { sql } from 'kysely'
import { dayOf } from '../organisations/index.ts'
import type { RecordLinks } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { visible } from './access.ts'
import { labelOf } from './hits.ts'

/** 过刊: publications and their years; of a chosen year the issues by number, each with its entries. */
export async function backIssues(cx: Cx, input: { publication?: string; year?: number }) {
  const { rows: years } = await sql<{ name: string; year: number; issues: number }>`
    select publication_name as name, issue_year as year, count(*)::int as issues from library_record record
    where kind = 'issue' and issue_year is not null and ${visible(cx.actor)} group by 1, 2 order by 1, 2 desc`.execute(
    cx.db,
  )
  const names = [...new Set(years.map((row) => row.name))]
  const publications = names.map((name) => ({
    name,
    years: years.filter((row) => row.name === name).map(({ year, issues }) => ({ year, issues })),
  }))
  if (!input.publication || !input.year) return { publications, issues: [] }
  const { rows } = await sql<{
    id: string
    kind: string
    title: string
    issue_id: string | null
    issue_year: number | null
    issue_number: number | null
    sort_at: Date
    state: string
    links: RecordLinks
  }>`
    select record.id, record.kind, record.title, record.issue_id, record.links, record.issue_year, record.issue_number, record.sort_at, record.state from library_record record
    where publication_name = ${input.publication} and issue_year = ${input.year} and kind in ('issue', 'entry') and ${visible(cx.actor)}
    order by issue_number desc nulls last, record.id limit 4000`.execute(cx.db)
  const issues = rows
    .filter((row) => row.kind === 'issue')
    .map((issue) => ({
      id: issue.id,
      issueId: issue.links.issueId ?? null,
      label: labelOf(issue),
      number: issue.issue_number,
      day: dayOf(issue.sort_at),
      state: issue.state,
      entries: rows
        .filter((row) => row.kind === 'entry' && row.issue_id === issue.issue_id)
        .map(({ id, title }) => ({ id, title })),
    }))
  return { publications, issues }
}
