import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import { holds, isOnlyAdministrator, within } from '../platform/access.ts'
import type { Actor, Grant } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { scopeQuery } from './rules/grams.ts'

/** The permissions that open records: each kind of record names one of them (enter.ts). */
export const readPermissions = [
  'submission.read',
  'handling.read',
  'piece.read',
  'issue.read',
  'assessment.read',
  'assessment.readOwn',
  'directive.read',
  'directiveTask.read',
  'commission.read',
  'commissionTask.read',
  'guidance.read',
  'guidance.receive',
] as const satisfies readonly Permission[]

/**
 * What this person may see of the library: who holds the record's permission at the unit that keeps it, to whom it was released,
 * and who works below where it was shared. The one condition of lists, search, counts, facets, suggestions, snippets and exports.
 * It is asked of a table or alias named `record`.
 */
export function visible(actor: Actor): RawBuilder<SqlBool> {
  if (isOnlyAdministrator(actor)) return sql<SqlBool>`false`
  const units = [...new Set([actor.unitId, ...actor.grants.map((grant) => grant.unitId)])]
  const places = [...new Set([actor.unitPath, ...actor.grants.map((grant) => grant.unitPath)].flatMap(pathsAbove))]
  const conditions = [
    sql<SqlBool>`record.readers && ${[actor.personId, ...units]}::uuid[]`,
    sql<SqlBool>`record.shared_path = any(${places}::text[])`,
    ...heldTogether(actor).map(
      ({ permissions }) =>
        sql<SqlBool>`(record.permission = any(${permissions}::text[]) and ${within(actor, permissions[0]!, 'record.unit_id')})`,
    ),
  ]
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

/** An administrator (三员) keeps nothing of a library that has no row for administrators. */
export function refuseAdministrators(cx: Cx): void {
  if (isOnlyAdministrator(cx.actor)) throw new Refusal('not_permitted', { need: 'issue.readOwn' })
}

/** The permissions of this person, those together that the same grants give: they hold at the same units. */
function heldTogether(actor: Actor): { permissions: Permission[]; grants: Grant[] }[] {
  const groups = new Map<string, { permissions: Permission[]; grants: Grant[] }>()
  for (const permission of readPermissions) {
    const grants = actor.grants.filter((grant) => holds(grant.role, permission))
    if (grants.length === 0) continue
    const key = grants.map((grant) => actor.grants.indexOf(grant)).join()
    const group = groups.get(key) ?? { permissions: [], grants }
    group.permissions.push(permission)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The path itself and every path above it. */
const pathsAbove = (path: string): string[] =>
  codesOf(path).map((_, index, codes) => `/${codes.slice(0, index + 1).join('/')}/`)

/** More units than this are not named to the index one by one. */
const namedUnits = 48

/**
 * Narrows the index to the units of this person, so that somebody of a small unit does not read past a million foreign records.
 * Null for who sees everything below the top: then the condition on the row is quicker.
 */
export async function scopeFor(cx: Cx): Promise<string | null> {
  const held = heldTogether(cx.actor)
  const paths = [...new Set(held.flatMap(({ grants }) => treesOf(grants)))]
  if (paths.some((path) => codesOf(path).length === 1)) return null
  const moved = paths.length === 0 ? [] : await movedBelow(cx, paths)
  const reads = held.map(({ permissions, grants }) => {
    const trees = treesOf(grants)
    const came = moved.filter((unit) => trees.some((path) => unit.path.startsWith(path)))
    return {
      permissions,
      unitIds: [...new Set([...grants.map((grant) => grant.unitId), ...came.map((unit) => unit.id)])],
      belowCodes: trees.map((path) => codesOf(path).at(-1)!),
    }
  })
  return reads.some(({ unitIds }) => unitIds.length > namedUnits) ? null : scopeQuery(reads)
}

const treesOf = (grants: Grant[]) => grants.filter((grant) => grant.reach === 'subtree').map((grant) => grant.unitPath)
const codesOf = (path: string) => path.split('/').filter(Boolean)

/** 调整隶属: what a unit kept before it came below another one is indexed at its old place; such units are named. */
async function movedBelow(cx: Cx, paths: string[]): Promise<{ id: string; path: string }[]> {
  const { rows } = await sql<{ id: string; path: string }>`
    select distinct unit.id, unit.path from unit_change change
    join unit moved on moved.id = change.unit_id join unit on starts_with(unit.path, moved.path)
    where change.kind = 'moved' and unit.path like any(${paths.map((path) => `${path}%`)}::text[])
    limit ${namedUnits + 1}`.execute(cx.db)
  return rows
}
