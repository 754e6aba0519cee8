import type { ReminderRule } from '../../contract/commissions.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { officeFor } from './office.ts'
import { defaultReminders, planReminders } from './rules/reminders.ts'

/** When an office reminds and with what words: its own schedule, or the common one. */
export async function remindersOf(cx: Cx, officeId: string): Promise<{ rules: ReminderRule[]; isOwn: boolean }> {
  const rows = await cx.db
    .selectFrom('commission_reminder_rule')
    .select(['offset_hours as offsetHours', 'text', 'active'])
    .where('office_id', '=', officeId)
    .orderBy('offset_hours')
    .execute()
  return rows.length > 0 ? { rules: rows, isOwn: true } : { rules: defaultReminders, isOwn: false }
}

/** When the office next reminds of a deadline, by the same schedule; null when nothing lies ahead. */
export async function nextReminderAt(cx: Cx, officeId: string, dueAt: Date): Promise<Date | null> {
  const { rules } = await remindersOf(cx, officeId)
  return planReminders(rules, dueAt, cx.now)[0]?.at ?? null
}

export async function showReminderRules(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'commission.read')
  return {
    officeId: office.id,
    ...(await remindersOf(cx, office.id)),
    mayChange: can(cx.actor, 'commission.manage', office.path),
  }
}

/** They hold for what is issued from now on; reminders already planned stay. No rules: the common ones again. */
export async function saveReminderRules(cx: Cx, input: { officeId?: string; rules: ReminderRule[] }) {
  const office = await officeFor(cx, input.officeId, 'commission.manage')
  await cx.db.deleteFrom('commission_reminder_rule').where('office_id', '=', office.id).execute()
  const byOffset = new Map(input.rules.map((rule) => [rule.offsetHours, rule]))
  for (const rule of byOffset.values()) {
    await cx.db
      .insertInto('commission_reminder_rule')
      .values({
        id: newId(),
        office_id: office.id,
        offset_hours: rule.offsetHours,
        text: rule.text,
        active: rule.active,
        updated_at: cx.now,
        updated_by_name: cx.actor.name,
      })
      .execute()
  }
  await cx.record('commission.reminders_changed', { id: office.id, unitId: office.id }, { rules: input.rules })
  cx.tell('commissions', office.id)
  return { ok: true as const }
}
