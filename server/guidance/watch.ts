import { nextReminderAt } from '../commissions/index.ts'
import type { Cx } from '../platform/command.ts'
import { findPaper } from './load.ts'
import { remindUnread, unreadOf } from './remind.ts'

const batch = 100

/** 阅读期限: whoever has not read is reminded by the schedule of the office, and the office learns who was late. Every minute. */
export async function watchGuidance(cx: Cx): Promise<void> {
  await remindInTime(cx)
  await tellOverdue(cx)
}

async function remindInTime(cx: Cx): Promise<void> {
  const due = await cx.db
    .selectFrom('paper')
    .select('id')
    .where('next_reminder_at', '<=', cx.now)
    .orderBy('next_reminder_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of due) {
    const paper = (await findPaper(cx, id))!
    const holds = paper.status === 'issued'
    if (holds) await remindUnread(cx, paper)
    // several that fell due while the program stood still are one reminder
    const next = holds ? await nextReminderAt(cx, paper.office_id, paper.read_by!) : null
    await cx.db.updateTable('paper').set({ next_reminder_at: next }).where('id', '=', id).execute()
  }
}

/** 逾期未阅: told once, with the units that owe it. */
async function tellOverdue(cx: Cx): Promise<void> {
  const passed = await cx.db
    .selectFrom('paper')
    .select('id')
    .where('status', '=', 'issued')
    .where('overdue_told_at', 'is', null)
    .where('read_by', '<', cx.now)
    .orderBy('read_by')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of passed) {
    const paper = (await findPaper(cx, id))!
    const unread = await unreadOf(cx, id)
    await cx.db.updateTable('paper').set({ overdue_told_at: cx.now }).where('id', '=', id).execute()
    if (unread.length === 0) continue
    await cx.record(
      'guidance.overdue',
      { id, unitId: paper.office_id },
      { title: paper.title, paperKind: paper.kind, count: unread.length, units: unread.map((one) => one.unit_name) },
    )
    cx.tell('guidance', paper.office_id)
  }
}
