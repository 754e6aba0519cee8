import { sql } from 'kysely'
import type { HandlingRow, HandlingStatus } from '../../contract/desk.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { alikeTo } from './inbox-groups.ts'
import { inOffices, inTab } from './inbox-query.ts'
import type { InboxQuery } from './inbox-query.ts'
import { handlingActions } from './load-handling.ts'
import { groups } from './rules/life.ts'
import { holdsWords } from './search.ts'

/** Unread is asked of what still waits: nobody must open what a colleague has decided. */
const waiting = [...groups.toReceive, ...groups.toHandle, ...groups.shortlisted]
const never = sql<Date>`coalesce(handling.due_at, 'infinity'::timestamptz)`

/** The inbox of an office. Newest first, or what is due first, or the most urgent first. */
export async function listInbox(cx: Cx, input: InboxQuery) {
  const all = await matching(cx, input)
  const cursor = readCursor(input.cursor)
  const counted = cursor && !input.search ? { total: null, totalCapped: false } : await cappedCount(all)
  // Words that very many items hold: walking the list in its order fills a page sooner than gathering and sorting every hit.
  const candidates = input.search && counted.totalCapped ? await matching(cx, input, { walking: true }) : all
  const rows = await sorted(cursor ? candidates.where(after(input.sort, cursor)) : candidates, input.sort)
    .limit(input.limit + 1)
    .select([
      'handling.id',
      'handling.office_id',
      'handling.title',
      'handling.source_unit_name',
      'handling.status',
      'handling.characters',
      'handling.category_code',
      'handling.urgency_code',
      'handling.urgency_hours',
      'handling.classification_code',
      'handling.channel',
      'handling.is_major',
      'handling.is_shared',
      'handling.follow_up_number',
      'handling.arrived_at',
      'handling.due_at',
      'handling.received_by_name',
    ])
    .execute()
  const page = pageFrom(rows, input.limit, (row) =>
    input.sort === 'arrived' ? row.arrived_at : input.sort === 'due' ? (row.due_at ?? 'infinity') : row.urgency_hours,
  )
  const count = cursor ? { total: null, totalCapped: false } : counted
  const { paths, read, pieces } = await besides(cx, page.rows)
  return {
    items: page.rows.map((row): HandlingRow => ({
      id: row.id,
      officeId: row.office_id,
      title: row.title,
      sourceUnitName: row.source_unit_name,
      status: row.status as HandlingStatus,
      characters: row.characters,
      categoryCode: row.category_code,
      urgencyCode: row.urgency_code,
      classificationCode: row.classification_code,
      channel: row.channel,
      isMajor: row.is_major,
      isShared: row.is_shared,
      followUpNumber: row.follow_up_number,
      arrivedAt: row.arrived_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      receivedByName: row.received_by_name,
      unread: !read.has(row.id),
      pieceId: pieces.get(row.id) ?? null,
      actions: handlingActions(cx.actor, paths.get(row.office_id)!, { status: row.status as HandlingStatus }),
    })),
    nextCursor: page.nextCursor,
    ...count,
  }
}

/** What stands beside the rows of one page, fetched for these rows only: joined to the whole list it would cost more than the list. */
async function besides(cx: Cx, rows: { id: string; office_id: string }[]) {
  if (rows.length === 0)
    return { paths: new Map<string, string>(), read: new Set<string>(), pieces: new Map<string, string>() }
  const ids = rows.map((row) => row.id)
  const units = await cx.db
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('id', 'in', [...new Set(rows.map((row) => row.office_id))])
    .execute()
  const marks = await cx.db
    .selectFrom('handling_read')
    .select('handling_id')
    .where('handling_id', 'in', ids)
    .where('person_id', '=', cx.actor.personId)
    .execute()
  const pieces = await cx.db
    .selectFrom('piece_source')
    .innerJoin('piece', 'piece.id', 'piece_source.piece_id')
    .select(['handling_id', 'piece.id'])
    .where('handling_id', 'in', ids)
    .where('piece.status', '<>', 'dissolved')
    .execute()
  return {
    paths: new Map(units.map((unit) => [unit.id, unit.path])),
    read: new Set(marks.map((mark) => mark.handling_id)),
    pieces: new Map(pieces.map((row) => [row.handling_id, row.id])),
  }
}

