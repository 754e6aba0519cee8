import { sql } from 'kysely'
import type { CommissionTask, CommissionTaskRow } from '../../contract/commissions.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { rowsWithCounts } from './list.ts'
import { loadTask, taskActions } from './load.ts'
import type { TaskRecord } from './load.ts'
import { isOverdue } from './rules/standing.ts'
import { answer, iso, standing } from './show.ts'

export const getTask = async (cx: Cx, input: { id: string }): Promise<CommissionTask> =>
  showTask(cx, await loadTask(cx, input.id))

/** A commission as the unit that was asked sees it. */
export async function showTask(cx: Cx, task: TaskRecord): Promise<CommissionTask> {
  const answers = await cx.db
    .selectFrom('commission_task_answer')
    .selectAll()
    .select(
      sql<boolean>`exists (select from submission where submission.id = commission_task_answer.submission_id)`.as(
        'is_item',
      ),
    )
    .where('task_id', '=', task.id)
    .orderBy('sent_at')
    .execute()
  return {
    ...taskRow(task, cx.now),
    ...standing(task),
    content: task.content,
    requirements: task.requirements,
    sourceLabel: task.source_label,
    contactName: task.contact_name,
    contactPhone: task.contact_phone,
    files: await filesOf(cx, 'commissionTask', task.id),
    lastReminder: task.last_reminder,
    endKind: task.end_kind as CommissionTask['endKind'],
    endReason: task.end_reason,
    answers: answers.map(answer),
    below: await rowsWithCounts(
      cx,
      cx.db.selectFrom('commission').where('parent_task_id', '=', task.id).orderBy('created_at').limit(100),
    ),
    actions: taskActions(cx, task),
  }
}

export const taskRow = (task: TaskRecord, now: Date): CommissionTaskRow => ({
  id: task.id,
  commissionId: task.commission_id,
  unitId: task.unit_id,
  unitName: task.unitName,
  officeName: task.office_name,
  label: task.label,
  title: task.title,
  origin: task.origin,
  leaderName: task.leader_name,
  status: task.status,
  issuedAt: task.issued_at.toISOString(),
  dueAt: task.due_at.toISOString(),
  answeredAt: iso(task.answered_at),
  onTime: task.on_time,
  isOverdue: task.ended_at === null && isOverdue(task.status, task.due_at, now),
  endedAt: iso(task.ended_at),
  remindedCount: task.reminded_count,
})
