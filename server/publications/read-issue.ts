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
import { findReceived, tellFirstReading } from './received-issues.ts'
import type { ReceivedIssue } from './received-issues.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'
import { like } from './search.ts'

interface Released {
  id: string
  publication_name: string
  issuer: string
  series: Series
  year: number
  number: number
  issue_on: string
  released_at: Date
  status: IssueStatus
  summary: string
}

/** What was released, here or on another node (来刊). */
const released = sql<Released>`(
  select i.id, p.name as publication_name, p.issuer, i.series, i.year, i.number, i.issue_on, i.released_at, i.status, i.summary
  from issue i join publication p on p.id = i.publication_id
  where i.status in ('released', 'archived', 'voided') and i.released_at is not null
  union all
  select id, publication_name, issuer, series, year, number, issue_on, released_at, status, summary from received_issue)`.as<'issue'>(
  'issue',
)

/** Released to me by name, or to a unit I work for (分层次服务): the one condition for lists, single issues and files. */
const releasedToMe = (cx: Cx) =>
  isOnlyAdministrator(cx.actor)
    ? sql<boolean>`false`
    : sql<boolean>`exists (
  select from issue_recipient r where r.issue_id = issue.id and (r.person_id = ${cx.actor.personId}::uuid or r.unit_id = any(${unitIdsOf(cx)}::uuid[])))`

/** The titles that stand in an issue, in their order. */
const titlesOf = sql<string[]>`coalesce((select r.titles from received_issue r where r.id = issue.id),
  array(select a.title from adoption a where a.issue_id = issue.id order by a.position))`

const readByMe = (cx: Cx) =>
  sql<boolean>`exists (select from read_mark m where m.issue_id = issue.id and m.person_id = ${cx.actor.personId}::uuid)`

const unitIdsOf = (cx: Cx) => [...new Set([cx.actor.unitId, ...cx.actor.grants.map((grant) => grant.unitId)])]

/** 我的刊物: newest release first. `unread` false: what I have read, and what was voided before I did. */
export async function readingList(
  cx: Cx,
  input: { cursor?: string; limit: number; unread?: boolean; search?: string },
) {
  let all = cx.db.selectFrom(released).where(releasedToMe(cx))
  if (input.unread === true) all = all.where('issue.status', '!=', 'voided').where(sql<boolean>`not ${readByMe(cx)}`)
  if (input.unread === false) all = all.where(sql<boolean>`(issue.status = 'voided' or ${readByMe(cx)})`)
  if (input.search)
    all = all
      .where('issue.status', '!=', 'voided')
      .where(sql<boolean>`exists (select from unnest(${titlesOf}) title where title ilike ${like(input.search)})`)
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(issue.released_at, issue.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .select([
      'issue.id',
      'issue.publication_name',
      'issue.issuer',
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
      sql<string[]>`case when issue.status = 'voided' then '{}' else ${titlesOf} end`.as('titles'),
      sql<Date | null>`(select m.first_at from read_mark m where m.issue_id = issue.id and m.person_id = ${cx.actor.personId}::uuid)`.as(
        'read_at',
      ),
    ])
    .orderBy('issue.released_at', 'desc')
    .orderBy('issue.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.released_at)
  return {
    items: shown.map((row): ReadingRow => ({
      id: row.id,
      publicationName: row.publication_name,
      label: issueLabel(row),
      issuer: row.issuer,
      issueOn: row.issue_on,
      releasedAt: row.released_at.toISOString(),
      titles: row.titles.slice(0, 4),
      summary: row.status === 'voided' ? '' : row.summary,
      entryCount: row.titles.length,
      readAt: row.read_at?.toISOString() ?? null,
      status: row.status,
    })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** The pictures of an issue: with its text they are gone once it was recalled, but for its own office. */
export async function maySeeFilesOf(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  if (issue && can(cx.actor, 'issue.read', issue.officePath)) return true
  return (await findReleasedToMe(cx, id))?.status !== 'voided' && mayReadIssue(cx, id)
}

/** May the actor read this issue: released to them, or one of their own office's. */
export async function mayReadIssue(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  if (issue && can(cx.actor, 'issue.read', issue.officePath)) return true
  return (await findReleasedToMe(cx, id)) !== undefined
}

const findReleasedToMe = (cx: Cx, id: string) =>
  cx.db.selectFrom(released).selectAll().where('issue.id', '=', id).where(releasedToMe(cx)).executeTakeFirst()

/** 阅读: the issue as it was signed, with a read mark of the one who opens it. Of one that was recalled only that it was, and why. */
export async function openIssue(cx: Cx, input: { id: string }): Promise<ReadableIssue> {
  if (!(await mayOpen(cx, input.id))) throw new Refusal('not_found')
  const received = await findReceived(cx, input.id)
  if (received) return openReceived(cx, received)
  const issue = (await findIssue(cx, input.id))!
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
    receivedFrom: null,
    firstReadAt: mark.toISOString(),
    readerName: cx.actor.name,
    readerUnit: cx.actor.unitName,
  }
}

/** 来刊: the office that released it learns of the first reading of the unit. */
async function openReceived(cx: Cx, issue: ReceivedIssue): Promise<ReadableIssue> {
  const { content } = issue
  const mark = await markRead(cx, issue.id)
  if (issue.status !== 'voided') await tellFirstReading(cx, issue)
  return {
    id: issue.id,
    publicationName: content.publicationName,
    label: issueLabel(issue),
    totalLabel: content.totalLabel,
    issuer: content.issuer,
    issueOn: content.issueOn,
    notice: content.notice,
    classificationCode: content.classificationCode,
    hasWatermark: content.hasWatermark,
    status: issue.status,
    voidReason: issue.void_reason,
    ...(await correctionsOf(cx, issue, (other) => mayOpen(cx, other))),
    summary: issue.status === 'voided' ? '' : issue.summary,
    reportTo: content.reportTo,
    sendTo: content.sendTo,
    issueTo: content.issueTo,
    columns:
      issue.status === 'voided'
        ? []
        : content.columns.map(({ name, entries }) => ({
            name,
            entries: entries.map(({ adoptionId, title, body, source }) => ({ adoptionId, title, body, source })),
          })),
    ...(await neighboursOf(cx, issue)),
    receivedFrom: issue.office_name,
    firstReadAt: mark.toISOString(),
    readerName: cx.actor.name,
    readerUnit: cx.actor.unitName,
  }
}

/** Released, and for this reader; the office that released it opens it too. */
async function mayOpen(cx: Cx, id: string): Promise<boolean> {
  const issue = await findIssue(cx, id)
  return (issue === undefined || issue.released_at !== null) && mayReadIssue(cx, id)
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
      .selectFrom(released)
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
