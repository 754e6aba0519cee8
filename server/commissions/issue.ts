import { deliveredAt, sendLetter } from '../exchange/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { findCommission, labelOf, loadCommissionFor, targetsOf } from './load.ts'
import type { CommissionRecord } from './load.ts'
import { recipientsOf } from './recipients.ts'
import type { Recipient } from './recipients.ts'
import { remindersOf } from './reminder-rules.ts'
import { fillReminder, planReminders, writtenInstant } from './rules/reminders.ts'
import { showCommission } from './show.ts'
import { aboutCommission, writeCommission } from './write.ts'

/** 下发约稿: it gets its number, every unit gets it whole by letter, and its reminders are planned. */
export async function issueCommission(cx: Cx, input: { id: string }) {
  const draft = await loadCommissionFor(cx, input.id, 'issue')
  const missing = (['title', 'content'] as const).filter((field) => draft[field].trim() === '')
  if (missing.length > 0 || !draft.due_at)
    throw new Refusal('commission.incomplete', { missing: [...missing, ...(draft.due_at ? [] : ['dueAt'])] })
  if (draft.due_at <= cx.now) throw new Refusal('commission.due_passed')
  const recipients = await recipientsOf(cx, draft.office_id, { unitIds: draft.unit_ids, groupIds: draft.group_ids })
  if (recipients.length === 0) throw new Refusal('commission.no_targets')

  const year = Number(dayOf(cx.now).slice(0, 4))
  await writeCommission(cx, draft, {
    status: 'issued',
    year,
    number: await nextNumber(cx, draft.office_id, year),
    issued_at: cx.now,
    issued_by_name: cx.actor.name,
  })
  const row = (await findCommission(cx, draft.id))!
  await sendTo(cx, row, recipients)
  await cx.record(
    'commission.issued',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(row), label: labelOf(row), unitIds: recipients.map((unit) => unit.id) },
  )
  return showCommission(cx, row)
}

/** 补发: units that have it already are left as they are. */
export async function addTargets(cx: Cx, input: { id: string; unitIds: string[]; groupIds: string[] }) {
  const row = await loadCommissionFor(cx, input.id, 'addTargets')
  if (row.due_at! <= cx.now) throw new Refusal('commission.due_passed')
  const there = new Set((await targetsOf(cx, row.id)).map((target) => target.unit_id))
  const more = (await recipientsOf(cx, row.office_id, input)).filter((unit) => !there.has(unit.id))
  if (more.length === 0) throw new Refusal('commission.no_targets')
  await sendTo(cx, row, more)
  await writeCommission(cx, row, {})
  await cx.record(
    'commission.targets_added',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(row), unitIds: more.map((unit) => unit.id) },
  )
  return showCommission(cx, (await findCommission(cx, row.id))!)
}

/** Two commissions issued at the same moment get two numbers: the second waits for the office's row. */
async function nextNumber(cx: Cx, officeId: string, year: number): Promise<number> {
  await cx.db.selectFrom('unit').select('id').where('id', '=', officeId).forUpdate().execute()
  const last = await cx.db
    .selectFrom('commission')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('office_id', '=', officeId)
    .where('year', '=', year)
    .executeTakeFirst()
  return (last?.last ?? 0) + 1
}

async function sendTo(cx: Cx, row: CommissionRecord, recipients: Recipient[]): Promise<void> {
  const letter = {
    commissionId: row.id,
    officeName: row.officeName,
    label: labelOf(row)!,
    origin: row.origin,
    leaderName: row.leader_name,
    sourceLabel: row.source_label,
    title: row.title,
    content: row.content,
    requirements: row.requirements,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    issuedAt: row.issued_at!.toISOString(),
    dueAt: row.due_at!.toISOString(),
    files: await filesOf(cx, 'commission', row.id),
    at: cx.now.toISOString(),
    byName: cx.actor.name,
  }
  for (const unit of recipients) {
    const id = newId()
    // the row first: the unit's answer may come back before the letter's call returns
    await cx.db
      .insertInto('commission_target')
      .values({ id, commission_id: row.id, unit_id: unit.id, unit_name: unit.name, letter_id: id })
      .execute()
    const letterId = await sendLetter(cx, {
      kind: 'commission.issued',
      fromUnitId: row.office_id,
      toUnitId: unit.id,
      objectId: id,
      body: { ...letter, taskId: id },
    })
    await cx.db
      .updateTable('commission_target')
      .set({ letter_id: letterId, delivered_at: await deliveredAt(cx, letterId) })
      .where('id', '=', id)
      .execute()
    await planFor(cx, row, { id, unit_name: unit.name })
  }
}

/** The reminders a unit will get, a row each. Planned anew when the deadline moves. */
export async function planFor(cx: Cx, row: CommissionRecord, target: { id: string; unit_name: string }): Promise<void> {
  const { rules } = await remindersOf(cx, row.office_id)
  const planned = planReminders(rules, row.due_at!, cx.now)
  if (planned.length === 0) return
  const words = { title: row.title, due: writtenInstant(row.due_at!), unit: target.unit_name, label: labelOf(row)! }
  await cx.db
    .insertInto('commission_reminder')
    .values(
      planned.map(({ offsetHours, at, text }) => ({
        id: newId(),
        target_id: target.id,
        offset_hours: offsetHours,
        at,
        text: fillReminder(text, words),
      })),
    )
    .execute()
}
