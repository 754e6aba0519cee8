import type { Period } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadPeriod, loadPeriodFor, showPeriod } from './load-period.ts'
import { isSecondPerson } from './rules/moves.ts'
import { tellSoon } from './tell-standings.ts'

/** 更正: a closed period keeps its lines; what was wrong is put right by an entry with a date, a reason and a second person. */
export async function amend(
  cx: Cx,
  input: { id: string; amendmentId: string; unitId: string; points: number; reason: string; appealId: string | null },
): Promise<Period> {
  const period = await loadPeriodFor(cx, input.id, 'amend')
  const unit = await loadUnit(cx, input.unitId)
  if (!unit.path.startsWith(period.office.path)) throw new Refusal('fact.unknown_unit', { name: unit.name })
  if (input.points === 0) throw new Refusal('bad_input', { field: 'points' })
  await cx.db
    .insertInto('score_amendment')
    .values({
      id: input.amendmentId,
      period_id: period.id,
      office_id: period.office_id,
      unit_id: unit.id,
      unit_name: unit.shortName,
      points: input.points,
      reason: input.reason,
      appeal_id: input.appealId,
      entered_by: cx.actor.personId,
      entered_by_name: cx.actor.name,
      entered_at: cx.now,
    })
    .execute()
  await cx.record(
    'amendment.entered',
    { id: period.id, unitId: period.office_id },
    { name: period.name, unitName: unit.shortName, points: input.points, reason: input.reason },
  )
  cx.tell('assessment', period.office_id)
  return showPeriod(cx, period.id)
}

export async function decideAmendment(cx: Cx, input: { id: string; agreed: boolean }): Promise<Period> {
  const row = await cx.db
    .selectFrom('score_amendment')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const period = await loadPeriod(cx, row.period_id)
  requirePermission(cx, 'assessment.read', 'assessment.read', period.office.path)
  if (row.status !== 'pending') throw new Refusal('amendment.wrong_status', { status: row.status })
  if (!isSecondPerson(cx.actor.personId, row.entered_by)) throw new Refusal('amendment.own_entry')
  await cx.db
    .updateTable('score_amendment')
    .set({
      status: input.agreed ? 'effective' : 'refused',
      decided_by: cx.actor.personId,
      decided_by_name: cx.actor.name,
      decided_at: cx.now,
    })
    .where('id', '=', row.id)
    .execute()
  await cx.record(
    input.agreed ? 'amendment.confirmed' : 'amendment.refused',
    { id: period.id, unitId: period.office_id },
    { name: period.name, unitName: row.unit_name, points: Number(row.points) },
  )
  if (input.agreed) await tellSoon(cx, period.office_id)
  cx.tell('assessment', period.office_id)
  return showPeriod(cx, period.id)
}
