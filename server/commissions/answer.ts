import type { Cx, Reaction } from '../platform/command.ts'
import { letterUp } from './letter-up.ts'
import { findTask } from './load.ts'
import type { TaskRecord } from './load.ts'
import { isOnTime, standingOf } from './rules/standing.ts'
import { aboutTask, writeTask } from './write.ts'

/** An item answers the unit's commission: noted here, and told to the office. Sent again, it counts anew. */
export async function answerTask(
  cx: Cx,
  task: TaskRecord,
  item: { submissionId: string; title: string; sentAt: Date },
): Promise<void> {
  const answer = {
    title: item.title,
    sent_at: item.sentAt,
    on_time: isOnTime(item.sentAt, task.due_at),
    withdrawn_at: null,
  }
  await cx.db
    .insertInto('commission_task_answer')
    .values({ task_id: task.id, submission_id: item.submissionId, ...answer })
    .onConflict((oc) => oc.columns(['task_id', 'submission_id']).doUpdateSet(answer))
    .execute()
  await settleTask(cx, task)
  await letterUp(cx, task, 'commission.answered', {
    submissionId: item.submissionId,
    title: item.title,
    sentAt: item.sentAt.toISOString(),
  })
  await cx.record(
    'commission_task.answered',
    { id: task.id, unitId: task.unit_id },
    { ...aboutTask(task), submissionId: item.submissionId, onTime: answer.on_time },
  )
}

/** Where the unit stands by the answers that hold. */
export async function settleTask(cx: Cx, task: TaskRecord, isRead = true): Promise<void> {
  const answers = await cx.db
    .selectFrom('commission_task_answer')
    .select(['sent_at', 'withdrawn_at', 'on_time'])
    .where('task_id', '=', task.id)
    .execute()
  const standing = standingOf(
    answers.map((row) => ({ sentAt: row.sent_at, withdrawn: row.withdrawn_at !== null, onTime: row.on_time })),
  )
  await writeTask(cx, task, {
    status: standing ? 'answered' : 'accepted',
    answered_at: standing?.answeredAt ?? null,
    on_time: standing?.onTime ?? null,
    decline_reason: null,
    ...(task.read_at || !isRead ? {} : { read_at: cx.now, read_by_name: cx.actor.name }),
  })
}

/** 报送: an item that says which commission it was written for answers it. */
export const answerWithSent: Reaction = async (cx, event) => {
  const item = await cx.db
    .selectFrom('submission')
    .select(['id', 'title', 'sent_at', 'unit_id', 'commission_id'])
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!item?.commission_id || !item.sent_at) return
  const found = await cx.db
    .selectFrom('commission_task')
    .select('id')
    .where('commission_id', '=', item.commission_id)
    .where('unit_id', '=', item.unit_id)
    .executeTakeFirst()
  if (!found) return
  const task = (await findTask(cx, found.id, true))!
  if (task.end_kind === 'revoked') return
  await answerTask(cx, task, { submissionId: item.id, title: item.title, sentAt: item.sent_at })
}

/** 撤回: an item taken back answers nothing. */
export const takeBackWithdrawn: Reaction = async (cx, event) => {
  const answers = await cx.db
    .updateTable('commission_task_answer')
    .set({ withdrawn_at: cx.now })
    .where('submission_id', '=', event.subjectId)
    .where('withdrawn_at', 'is', null)
    .returning('task_id')
    .execute()
  for (const { task_id } of answers) {
    const task = (await findTask(cx, task_id, true))!
    await settleTask(cx, task)
    await letterUp(cx, task, 'commission.answerWithdrawn', { submissionId: event.subjectId })
  }
}
