import type { Role } from '../../contract/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { giveRole, loadGrant, revoke } from './grants.ts'
import { isDelegable } from './rules/separation.ts'
import { dayOf } from './units.ts'

/**
 * 签发授权: a signer lets a colleague of the same unit sign while he is away. What is signed then names both.
 * Only one's own right can be lent, for dates, and no longer than one has it oneself.
 */
export async function delegate(
  cx: Cx,
  input: { grantId: string; toPersonId: string; validFrom: string; validTo: string; reason: string },
) {
  const grant = await loadGrant(cx, input.grantId)
  if (grant.person_id !== cx.actor.personId || grant.delegated_from !== null) throw new Refusal('delegation.not_yours')
  if (!isDelegable(grant.role as Role)) throw new Refusal('delegation.not_delegable')
  if (input.toPersonId === cx.actor.personId) throw new Refusal('delegation.to_self')
  const today = dayOf(cx.now)
  if (grant.revoked_at !== null || (grant.valid_to !== null && grant.valid_to < today)) throw new Refusal('grant.ended')
  if (input.validTo < input.validFrom || input.validTo < today) throw new Refusal('grant.bad_dates')
  if (grant.valid_to !== null && input.validTo > grant.valid_to)
    throw new Refusal('delegation.outlives_grant', { validTo: grant.valid_to })

  const delegate = await cx.db.selectFrom('person').select('name').where('id', '=', input.toPersonId).executeTakeFirst()
  if (!delegate) throw new Refusal('not_found')
  const post = await cx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', input.toPersonId)
    .where('unit_id', '=', grant.unit_id)
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .executeTakeFirst()
  if (!post) throw new Refusal('delegation.other_unit', { name: delegate.name, unitName: grant.unitName })
  return giveRole(cx, {
    personId: input.toPersonId,
    unitId: grant.unit_id,
    role: grant.role as Role,
    reach: grant.reach as 'own' | 'subtree',
    validFrom: input.validFrom,
    validTo: input.validTo,
    delegatedFrom: cx.actor.personId,
  })
}

/** 收回授权, by whoever gave it, at any time. */
export async function endDelegation(cx: Cx, { id }: { id: string }) {
  const grant = await loadGrant(cx, id)
  if (grant.delegated_from !== cx.actor.personId) throw new Refusal('delegation.not_yours')
  await revoke(cx, grant, 'delegation.ended')
  return { ok: true as const }
}
