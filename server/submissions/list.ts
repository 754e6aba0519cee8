import { sql } from 'kysely'
import type { z } from 'zod'
import type { ListSubmissions } from '../../contract/submissions.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { SubmissionRow } from './load.ts'
import { inScope } from './scopes.ts'
import { listed } from './show.ts'

const noDue = '9999-12-31T00:00:00.000Z'
/** Each order has its index (0007), read from either end; what has no deadline comes last. */
const orders = {
  updated: { column: sql<Date>`submission.updated_at`, value: (row: SubmissionRow) => row.updated_at },
  due: {
    column: sql<Date>`coalesce(submission.due_at, timestamptz '9999-12-31 00:00:00+00')`,
    value: (row: SubmissionRow) => row.due_at ?? noDue,
  },
  sent: { column: sql<Date>`submission.sent_at`, value: (row: SubmissionRow) => row.sent_at! },
} as const

/** 稿件列表: one scope, filtered, sorted, page by page. */
export async function listSubmissions(cx: Cx, input: z.output<typeof ListSubmissions>) {
  const { column, value } = orders[input.sort.replace('-', '') as keyof typeof orders]
  const direction = input.sort.startsWith('-') ? 'desc' : 'asc'
  const found = filtered(cx, input)
  const cursor = readCursor(input.cursor)
  const counted = cursor && !input.search ? { total: null, totalCapped: false } : await cappedCount(found)
  // Words that very many titles hold: walking the list in its order fills a page sooner than gathering and sorting every hit.
  const candidates = input.search && counted.totalCapped ? filtered(cx, input, { walking: true }) : found
  const after = direction === 'asc' ? sql.raw('>') : sql.raw('<')
  const page = cursor
    ? candidates.where(
        sql<boolean>`(${column}, submission.id) ${after} (${cursor.value}::timestamptz, ${cursor.id}::uuid)`,
      )
    : candidates
  const rows = await page
    .innerJoin('unit', 'unit.id', 'submission.unit_id')
    .selectAll('submission')
    .select(['unit.path as unit_path', 'unit.name as unit_name'])
    .orderBy(column, direction)
    .orderBy('submission.id', direction)
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows as SubmissionRow[], input.limit, value)
  const count = cursor ? { total: null, totalCapped: false } : counted
  return { items: shown.map(listed), nextCursor, ...count }
}

function filtered(cx: Cx, input: z.output<typeof ListSubmissions>, { walking = false } = {}) {
  let query = cx.db.selectFrom('submission').where(inScope(cx.actor, input.scope))
  if (input.status) query = query.where('submission.status', 'in', input.status)
  if (input.category) query = query.where('category_code', 'in', input.category)
  if (input.urgency) query = query.where('urgency_code', 'in', input.urgency)
  if (input.sort.endsWith('sent')) query = query.where('sent_at', 'is not', null)
  // Days are Shanghai days, both ends included.
  if (input.from)
    query = query.where(
      sql<boolean>`submission.updated_at >= ${input.from}::date::timestamp at time zone 'Asia/Shanghai'`,
    )
  if (input.to)
    query = query.where(
      sql<boolean>`submission.updated_at < (${input.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`,
    )
  if (input.search) {
    const like = `%${input.search.replace(/[\\%_]/g, '\\$&').replace(/\s+/g, '%')}%`
    if (!walking) query = query.where(sql<boolean>`submission.grams @> query_grams(${input.search})`)
    query = query.where(sql<boolean>`submission.title ilike ${like}`)
  }
  return query
}
