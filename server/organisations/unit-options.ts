import { sql } from 'kysely'
import type { UnitKind, UnitOption } from '../../contract/organisations.ts'
import type { Cx } from '../platform/command.ts'
import { prefixesOf } from './units.ts'

interface Wanted {
  parentId?: string
  search?: string
  ids?: string[]
  asOf?: string
  officesOnly?: boolean
  withEnded?: boolean
  limit: number
}
interface Row {
  id: string
  code: string
  path: string
  parentId: string | null
  kind: UnitKind
  isOffice: boolean
  name: string
  shortName: string
  validTo: string | null
  hasChildren: boolean
}

/** The tree, asked for branch by branch: the top without anything, the children of one (offices before other bodies), the hits of a search, or the units named. */
export async function unitOptions(cx: Cx, wanted: Wanted): Promise<{ items: UnitOption[] }> {
  const table = wanted.asOf ? sql`unit_as_of(${wanted.asOf}::date)` : sql`unit`
  const standing = (alias: string) =>
    wanted.asOf || wanted.withEnded ? sql`true` : sql`${sql.ref(`${alias}.valid_to`)} is null`
  const { rows } = await sql<Row>`
    select u.id, u.code, u.path, u.parent_id as "parentId", u.kind, u.is_office as "isOffice", u.name, u.short_name as "shortName", u.valid_to as "validTo",
      exists (select 1 from ${table} c where c.parent_id = u.id and ${standing('c')}) as "hasChildren"
    from ${table} u
    where ${which(wanted)} and ${wanted.ids ? sql`true` : standing('u')} and ${wanted.officesOnly ? sql`u.is_office` : sql`true`}
    order by ${wanted.search ? sql`length(u.path), ` : sql``}u.position, u.is_office desc, u.code
    limit ${wanted.limit}`.execute(cx.db)
  const names = await shortNamesAbove(
    cx,
    rows.map((row) => row.path),
  )
  return {
    items: rows.map(({ path, ...row }) => ({
      ...row,
      trail: prefixesOf(path)
        .slice(0, -1)
        .map((above) => names.get(above) ?? ''),
    })),
  }
}

function which({ ids, search, parentId, asOf }: Wanted) {
  if (ids) return sql`u.id = any(${ids}::uuid[])`
  if (search) {
    const like = `%${search.replace(/\s+/g, '').replace(/[\\%_]/g, '\\$&')}%`
    const byCode = sql`u.code like ${`${search.replace(/[\\%_]/g, '\\$&')}%`}`
    const byName = sql`(u.name ilike ${like} or u.short_name ilike ${like})`
    return asOf ? sql`(${byName} or ${byCode})` : sql`((u.grams @> query_grams(${search}) and ${byName}) or ${byCode})`
  }
  return parentId ? sql`u.parent_id = ${parentId}` : sql`u.parent_id is null`
}

async function shortNamesAbove(cx: Cx, paths: string[]): Promise<Map<string, string>> {
  const above = [...new Set(paths.flatMap((path) => prefixesOf(path).slice(0, -1)))]
  if (above.length === 0) return new Map()
  const rows = await cx.db.selectFrom('unit').select(['path', 'short_name']).where('path', 'in', above).execute()
  return new Map(rows.map((row) => [row.path, row.short_name]))
}
