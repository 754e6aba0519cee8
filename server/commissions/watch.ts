import type { Cx } from '../platform/command.ts'
import { findCommission, targetsOf } from './load.ts'
import type { TargetRecord } from './load.ts'
import { isWaiting } from './rules/moves.ts'
import { remindUnit } from './supervise.ts'
import { aboutCommission, tellOffice } from './write.ts'

const batch = 200

/** Reminders whose time has come, and deadlines that have passed: every minute. What two processes see at once only one of them does. */
export async function watchCommissions(cx: Cx): Promise<void> {
  await sendReminders(cx)
  await tellOverdue(cx)
}

async function sendReminders(cx: Cx): Promise<void> {
  const due = await cx.db
    .selectFrom('commission_reminder')
    .selectAll()
    .where('done_at', 'is', null)
    .where('at', '<=', cx.now)
    .orderBy('at')
    .orderBy('id')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const reminder of due) {
    const target = (await cx.db
      .selectFrom('commission_target')
      .selectAll()
      .where('id', '=', reminder.target_id)
      .forUpdate()
      .executeTakeFirstOrThrow()) as TargetRecord
    const row = (await findCommission(cx, target.commission_id))!
    const needed = row.status === 'issued' && isWaiting(target.status)
    if (needed) {
      await remindUnit(cx, row, target, { text: reminder.text, automatic: true })
      tellOffice(cx, row)
    }
    await cx.db
      .updateTable('commission_reminder')
      .set({ done_at: cx.now, outcome: needed ? 'sent' : 'needless' })
      .where('id', '=', reminder.id)
      .execute()
  }
}

/** 逾期: the office is told once, with the units that owe an answer. */
async function tellOverdue(cx: Cx): Promise<void> {
  const passed = await cx.db
    .selectFrom('commission')
    .select('id')
    .where('status', '=', 'issued')
    .where('overdue_told_at', 'is', null)
    .where('due_at', '<', cx.now)
    .orderBy('due_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of passed) {
    const row = (await findCommission(cx, id))!
    const owing = (await targetsOf(cx, id)).filter((target) => isWaiting(target.status))
    await cx.db.updateTable('commission').set({ overdue_told_at: cx.now }).where('id', '=', id).execute()
    tellOffice(cx, row)
    if (owing.length === 0) continue
    await cx.record(
      'commission.overdue',
      { id, unitId: row.office_id },
      {
        ...aboutCommission(row),
        count: owing.length,
        units: owing.map((target) => ({ unitId: target.unit_id, unitName: target.unit_name })),
      },
    )
  }
}
