import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { answerTask } from './answer.ts'
import { letterUp } from './letter-up.ts'
import { findTask, loadTaskFor } from './load.ts'
import type { TaskRecord } from './load.ts'
import { showTask } from './show-task.ts'
import { aboutTask, writeTask } from './write.ts'

/** 已阅: noted at the first opening by someone of the unit, with time and name. */
export async function readTask(cx: Cx, input: { id: string }) {
  const task = await loadTaskFor(cx, input.id, 'read')
  await writeTask(cx, task, { status: 'read', ...readNow(cx) })
  await letterUp(cx, task, 'commission.read', {})
  await cx.record('commission_task.read', { id: task.id, unitId: task.unit_id }, aboutTask(task))
  return again(cx, task)
}

export async function acceptTask(cx: Cx, input: { id: string }) {
  const task = await loadTaskFor(cx, input.id, 'accept')
  await writeTask(cx, task, {
    status: 'accepted',
    decline_reason: null,
    ...(task.read_at ? {} : readNow(cx)),
    ...respondedNow(cx),
  })
  await letterUp(cx, task, 'commission.accepted', {})
  await cx.record('commission_task.accepted', { id: task.id, unitId: task.unit_id }, aboutTask(task))
  return again(cx, task)
}

/** 不能承办: the office reads why. The unit may still accept or answer later. */
export async function declineTask(cx: Cx, input: { id: string; reason: string }) {
  const task = await loadTaskFor(cx, input.id, 'decline')
  await writeTask(cx, task, {
    status: 'declined',
    decline_reason: input.reason,
    ...(task.read_at ? {} : readNow(cx)),
    ...respondedNow(cx),
  })
  await letterUp(cx, task, 'commission.declined', { reason: input.reason })
  await cx.record(
    'commission_task.declined',
    { id: task.id, unitId: task.unit_id },
    { ...aboutTask(task), reason: input.reason },
  )
  return again(cx, task)
}

/** 关联稿件: an item already sent answers it after all. It counts from when it was sent. */
export async function linkAnswer(cx: Cx, input: { id: string; submissionId: string }) {
  const task = await loadTaskFor(cx, input.id, 'link')
  const item = await cx.db
    .selectFrom('submission')
    .select(['id', 'title', 'sent_at', 'status'])
    .where('id', '=', input.submissionId)
    .where('unit_id', '=', task.unit_id)
    .executeTakeFirst()
  if (!item) throw new Refusal('not_found')
  if (!item.sent_at || !['sent', 'received', 'heldBack', 'notAdopted', 'adopted'].includes(item.status))
    throw new Refusal('commissionTask.not_sent')
  const linked = await cx.db
    .selectFrom('commission_task_answer')
    .select('task_id')
    .where('task_id', '=', task.id)
    .where('submission_id', '=', item.id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (linked) throw new Refusal('commissionTask.already_linked')
  await answerTask(cx, task, { submissionId: item.id, title: item.title, sentAt: item.sent_at })
  return again(cx, task)
}

const readNow = (cx: Cx) => ({ read_at: cx.now, read_by_name: cx.actor.name })
const respondedNow = (cx: Cx) => ({ responded_at: cx.now, responded_by_name: cx.actor.name })
const again = async (cx: Cx, task: TaskRecord) => showTask(cx, (await findTask(cx, task.id))!)
