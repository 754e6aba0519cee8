import type { Permission } from '../../contract/access.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can, holds } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

/** The office whose assessment is meant: the one named, or the actor's own. Refuses when the actor may not do this there. */
export async function officeFor(cx: Cx, officeId: string | undefined, need: Permission): Promise<Unit> {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  requirePermission(cx, 'assessment.read', need, office.path)
  if (!office.isOffice) throw new Refusal('not_permitted', { need })
  return office
}

/** Units below this office for which the actor may read what concerns them: their lines, their appeals. */
export const ownUnitsBelow = (cx: Cx, office: Unit): string[] => [
  ...new Set(
    cx.actor.grants
      .filter((grant) => holds(grant.role, 'assessment.readOwn') && grant.unitPath.startsWith(office.path))
      .map((grant) => grant.unitId),
  ),
]

/** The standings are open to the office and to every unit it scores (第十六条: 通报). */
export async function officeForStandings(cx: Cx, officeId: string | undefined) {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  const isOffice = can(cx.actor, 'assessment.read', office.path)
  if (!office.isOffice || (!isOffice && ownUnitsBelow(cx, office).length === 0)) throw new Refusal('not_found')
  return { office, isOffice }
}

/** The lines of one unit: the office reads all, a unit its own. */
export function requireUnitLines(cx: Cx, office: Unit, unit: { path: string }) {
  if (can(cx.actor, 'assessment.read', office.path)) return
  if (!unit.path.startsWith(office.path) || !can(cx.actor, 'assessment.readOwn', unit.path))
    throw new Refusal('not_found')
}