const readByMe = (cx: Cx) =>
  cx.db
    .selectFrom('handling_read')
    .select('handling_read.person_id')
    .whereRef('handling_read.handling_id', '=', sql.ref('handling.id'))
    .where('handling_read.person_id', '=', cx.actor.personId)

async function matching(cx: Cx, input: InboxQuery, { walking = false } = {}) {
  let query = inTab(cx, input)
  if (input.topic) query = query.where(sql<boolean>`handling.keywords @> array[${input.topic}]::text[]`)
  if (input.alikeTo) query = query.where('handling.id', 'in', await alikeTo(cx, input, input.alikeTo))
  if (input.unitId) {
    const { path } = await loadUnit(cx, input.unitId)
    query = query.where(
      'handling.source_unit_id',
      'in',
      cx.db
        .selectFrom('unit')
        .select('unit.id')
        .where(sql<boolean>`unit.path >= ${path} and unit.path < ${path.slice(0, -1) + '0'}`),
    )
  }
  if (input.urgency?.length) query = query.where('handling.urgency_code', 'in', input.urgency)
  if (input.category?.length) query = query.where('handling.category_code', 'in', input.category)
  if (input.arrivedFrom) query = query.where('handling.arrived_at', '>=', startOf(input.arrivedFrom))
  if (input.arrivedTo)
    query = query.where('handling.arrived_at', '<', new Date(startOf(input.arrivedTo).getTime() + 86_400_000))
  if (input.unread)
    query = query.where('handling.status', 'in', [...waiting]).where((eb) => eb.not(eb.exists(readByMe(cx))))
  const words = holdsWords(
    walking ? null : 'handling.grams',
    ['handling.title', 'handling.source_unit_name'],
    input.search,
  )
  return words ? query.where(words) : query
}

/** The first instant of a day in Shanxi. */
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)

function sorted<Query extends Awaited<ReturnType<typeof matching>>>(query: Query, sort: InboxQuery['sort']) {
  if (sort === 'arrived') return query.orderBy('handling.arrived_at', 'desc').orderBy('handling.id', 'desc')
  if (sort === 'due') return query.orderBy(never, 'asc').orderBy('handling.id', 'asc')
  return query.orderBy('handling.urgency_hours', 'asc').orderBy('handling.id', 'asc')
}

function after(sort: InboxQuery['sort'], { value, id }: { value: string; id: string }) {
  if (sort === 'arrived') return sql<boolean>`(handling.arrived_at, handling.id) < (${value}::timestamptz, ${id}::uuid)`
  if (sort === 'due') return sql<boolean>`(${never}, handling.id) > (${value}::timestamptz, ${id}::uuid)`
  return sql<boolean>`(handling.urgency_hours, handling.id) > (${value}::integer, ${id}::uuid)`
}

/** How many wait in each tab, counted up to the cap; and how many of what waits this person has not opened. */
export async function countInbox(cx: Cx, input: { officeId?: string }) {
  const counted = ['toReceive', 'toHandle', 'shortlisted', 'editing', 'heldBack'] as const
  const result = []
  for (const group of counted) {
    const { total, totalCapped } = await cappedCount(
      inOffices(cx, input.officeId)
        .where('handling.status', 'in', [...groups[group]])
        .select('handling.id'),
    )
    result.push({ group, count: total, capped: totalCapped })
  }
  const unread = await cappedCount(
    inOffices(cx, input.officeId)
      .where('handling.status', 'in', [...waiting])
      .where((eb) => eb.not(eb.exists(readByMe(cx))))
      .select('handling.id'),
  )
  return { groups: result, unread: unread.total }
}

/** Units that have sent something to these offices, in the order of the tree: for the filter. */
export async function listSourceUnits(cx: Cx, input: { officeId?: string }) {
  const items = await cx.db
    .selectFrom('unit')
    .select(['unit.id', 'unit.name'])
    .where((eb) =>
      eb.exists(
        inOffices(cx, input.officeId).select('handling.id').where('handling.source_unit_id', '=', eb.ref('unit.id')),
      ),
    )
    .orderBy('unit.path')
    .execute()
  return { items }
}
