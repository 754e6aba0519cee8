import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import type { DirectiveStatus, Light } from '../../contract/directives.ts'
import type { DirectiveType } from '../../contract/directives.letters.ts'
import { loadUnit } from '../organisations/index.ts'
import { can, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { rulesFor } from './office-rules.ts'
import { directiveRow, partCounts } from './rows.ts'
import { dueForLight } from './rules/clock.ts'

/** Words in titles: by their character pairs, and then exactly. */
const like = (text: string): string => `%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
export const holds = (text: string, column: string, grams: string) =>
  sql<boolean>`(${sql.ref(grams)} @> query_grams(${text.trim()}) and ${sql.raw(column)} ilike ${like(text)})`

type Directives = SelectQueryBuilder<DB, 'directive', object>
const never = sql<Date>`coalesce(directive.next_due_at, 'infinity'::timestamptz)`

export interface LedgerQuery {
  cursor?: string
  limit: number
  officeId?: string
  status?: DirectiveStatus[]
  light?: Light
  leaderId?: string
  type?: DirectiveType
  search?: string
  sort: 'recorded' | 'due'
}

/** 台账 of an office: newest first, or what is due first. */
export async function ledger(cx: Cx, input: LedgerQuery) {
  const officeId = await officeFor(cx, input.officeId)
  const rules = await rulesFor(cx, officeId)
  let all: Directives = cx.db
    .selectFrom('directive')
    .where('office_id', '=', officeId)
    .where(within(cx.actor, 'directive.read', 'directive.office_id'))
  if (input.status?.length) all = all.where('status', 'in', input.status)
  if (input.leaderId) all = all.where('leader_id', '=', input.leaderId)
  if (input.type) all = all.where('type', '=', input.type)
  if (input.search)
    all = all.where(holds(input.search, 'item_title || leader_name || directive.text', 'directive.grams'))
  if (input.light) all = all.where(lit(dueForLight(rules.lights, input.light, cx.now)))
  return pageOfDirectives(cx, all, input)
}

/** A light burns for deadlines between two instants; green also for what has none. */
export function lit({ after, upTo }: { after: Date | null; upTo: Date | null }, column = 'next_due_at') {
  const due = sql.ref(column)
  if (upTo === null) return sql<boolean>`(${due} is null or ${due} > ${after})`
  return after === null ? sql<boolean>`${due} <= ${upTo}` : sql<boolean>`(${due} <= ${upTo} and ${due} > ${after})`
}

/** 我的批示: what a leader wrote, or what was recorded for those the actor writes for. */
export async function myDirectives(cx: Cx, input: { cursor?: string; limit: number }) {
  const mine = cx.db
    .selectFrom('directive_leader')
    .select('id')
    .where((eb) =>
      eb.or([eb('person_id', '=', cx.actor.personId), eb(eb.val(cx.actor.personId), '=', eb.fn.any('secretary_ids'))]),
    )
  const all: Directives = cx.db.selectFrom('directive').where('leader_id', 'in', mine).where('status', '<>', 'voided')
  return pageOfDirectives(cx, all, { ...input, sort: 'recorded' })
}

async function pageOfDirectives(
  cx: Cx,
  all: Directives,
  input: { cursor?: string; limit: number; sort: 'recorded' | 'due' },
) {
  const cursor = readCursor(input.cursor)
  let page = all
  if (cursor)
    page =
      input.sort === 'recorded'
        ? page.where(sql<boolean>`(recorded_at, id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
        : page.where(sql<boolean>`(${never}, id) > (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
  const sorted =
    input.sort === 'recorded'
      ? page.orderBy('recorded_at', 'desc').orderBy('id', 'desc')
      : page.orderBy(never).orderBy('id')
  const rows = await sorted
    .selectAll()
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) =>
    input.sort === 'recorded' ? row.recorded_at : (row.next_due_at ?? 'infinity'),
  )
  const counts = await partCounts(
    cx,
    shown.map((row) => row.id),
  )
  const lights = new Map<string, Awaited<ReturnType<typeof rulesFor>>['lights']>()
  for (const { office_id } of shown)
    if (!lights.has(office_id)) lights.set(office_id, (await rulesFor(cx, office_id)).lights)
  return {
    items: shown.map((row) =>
      directiveRow(row, counts.get(row.id) ?? { units: 0, open: 0 }, lights.get(row.office_id)!, cx.now),
    ),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** How many stand where, and which lights burn over what is not finished. */
export async function countLedger(cx: Cx, input: { officeId?: string }) {
  const officeId = await officeFor(cx, input.officeId)
  const { lights } = await rulesFor(cx, officeId)
  const all = cx.db.selectFrom('directive').where('office_id', '=', officeId)
  const statuses = await all
    .select(['status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  const burning = []
  for (const light of ['red', 'orange', 'yellow'] as const) {
    const { count } = await all
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(lit(dueForLight(lights, light, cx.now)))
      .executeTakeFirstOrThrow()
    burning.push({ light, count: Number(count) })
  }
  return {
    statuses: statuses.map((row) => ({ status: row.status as DirectiveStatus, count: Number(row.count) })),
    lights: burning,
  }
}

async function officeFor(cx: Cx, officeId: string | undefined): Promise<string> {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  if (!can(cx.actor, 'directive.read', office.path)) throw new Refusal('not_permitted', { need: 'directive.read' })
  return office.id
}
