import type { Cx } from '../platform/command.ts'
import { loadUnitForChange, recordChange, requireEffectiveDay } from './change-unit.ts'

/** 更名: from the day on the unit bears the new name; before that day it is read under the old one. */
export async function renameUnit(
  cx: Cx,
  input: {
    id: string
    name: string
    shortName: string
    governmentName: string | null
    effectiveOn: string
    basis: string
  },
) {
  const unit = await loadUnitForChange(cx, input.id)
  await requireEffectiveDay(cx, unit, 'renamed', input.effectiveOn)
  const after = { name: input.name, shortName: input.shortName, governmentName: input.governmentName }
  await cx.db
    .updateTable('unit')
    .set({ name: after.name, short_name: after.shortName, government_name: after.governmentName })
    .where('id', '=', unit.id)
    .execute()
  const before = { name: unit.name, shortName: unit.short_name, governmentName: unit.government_name }
  await recordChange(cx, {
    unitId: unit.id,
    kind: 'renamed',
    effectiveOn: input.effectiveOn,
    basis: input.basis,
    before,
    after,
  })
  return { ok: true as const }
}
