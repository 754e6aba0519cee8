import type { Role } from '../../contract/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { requireStanding } from './change-unit.ts'
import { overlap } from './rules/grant-dates.ts'
import { separationProblem } from './rules/separation.ts'
import { dayOf, loadUnit } from './units.ts'

export interface NewGrant {
  personId: string
  unitId: string
  role: Role
  reach: 'own' | 'subtree'
  validFrom: string
  validTo: string | null
  delegatedFrom?: string
}

/** 授予岗位, by the security administrator, never to himself. */
export async function grantRole(cx: Cx, input: Omit<NewGrant, 'delegatedFrom'>) {
  requirePermission(cx, 'unit.read', 'grant.manage', (await loadUnit(cx, input.unitId)).path)
  if (input.personId === cx.actor.personId) throw new Refusal('grant.to_self')
  if (input.validTo !== null && input.validTo < dayOf(cx.now)) throw new Refusal('grant.bad_dates')
  return giveRole(cx, input)
}

/**
 * Gives a role under the rules that hold for everybody: dates, 三员分立, nothing twice. The caller has decided that it may be given
 * (the security administrator, a signer who delegates, the first set-up, the demo).
 */
export async function giveRole(cx: Cx, input: NewGrant): Promise<{ id: string }> {
  if (input.validTo !== null && input.validTo < input.validFrom) throw new Refusal('grant.bad_dates')
  // the person is the lock: two grants at once cannot each miss the other
  const person = await cx.db
    .selectFrom('person')
    .select('name')
    .where('id', '=', input.personId)
    .forUpdate()
    .executeTakeFirst()
  const unit = await cx.db
    .selectFrom('unit')
    .select(['name', 'valid_to'])
    .where('id', '=', input.unitId)
    .forShare()
    .executeTakeFirst()
  if (!person || !unit) throw new Refusal('not_found')
  requireStanding(unit)

  const rows = await cx.db
    .selectFrom('role_grant')
    .select(['role', 'unit_id', 'reach', 'delegated_from', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('person_id', '=', input.personId)
    .where('revoked_at', 'is', null)
    .execute()
  const beside = rows.filter((row) => overlap(row, input))
  const problem = separationProblem(
    beside.map((row) => row.role as Role),
    input.role,
  )
  if (problem) throw new Refusal(problem.code, { held: problem.held, wanted: input.role })
  const same = beside.find(
    (row) =>
      row.role === input.role &&
      row.unit_id === input.unitId &&
      (input.delegatedFrom ? true : row.reach === input.reach && row.delegated_from === null),
  )
  if (same) throw new Refusal('grant.already_held', { name: person.name })

  const id = newId()
  await cx.db
    .insertInto('role_grant')
    .values({
      id,
      person_id: input.personId,
      unit_id: input.unitId,
      role: input.role,
      reach: input.reach,
      valid_from: input.validFrom,
      valid_to: input.validTo,
      delegated_from: input.delegatedFrom ?? null,
      granted_by: cx.actor.personId,
      granted_at: cx.now,
    })
    .execute()
  await cx.record(
    input.delegatedFrom ? 'delegation.given' : 'grant.given',
    { id: input.personId, unitId: input.unitId },
    {
      grantId: id,
      role: input.role,
      reach: input.reach,
      validFrom: input.validFrom,
      validTo: input.validTo,
      personName: person.name,
      unitName: unit.name,
    },
  )
  cx.tell('organisations', input.unitId)
  cx.tell('organisations', input.personId)
  return { id }
}

/** 收回岗位. What its holder delegated of it ends with it (findActor asks for the principal's own grant). */
export async function revokeGrant(cx: Cx, { id, reason }: { id: string; reason: string }) {
  const grant = await loadGrant(cx, id)
  requirePermission(cx, 'unit.read', 'grant.manage', grant.path)
  await revoke(cx, grant, 'grant.revoked', { reason })
  return { ok: true as const }
}

export async function loadGrant(cx: Cx, id: string) {
  const grant = await cx.db
    .selectFrom('role_grant')
    .innerJoin('unit', 'unit.id', 'role_grant.unit_id')
    .selectAll('role_grant')
    .select(['unit.path', 'unit.name as unitName'])
    .where('role_grant.id', '=', id)
    .forUpdate('role_grant')
    .executeTakeFirst()
  if (!grant) throw new Refusal('not_found')
  return grant
}

export async function revoke(
  cx: Cx,
  grant: Awaited<ReturnType<typeof loadGrant>>,
  kind: 'grant.revoked' | 'delegation.ended',
  data: Record<string, unknown> = {},
) {
  if (grant.revoked_at !== null || (grant.valid_to !== null && grant.valid_to < dayOf(cx.now)))
    throw new Refusal('grant.ended')
  await cx.db.updateTable('role_grant').set({ revoked_at: cx.now }).where('id', '=', grant.id).execute()
  await cx.record(
    kind,
    { id: grant.person_id, unitId: grant.unit_id },
    { grantId: grant.id, role: grant.role, ...data },
  )
  cx.tell('organisations', grant.unit_id)
  cx.tell('organisations', grant.person_id)
}

/** Roles that end because their unit ended, or because the person left it. */
export async function endGrantsAt(cx: Cx, unitId: string, personId?: string) {
  let ending = cx.db
    .updateTable('role_grant')
    .set({ revoked_at: cx.now })
    .where('unit_id', '=', unitId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', dayOf(cx.now))]))
  if (personId) ending = ending.where('person_id', '=', personId)
  for (const grant of await ending.returning(['id', 'person_id', 'role']).execute()) {
    await cx.record(
      'grant.revoked',
      { id: grant.person_id, unitId },
      { grantId: grant.id, role: grant.role, reason: personId ? 'leftUnit' : 'unitEnded' },
    )
  }
}
