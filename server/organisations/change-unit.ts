import { sql } from 'kysely'
import type { UnitChange, UnitKind } from '../../contract/organisations.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf } from './units.ts'

/** Changes of the tree stand one behind the other: what a move or an abolition checked stays true until it commits. */
export const lockTree = (cx: Cx) => sql`select pg_advisory_xact_lock(hashtext('unit tree'))`.execute(cx.db)

/** A unit that still exists, locked, at which the actor may manage units. */
export async function loadUnitForChange(cx: Cx, id: string) {
  const unit = await cx.db.selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!unit) throw new Refusal('not_found')
  requirePermission(cx, 'unit.read', 'unit.manage', unit.path)
  requireStanding(unit)
  return unit
}

export function requireStanding(unit: { name: string; valid_to: string | null }) {
  if (unit.valid_to !== null) throw new Refusal('unit.ended', { name: unit.name, validTo: unit.valid_to })
}

/** A change counts from its day on; it is entered on that day or later, and after the last change of its kind. */
export async function requireEffectiveDay(
  cx: Cx,
  unit: { id: string; valid_from: string },
  kind: UnitChange['kind'],
  day: string,
) {
  if (day > dayOf(cx.now)) throw new Refusal('unit.effective_in_future')
  const last = await cx.db
    .selectFrom('unit_change')
    .select((eb) => eb.fn.max('effective_on').as('day'))
    .where('unit_id', '=', unit.id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  const after = [unit.valid_from, last?.day ?? ''].sort().at(-1)!
  if (day <= after) throw new Refusal('unit.effective_too_early', { after })
}

interface Change {
  unitId: string
  kind: UnitChange['kind']
  effectiveOn: string
  basis: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Writes the change into the unit's history and tells it. */
export async function recordChange(cx: Cx, { unitId, kind, effectiveOn, basis, before = {}, after = {} }: Change) {
  await cx.db
    .insertInto('unit_change')
    .values({
      id: newId(),
      unit_id: unitId,
      kind,
      effective_on: effectiveOn,
      basis,
      before: json(before),
      after: json(after),
      recorded_at: cx.now,
      recorded_by: cx.actor.personId,
    })
    .execute()
  await cx.record(`unit.${kind}`, { id: unitId, unitId }, { effectiveOn, basis, before, after })
  cx.tell('organisations', '*')
}

/** The day before, 'yyyy-mm-dd': the last day of what ends when something else begins. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** What is not dated: kind, desk, telephone, place among its neighbours. */
export async function editUnit(
  cx: Cx,
  input: { id: string; kind: UnitKind; isOffice: boolean; phone: string | null; position: number },
) {
  const unit = await loadUnitForChange(cx, input.id)
  const change = { kind: input.kind, is_office: input.isOffice, phone: input.phone, position: input.position }
  await cx.db.updateTable('unit').set(change).where('id', '=', unit.id).execute()
  await cx.record(
    'unit.edited',
    { id: unit.id, unitId: unit.id },
    {
      before: { kind: unit.kind, isOffice: unit.is_office, phone: unit.phone },
      after: { kind: input.kind, isOffice: input.isOffice, phone: input.phone },
    },
  )
  cx.tell('organisations', '*')
  return { ok: true as const }
}
