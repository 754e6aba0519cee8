import { sql } from 'kysely'
import type { Body } from '../../contract/body.ts'
import type { IssueStatus, ReadableIssue, ReadingRow, Series } from '../../contract/publications.ts'
import { can, isOnlyAdministrator } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { correctionsOf } from './corrections.ts'
import { entriesOf, issueColumns } from './entries.ts'
import { findIssue } from './load-issue.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'
import { like } from './search.ts'

/** Released to me by name, or to a unit I work for (分层次服务): the one condition for lists, single issues and files. */
const releasedToMe = (cx: Cx) =>
  isOnlyAdministrator(cx.actor)
    ? sql<boolean>`false`
    : sql<boolean>`issue.status in ('released', 'archived', 'voided') and issue.released_at is not null and exists (
  select from issue_recipient r where r.issue_id = issue.id and (r.person_id = ${cx.actor.personId}::uuid or r.unit_id = any(${unitIdsOf(cx)}::uuid[])))`

const readByMe = (cx: Cx) =>
  sql<boolean>`exists (select from read_mark m where m.issue_id = issue.id and m.person_id = ${cx.actor.personId}::uuid)`

const unitIdsOf = (cx: Cx) => [...new Set([cx.actor.unitId, ...cx.actor.grants.map((grant) => grant.unitId)])]

/** 我的刊物: newest release first. `unread` false: what I have read, and what was voided before I did. */
export async function readingList(
  cx: Cx,
  input: { cursor?: string; limit: number; unread?: boolean; search?: string },
) {
  let all = cx.db.selectFrom('issue').where(releasedToMe(cx))
  if (input.unread === true) all = all.where('issue.status', '!=', 'voided').where(sql<boolean>`not ${readByMe(cx)}`)
  if (input.unread === false) all = all.where(sql<boolean>`(issue.status = 'voided' or ${readByMe(cx)})`)
  if (input.search)
    all = all
      .where('issue.status', '!=', 'voided')
      .where((eb) =>
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
    ? all.where(sql<boolean>`(issue.released_at, issue.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .select([
      'issue.id',
      'publication.name as publication_name',
      'publication.issuer',
      'issue.series',
      'issue.year',
      'issue.number',
      'issue.issue_on',
      'issue.released_at',
      'issue.status',
      'issue.summary',
    ])
    .select([
      // a recalled issue shows nothing of what stood in it
      sql<
        string[]
      >`array(select a.title from adoption a where a.issue_id = issue.id and issue.status <> 'voided' order by a.position limit 4)`.as(
        'titles',
      ),
      sql<number>`(select count(*)::int from adoption a where a.issue_id = issue.id and issue.status <> 'voided')`.as(
        'entries',
      ),
      sql<Date | null>`(select m.first_at from read_mark m where m.issue_id = issue.id and m.person_id = ${cx.actor.personId}::uuid)`.as(
        'read_at',
      ),
    ])
    .orderBy('issue.released_at', 'desc')
    .orderBy('issue.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.released_at!)
  return {
    items: shown.map((row): ReadingRow => ({
      id: row.id,
      publicationName: row.publication_name,
      label: issueLabel({ series: row.series as Series, year: row.year, number: row.number }),
      issuer: row.issuer,
      issueOn: row.issue_on!,
      releasedAt: row.released_at!.toISOString(),
      titles: row.titles,
      summary: row.status === 'voided' ? '' : row.summary,
      entryCount: row.entries,
      readAt: row.read_at?.toISOString() ?? null,
      status: row.status as IssueStatus,
    })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** The pictures of an issue: with its text they are gone once it was recalled, but for its own office. */
export async function maySeeFilesOf(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  if (!issue || (issue.status === 'voided' && !can(cx.actor, 'issue.read', issue.officePath))) return false
  return mayReadIssue(cx, id)
}

/** May the actor read this issue: released to them, or one of their own office's. */
export async function mayReadIssue(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  if (!issue) return false
  if (can(cx.actor, 'issue.read', issue.officePath)) return true
  return (
    (await cx.db.selectFrom('issue').select('id').where('id', '=', id).where(releasedToMe(cx)).executeTakeFirst()) !==
    undefined
  )
}

/** 阅读: the issue as it was signed, with a read mark of the one who opens it. Of one that was recalled only that it was, and why. */
export async function openIssue(cx: Cx, input: { id: string }): Promise<ReadableIssue> {
  const issue = await findIssue(cx, input.id)
  if (!issue || !(await mayOpen(cx, input.id))) throw new Refusal('not_found')
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const mark = await markRead(cx, issue.id)
  cx.tell('publications', issue.office_id)
  const entries = issue.status === 'voided' ? [] : await entriesOf(cx, issue.id)
  const columns = await issueColumns(cx, issue, entries, { withEmpty: false })
  return {
    id: issue.id,
    publicationName: issue.publicationName,
    label: issueLabel(issue),
    totalLabel: totalLabel(issue),
    issuer: publication.issuer,
    issueOn: issue.issue_on!,
    notice: publication.notice,
    classificationCode: publication.classification_code,
    hasWatermark: publication.has_watermark,
    status: issue.status,
    voidReason: issue.void_reason,
    ...(await correctionsOf(cx, issue, (other) => mayOpen(cx, other))),
    summary: issue.status === 'voided' ? '' : issue.summary,
    reportTo: publication.report_to,
    sendTo: publication.send_to,
    issueTo: publication.issue_to,
    columns: columns.map((column) => ({
      name: column.name,
      entries: column.entries.map(({ adoptionId, title, body, source }) => ({
        adoptionId,
        title,
        body: body as Body,
        source,
      })),
    })),
    ...(await neighboursOf(cx, issue)),
    firstReadAt: mark.toISOString(),
    readerName: cx.actor.name,
    readerUnit: cx.actor.unitName,
  }
}

/** Released, and for this reader. */
async function mayOpen(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  return issue !== undefined && issue.released_at !== null && mayReadIssue(cx, id)
}

async function markRead(cx: Cx, issueId: string): Promise<Date> {
  const { first_at } = await cx.db
    .insertInto('read_mark')
    .values({
      issue_id: issueId,
      person_id: cx.actor.personId,
      unit_id: cx.actor.unitId,
      first_at: cx.now,
      last_at: cx.now,
      times: 1,
    })
    .onConflict((oc) =>
      oc
        .columns(['issue_id', 'person_id'])
        .doUpdateSet((eb) => ({ last_at: cx.now, times: eb('read_mark.times', '+', 1) })),
    )
    .returning('first_at')
    .executeTakeFirstOrThrow()
  return first_at
}

/** The issues before and after this one in my reading list. */
async function neighboursOf(cx: Cx, issue: { id: string; released_at: Date | null }) {
  const near = (compare: '<' | '>') =>
    cx.db
      .selectFrom('issue')
      .select('issue.id')
      .where(releasedToMe(cx))
      .where('issue.status', '!=', 'voided')
      .where(
        sql<boolean>`(issue.released_at, issue.id) ${sql.raw(compare)} (${issue.released_at!.toISOString()}::timestamptz, ${issue.id}::uuid)`,
      )
      .orderBy('issue.released_at', compare === '<' ? 'desc' : 'asc')
      .orderBy('issue.id', compare === '<' ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst()
  return { previousId: (await near('<'))?.id ?? null, nextId: (await near('>'))?.id ?? null }
}
