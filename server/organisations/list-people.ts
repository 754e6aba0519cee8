import { sql } from 'kysely'
import type { Officer, PersonRow } from '../../contract/organisations.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { maskMobile, maySeeMobile } from './rules/mobile.ts'
import { dayOf, loadUnit, prefixesOf } from './units.ts'

export interface PeopleWanted {
  unitId?: string
  below?: boolean
  search?: string
  officer?: Officer[]
  ids?: string[]
  former?: boolean
  cursor?: string
  limit: number
}

/** The address book: one line per current post (`former`: per post that has ended), by name. */
export async function listPeople(cx: Cx, wanted: PeopleWanted) {
  const cursor = readCursor(wanted.cursor)
  const query = await peopleQuery(cx, wanted)
  const shown = cursor
    ? query.where(sql<boolean>`(person.name collate "C", post.id) > (${cursor.value}, ${cursor.id}::uuid)`)
    : query
  const found = await shown
    .select([
      'post.id as postId',
      'person.id',
      'person.name',
      'unit.id as unitId',
      'unit.name as unitName',
      'unit.path as unitPath',
      'post.title',
      'post.officer',
      'post.office_phone as officePhone',
      'person.mobile',
      'person.email',
      'post.valid_to as postValidTo',
    ])
    .orderBy(sql`person.name collate "C"`)
    .orderBy('post.id')
    .limit(wanted.limit + 1)
    .execute()
  const { rows, nextCursor } = pageFrom(
    found.map((row) => ({ ...row, personId: row.id, id: row.postId })),
    wanted.limit,
    (row) => row.name,
  )
  const whole = await mobileReader(
    cx,
    rows.map((row) => row.unitPath),
  )
  const items = rows.map(({ personId, postId: _, unitPath, mobile, officer, ...row }): PersonRow => ({
    ...row,
    id: personId,
    officer: officer as Officer,
    mobile: mobile && !(personId === cx.actor.personId || whole(unitPath)) ? maskMobile(mobile) : mobile,
  }))
  const count = cursor ? { total: null, totalCapped: false } : await cappedCount(query)
  return { items, nextCursor, ...count }
}

async function peopleQuery(cx: Cx, { unitId, below, search, officer, ids, former }: PeopleWanted) {
  const today = dayOf(cx.now)
  let query = cx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .where(
      former
        ? sql<boolean>`post.valid_to < ${today}`
        : sql<boolean>`post.valid_from <= ${today} and (post.valid_to is null or post.valid_to >= ${today})`,
    )
  if (unitId) {
    const unit = await loadUnit(cx, unitId)
    query = below
      ? query.where(sql<boolean>`starts_with(unit.path, ${unit.path})`)
      : query.where('unit.id', '=', unitId)
  }
  if (officer) query = query.where('post.officer', 'in', officer)
  if (ids) query = query.where('person.id', 'in', ids)
  if (search)
    query = query.where(
      sql<boolean>`person.grams @> query_grams(${search}) and person.name ilike ${`%${search.replace(/\s+/g, '').replace(/[\\%_]/g, '\\$&')}%`}`,
    )
  return query
}

/** May the actor read whole mobile numbers at a unit? Also whoever keeps the personnel records there. */
export async function mobileReader(cx: Cx, unitPaths: string[]): Promise<(unitPath: string) => boolean> {
  const above = [...new Set(unitPaths.flatMap((path) => prefixesOf(path).slice(0, -1)))]
  const offices =
    above.length === 0
      ? []
      : await cx.db
          .selectFrom('unit')
          .select('path')
          .where('path', 'in', above)
          .where('is_office', '=', true)
          .where('valid_to', 'is', null)
          .execute()
  const officePaths = offices.map((office) => office.path)
  return (unitPath) =>
    can(cx.actor, 'person.manage', unitPath) || maySeeMobile(cx.actor.unitPath, unitPath, officePaths)
}
