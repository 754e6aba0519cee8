import { sql } from 'kysely'
import type { Role } from '../../contract/access.ts'
import type { RoleGrant } from '../../contract/organisations.ts'
import { can, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { grantState } from './rules/grant-dates.ts'
import { isDelegable } from './rules/separation.ts'
import { dayOf, loadUnit } from './units.ts'

const grantQuery = (cx: Cx) =>
  cx.db
    .selectFrom('role_grant')
    .innerJoin('unit', 'unit.id', 'role_grant.unit_id')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .leftJoin('person as principal', 'principal.id', 'role_grant.delegated_from')

const columns = [
  'role_grant.id',
  'role_grant.role',
  'role_grant.reach',
  'role_grant.unit_id as unitId',
  'unit.name as unitName',
  'unit.path as unitPath',
  'role_grant.valid_from as validFrom',
  'role_grant.valid_to as validTo',
  'role_grant.revoked_at as revokedAt',
  'role_grant.delegated_from as delegatedFrom',
  'principal.name as delegatedFromName',
  'role_grant.person_id as personId',
  'person.name as personName',
] as const

interface Row {
  id: string
  role: string
  reach: string
  unitId: string
  unitName: string
  unitPath: string
  validFrom: string
  validTo: string | null
  revokedAt: Date | null
  delegatedFrom: string | null
  delegatedFromName: string | null
  personId: string
  personName: string
}

function shown(cx: Cx, { revokedAt, unitPath, delegatedFrom, ...row }: Row): RoleGrant {
  const state = grantState({ ...row, revoked: revokedAt !== null }, dayOf(cx.now))
  const live = state === 'current' || state === 'future'
  const role = row.role as Role
  const actions: RoleGrant['actions'] = []
  if (live && can(cx.actor, 'grant.manage', unitPath)) actions.push('revoke')
  if (live && row.personId === cx.actor.personId && delegatedFrom === null && isDelegable(role))
    actions.push('delegate')
  if (live && delegatedFrom === cx.actor.personId) actions.push('endDelegation')
  return { ...row, role, reach: row.reach as RoleGrant['reach'], state, actions }
}

/** Everything a person was ever granted, what counts now first. */
export async function grantsOf(cx: Cx, personId: string): Promise<RoleGrant[]> {
  const rows = await grantQuery(cx)
    .select(columns)
    .where('role_grant.person_id', '=', personId)
    .orderBy('role_grant.granted_at', 'desc')
    .limit(200)
    .execute()
  return inOrder(rows.map((row) => shown(cx, row)))
}

/** What I hold, and what I have lent. */
export async function myGrants(cx: Cx) {
  const me = cx.actor.personId
  const rows = await grantQuery(cx)
    .select(columns)
    .where((eb) => eb.or([eb('role_grant.person_id', '=', me), eb('role_grant.delegated_from', '=', me)]))
    .orderBy('role_grant.granted_at', 'desc')
    .limit(200)
    .execute()
  return { items: inOrder(rows.map((row) => shown(cx, row))) }
}

const stateOrder = { current: 0, future: 1, past: 2, revoked: 3 } as const
const inOrder = (grants: RoleGrant[]) => grants.sort((one, other) => stateOrder[one.state] - stateOrder[other.state])

/** Who may do what where, today, for the security administrator of those units. */
export async function listGrants(
  cx: Cx,
  wanted: { unitId?: string; role?: Role[]; search?: string; cursor?: string; limit: number },
) {
  const cursor = readCursor(wanted.cursor)
  const today = dayOf(cx.now)
  let query = grantQuery(cx)
    .where(within(cx.actor, 'grant.manage', 'role_grant.unit_id'))
    .where('role_grant.revoked_at', 'is', null)
    .where(sql<boolean>`(role_grant.valid_to is null or role_grant.valid_to >= ${today})`)
  if (wanted.unitId)
    query = query.where(sql<boolean>`starts_with(unit.path, ${(await loadUnit(cx, wanted.unitId)).path})`)
  if (wanted.role) query = query.where('role_grant.role', 'in', wanted.role)
  if (wanted.search)
    query = query.where(
      sql<boolean>`person.grams @> query_grams(${wanted.search}) and person.name ilike ${`%${wanted.search.replace(/\s+/g, '').replace(/[\\%_]/g, '\\$&')}%`}`,
    )
  const rest = cursor
    ? query.where(sql<boolean>`(unit.path, role_grant.id) > (${cursor.value}, ${cursor.id}::uuid)`)
    : query
  const { rows, nextCursor } = pageFrom(
    await rest
      .select(columns)
      .orderBy('unit.path')
      .orderBy('role_grant.id')
      .limit(wanted.limit + 1)
      .execute(),
    wanted.limit,
    (row) => row.unitPath,
  )
  return {
    items: rows.map((row) => shown(cx, row)),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(query)),
  }
}
