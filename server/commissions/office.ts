import type { Permission } from '../../contract/access.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

/** The office named, or the actor's own, when the actor may do this there. */
export async function officeFor(cx: Cx, officeId: string | undefined, need: Permission): Promise<Unit> {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  if (!can(cx.actor, need, office.path)) throw new Refusal('not_permitted', { need })
  return office
}
