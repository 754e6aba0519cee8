import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadUnitForChange, lockTree, recordChange, requireEffectiveDay } from './change-unit.ts'

/** 调整隶属: the unit and all below it hang under another one. What is granted for a subtree follows the paths at once. */
export async function moveUnit(cx: Cx, input: { id: string; parentId: string; effectiveOn: string; basis: string }) {
  await lockTree(cx)
  const unit = await loadUnitForChange(cx, input.id)
  if (unit.parent_id === null) throw new Refusal('unit.is_top')
  const parent = await loadUnitForChange(cx, input.parentId)
  if (parent.path.startsWith(unit.path)) throw new Refusal('unit.move_into_itself')
  await requireEffectiveDay(cx, unit, 'moved', input.effectiveOn)

  const path = `${parent.path}${unit.code}/`
  await cx.db.updateTable('unit').set({ parent_id: parent.id }).where('id', '=', unit.id).execute()
  await sql`update unit set path = ${path} || substr(path, ${unit.path.length + 1}::int) where path >= ${unit.path} and starts_with(path, ${unit.path})`.execute(
    cx.db,
  )
  await recordChange(cx, {
    unitId: unit.id,
    kind: 'moved',
    effectiveOn: input.effectiveOn,
    basis: input.basis,
    before: { parentId: unit.parent_id, path: unit.path },
    after: { parentId: parent.id, parentName: parent.name, path },
  })
  return { ok: true as const }
}
