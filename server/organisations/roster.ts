import { sql } from 'kysely'
import type { RosterRow, Standing, UnitKind } from '../../contract/organisations.ts'
import type { Cx } from '../platform/command.ts'
import { pageFrom, readCursor } from '../platform/paging.ts'
import { standingOf } from './rules/standing.ts'
import { dayOf, loadUnit } from './units.ts'

interface Wanted {
  unitId?: string
  kind?: UnitKind[]
  standing?: Standing[]
  search?: string
  cursor?: string
  limit: number
}

/**
 * 信息员队伍 (第五条): each unit with its officers, whether it has those it must have, and how many came and went in twelve months.
 * The tree has some thousand units at most, so the standing is worked out here and the page is cut from it.
 */
export async function showRoster(cx: Cx, wanted: Wanted) {
  const cursor = readCursor(wanted.cursor)
  const all = (await countOfficers(cx, wanted)).map(({ path, ...row }) => ({
    ...row,
    path,
    id: row.unitId,
    standing: standingOf(row.kind, row.fullTime, row.partTime),
  }))
  const kept = all.filter((row) => !wanted.standing || wanted.standing.includes(row.standing))
  const rest = cursor ? kept.filter((row) => row.path > cursor.value) : kept
  const { rows, nextCursor } = pageFrom(rest, wanted.limit, (row) => row.path)
  const sum = (read: (row: (typeof kept)[number]) => number) => kept.reduce((total, row) => total + read(row), 0)
  return {
    items: rows.map(({ path: _, id: __, ...row }): RosterRow => row),
    nextCursor,
    total: cursor ? null : kept.length,
    totalCapped: false,
    summary: cursor
      ? null
      : {
          units: kept.length,
          vacant: kept.filter((row) => row.standing === 'vacant').length,
          needsFullTime: kept.filter((row) => row.standing === 'needsFullTime').length,
          fullTime: sum((row) => row.fullTime),
          partTime: sum((row) => row.partTime),
          begun: sum((row) => row.begun),
          ended: sum((row) => row.ended),
        },
  }
}

async function countOfficers(cx: Cx, { unitId, kind, search }: Wanted) {
  const today = dayOf(cx.now)
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}`
  const current = sql`p.valid_from <= ${today} and (p.valid_to is null or p.valid_to >= ${today})`
  const path = unitId ? (await loadUnit(cx, unitId)).path : '/'
  const like = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Omit<RosterRow, 'standing'> & { path: string }>`
    select u.id as "unitId", u.code, u.name as "unitName", u.kind, u.path,
      coalesce(o."fullTime", 0) as "fullTime", coalesce(o."partTime", 0) as "partTime", coalesce(o.begun, 0) as begun, coalesce(o.ended, 0) as ended
    from unit u left join (
      select p.unit_id,
        count(distinct p.person_id) filter (where p.officer = 'fullTime' and ${current})::int as "fullTime",
        count(distinct p.person_id) filter (where p.officer = 'partTime' and ${current})::int as "partTime",
        count(*) filter (where p.valid_from > ${yearAgo}::date and p.valid_from <= ${today})::int as begun,
        count(*) filter (where p.valid_to >= ${yearAgo}::date and p.valid_to < ${today})::int as ended
      from post p where p.officer <> 'none' group by p.unit_id
    ) o on o.unit_id = u.id
    where u.valid_to is null and starts_with(u.path, ${path}) and (u.name ilike ${like} or u.short_name ilike ${like}) and ${kind ? sql`u.kind = any(${kind}::text[])` : sql`true`}
    order by u.path`.execute(cx.db)
  return rows
}
