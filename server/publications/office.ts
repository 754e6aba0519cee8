import type { Permission } from '../../contract/access.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

/** The office an actor means: the one named, or the own one. Refuses when the actor may not do this there. */
export async function officeFor(cx: Cx, officeId: string | undefined, need: Permission) {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  requirePermission(cx, 'publication.read', need, office.path)
  if (!office.isOffice) throw new Refusal('not_permitted', { need })
  return office
}

export const mayAt = (cx: Cx, need: Permission, path: string): boolean => can(cx.actor, need, path)
