import { loadEntry } from '../catalogue/index.ts'
import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { planFor } from './issue.ts'
import { findCommission, labelOf, loadCommissionFor, targetsOf } from './load.ts'
import type { CommissionRecord, TargetRecord } from './load.ts'
import { isWaiting } from './rules/moves.ts'
import { fillReminder, writtenInstant } from './rules/reminders.ts'
import { showCommission } from './show.ts'
import { aboutCommission, tellOffice, writeCommission } from './write.ts'

/** 提醒 by hand: those named, or all who neither answered nor declined. */
export async function remind(cx: Cx, input: { id: string; targetIds?: string[]; text: string }) {
  const row = await loadCommissionFor(cx, input.id, 'remind')
  const waiting = (await targetsOf(cx, row.id, true)).filter(
    (target) => isWaiting(target.status) && (!input.targetIds || input.targetIds.includes(target.id)),
  )
  if (waiting.length === 0) throw new Refusal('commission.nobody_waits')
  for (const target of waiting) {
    const text = fillReminder(input.text, {
      title: row.title,
      due: writtenInstant(row.due_at!),
      unit: target.unit_name,
      label: labelOf(row)!,
    })
    await remindUnit(cx, row, target, { text, automatic: false })
  }
  await cx.record(
    'commission.reminded',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(row), units: waiting.map((target) => target.unit_name), automatic: false },
  )
  tellOffice(cx, row)
  return { count: waiting.length }
}

/** One reminder to one unit, counted on both sides. */
export async function remindUnit(
  cx: Cx,
  row: CommissionRecord,
  target: TargetRecord,
  reminder: { text: string; automatic: boolean },
): Promise<void> {
  const count = target.reminded_count + 1
  await cx.db
    .updateTable('commission_target')
    .set({ reminded_count: count, last_reminded_at: cx.now })
    .where('id', '=', target.id)
    .execute()
  target.reminded_count = count
  await letterTo(cx, row, target, 'commission.reminded', { ...reminder, count })
}

/** 调整时限: the unit is told, and the reminders follow the new deadline. */
export async function changeDue(cx: Cx, input: { id: string; dueAt: string; reason: string }) {
  const row = await loadCommissionFor(cx, input.id, 'changeDue')
  const dueAt = new Date(input.dueAt)
  if (dueAt <= cx.now) throw new Refusal('commission.due_passed')
  await writeCommission(cx, row, { due_at: dueAt, overdue_told_at: null })
  const changed = (await findCommission(cx, row.id))!
  for (const target of await targetsOf(cx, row.id, true)) {
    await cx.db
      .deleteFrom('commission_reminder')
      .where('target_id', '=', target.id)
      .where('done_at', 'is', null)
      .execute()
    await planFor(cx, changed, target)
    await letterTo(cx, changed, target, 'commission.dueChanged', { dueAt: input.dueAt, reason: input.reason })
  }
  await cx.record(
    'commission.due_changed',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(changed), before: row.due_at!.toISOString(), reason: input.reason },
  )
  return showCommission(cx, changed)
}

/** 评定质量: a mark of the office's list on what a unit answered. It may be changed; the last one counts. */
export async function grade(cx: Cx, input: { id: string; targetId: string; quality: string; note: string }) {
  const row = await loadCommissionFor(cx, input.id, 'grade')
  const target = (await targetsOf(cx, row.id, true)).find((one) => one.id === input.targetId)
  if (!target) throw new Refusal('not_found')
  if (target.status !== 'answered') throw new Refusal('commission.not_answered')
  const { name } = await loadEntry(cx, row.office_id, 'answerQuality', input.quality)
  const given = { quality: input.quality, qualityName: name, note: input.note }
  await cx.db
    .updateTable('commission_target')
    .set({
      quality: given.quality,
      quality_name: given.qualityName,
      quality_note: given.note,
      graded_by_name: cx.actor.name,
    })
    .where('id', '=', target.id)
    .execute()
  await letterTo(cx, row, target, 'commission.graded', given)
  await cx.record(
    'commission.graded',
    { id: row.id, unitId: row.office_id },
    {
      ...aboutCommission(row),
      targetId: target.id,
      targetUnitId: target.unit_id,
      unitName: target.unit_name,
      ...given,
    },
  )
  tellOffice(cx, row)
  return showCommission(cx, row)
}

/** A letter to the unit of a target. One that has gone meanwhile gets no more letters; what it did stays. */
export async function letterTo(
  cx: Cx,
  row: CommissionRecord,
  target: TargetRecord,
  kind:
    | 'commission.reminded'
    | 'commission.dueChanged'
    | 'commission.linked'
    | 'commission.graded'
    | 'commission.adopted'
    | 'commission.ended',
  body: Record<string, unknown>,
): Promise<void> {
  const unit = await cx.db
    .selectFrom('unit')
    .select('valid_to')
    .where('id', '=', target.unit_id)
    .executeTakeFirstOrThrow()
  if (unit.valid_to !== null) return
  await sendLetter(cx, {
    kind,
    fromUnitId: row.office_id,
    toUnitId: target.unit_id,
    objectId: target.id,
    body: { taskId: target.id, at: cx.now.toISOString(), byName: cx.actor.name, ...body } as never,
  })
}
