import { sql } from 'kysely'
import type { IssueRow, IssueStatus, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { officeFor } from './office.ts'
import { issueLabel } from './rules/labels.ts'
import { like } from './search.ts'

/** 刊期 of an office, newest first. `search` looks into the titles of what stands in them. */
export async function listIssues(
  cx: Cx,
  input: {
    cursor?: string
    limit: number
    officeId?: string
    publicationId?: string
    status?: IssueStatus[]
    year?: number
    search?: string
  },
) {
  const office = await officeFor(cx, input.officeId, 'issue.read')
  let all = cx.db.selectFrom('issue').where('issue.office_id', '=', office.id)
  if (input.publicationId) all = all.where('issue.publication_id', '=', input.publicationId)
  if (input.status?.length) all = all.where('issue.status', 'in', input.status)
  if (input.year) all = all.where('issue.year', '=', input.year)
  if (input.search)
    all = all.where((eb) =>
      eb.exists(
        eb
          .selectFrom('adoption')
          .select('adoption.id')
          .whereRef('adoption.issue_id', '=', 'issue.id')
          .where('adoption.title', 'ilike', like(input.search!)),
      ),
    )
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(issue.updated_at, issue.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .selectAll('issue')
    .select('publication.name as publication_name')
    .select([
      sql<number>`(select count(*)::int from adoption a where a.issue_id = issue.id)`.as('entries'),
      sql<string | null>`(select a.title from adoption a where a.issue_id = issue.id order by a.position limit 1)`.as(
        'first_title',
      ),
      sql<number>`(select count(*)::int from issue_recipient r where r.issue_id = issue.id)`.as('recipients'),
      sql<number>`(select count(*)::int from issue_recipient r where r.issue_id = issue.id and (r.read_at is not null or exists (select from read_mark m where m.issue_id = r.issue_id and (m.person_id = r.person_id or m.unit_id = r.unit_id))))`.as(
        'readers',
      ),
    ])
    .orderBy('issue.updated_at', 'desc')
    .orderBy('issue.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.updated_at)
  return {
    items: shown.map((row): IssueRow => ({
      id: row.id,
      publicationId: row.publication_id,
      publicationName: row.publication_name,
      series: row.series as Series,
      status: row.status as IssueStatus,
      label: issueLabel({ series: row.series as Series, year: row.year, number: row.number }),
      issueOn: row.issue_on,
      entryCount: row.entries,
      firstTitle: row.first_title,
      editorName: row.editor_name,
      signerName: row.signer_name,
      recipientCount: row.recipients,
      readCount: row.readers,
      dueAt: row.due_at?.toISOString() ?? null,
      updatedAt: row.updated_at.toISOString(),
    })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
