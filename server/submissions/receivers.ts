import { loadUnit, officesAbove } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'

/** Where a unit may send to: 逐级报送 first, 直报 further up. */
export async function listReceivers(cx: Cx, input: { unitId?: string }) {
  const unit = await loadUnit(cx, input.unitId ?? cx.actor.unitId)
  requirePermission(cx, 'submission.read', 'submission.read', unit.path)
  const offices = await officesAbove(cx, unit.id)
  return { items: offices.map(({ id, name }) => ({ id, name })) }
}
