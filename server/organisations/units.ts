import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import { permissionsOf } from '../platform/access.ts'
import type { Actor, Grant } from '../platform/access.ts'
import type { Role } from '../../contract/access.ts'
import type { Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'

export interface Unit {
  id: string
  code: string
  path: string
  parentId: string | null
  kind: string
  isOffice: boolean
  name: string
  shortName: string
  validTo: string | null
}

/** A unit by id, also one that has ended: history names it. Refuses with not_found. */
export async function loadUnit(cx: Cx, unitId: string): Promise<Unit> {
  const unit = await unitQuery(cx.db).where('id', '=', unitId).executeTakeFirst()
  if (!unit) throw new Refusal('not_found')
  return unit
}

/** The nearest office above a unit: where its items go by default. Undefined at the top. */
export async function superiorOffice(cx: Cx, unitId: string): Promise<Unit | undefined> {
  return (await officesAbove(cx, unitId))[0]
}

/** Offices an item may be sent to: all offices above the unit, nearest first (逐级报送 first, 直报 possible). */
export async function officesAbove(cx: Cx, unitId: string): Promise<Unit[]> {
  const unit = await loadUnit(cx, unitId)
  const paths = prefixesOf(unit.path).slice(0, -1)
  if (paths.length === 0) return []
  return unitQuery(cx.db)
    .where('path', 'in', paths)
    .where('is_office', '=', true)
    .where('valid_to', 'is', null)
    .orderBy('path', 'desc')
    .execute()
}

/** People who hold this permission at the unit today, for notices and for choosing who acts next. */
export async function peopleWith(
  cx: Cx,
  permission: Permission,
  unitId: string,
): Promise<{ personId: string; name: string }[]> {
  const unit = await loadUnit(cx, unitId)
  const roles = (Object.keys(permissionsOf) as Role[]).filter((role) =>
    (permissionsOf[role] as readonly Permission[]).includes(permission),
  )
  if (roles.length === 0) return []
  const today = dayOf(cx.now)
  const rows = await cx.db
    .selectFrom('role_grant')
    .innerJoin('unit', 'unit.id', 'role_grant.unit_id')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.id as personId', 'person.name', 'unit.path', 'role_grant.reach'])
    .distinct()
    .where('role_grant.role', 'in', roles)
    .where(holdsOn(today))
    .where('unit.path', 'in', prefixesOf(unit.path))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('post')
          .select('post.id')
          .whereRef('post.person_id', '=', 'person.id')
          .where('post.valid_from', '<=', today)
          .where((or) => or.or([or('post.valid_to', 'is', null), or('post.valid_to', '>=', today)])),
      ),
    )
    .execute()
  const holders = rows
    .filter((row) => row.path === unit.path || row.reach === 'subtree')
    .map(({ personId, name }) => [personId, name] as const)
  return [...new Map(holders)].map(([personId, name]) => ({ personId, name }))
}

/** The actor as of `now`: main post, unit, current grants with delegations (`delegatedFrom` names the principal). Undefined when the person holds no post today. */
export async function findActor(
  db: Database | Tx,
  personId: string,
  now: Date,
  provedAt: Date | null,
): Promise<Actor | undefined> {
  const today = dayOf(now)
  // one statement, for every request begins with it
  const {
    rows: [found],
  } = await sql<
    Pick<Actor, 'name' | 'title' | 'unitId' | 'unitPath' | 'unitName'> & {
      grants: (Grant & { delegatedFrom: string | null })[]
    }
  >`
    select person.name, post.title, unit.id as "unitId", unit.path as "unitPath", unit.name as "unitName", (
      select coalesce(json_agg(json_build_object('role', role_grant.role, 'unitId', place.id, 'unitPath', place.path, 'reach', role_grant.reach, 'delegatedFrom', principal.name) order by role_grant.id), '[]')
      from role_grant join unit place on place.id = role_grant.unit_id left join person principal on principal.id = role_grant.delegated_from
      where role_grant.person_id = person.id and ${holdsOn(today)}
    ) as grants
    from post join unit on unit.id = post.unit_id join person on person.id = post.person_id
    where post.person_id = ${personId} and post.valid_from <= ${today} and (post.valid_to is null or post.valid_to >= ${today})
    order by post.is_main desc, post.valid_from desc limit 1`.execute(db)
  if (!found) return undefined
  const grants = found.grants.map(({ delegatedFrom, ...grant }): Grant =>
    delegatedFrom ? { ...grant, delegatedFrom } : grant,
  )
  return { personId, ...found, grants, provedAt }
}

/** A grant counts on a day while its dates last and nobody took it back; what is held for another (授权), while that other still holds it. */
const holdsOn = (day: string) => sql<SqlBool>`
  role_grant.revoked_at is null and role_grant.valid_from <= ${day} and (role_grant.valid_to is null or role_grant.valid_to >= ${day})
  and (role_grant.delegated_from is null or exists (
    select 1 from role_grant own where own.person_id = role_grant.delegated_from and own.unit_id = role_grant.unit_id and own.role = role_grant.role and own.delegated_from is null
      and own.revoked_at is null and own.valid_from <= ${day} and (own.valid_to is null or own.valid_to >= ${day})))`

/** The day of an instant in Asia/Shanghai, 'yyyy-mm-dd'. */
export const dayOf = (instant: Date): string => shanghai.format(instant)
const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The paths of all units above and the unit itself, the top first. */
export const prefixesOf = (path: string) =>
  path
    .split('/')
    .filter(Boolean)
    .map((_, i, codes) => `/${codes.slice(0, i + 1).join('/')}/`)

const unitQuery = (db: Database | Tx) =>
  db
    .selectFrom('unit')
    .select([
      'id',
      'code',
      'path',
      'parent_id as parentId',
      'kind',
      'is_office as isOffice',
      'name',
      'short_name as shortName',
      'valid_to as validTo',
    ])
