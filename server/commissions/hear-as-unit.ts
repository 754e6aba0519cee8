import {
  CommissionAdopted,
  CommissionDueChanged,
  CommissionEnded,
  CommissionGraded,
  CommissionIssued,
  CommissionLinked,
  CommissionReminded,
} from '../../contract/commissions.letters.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { hangFiles } from '../platform/files.ts'
import { settleTask } from './answer.ts'
import { findTask } from './load.ts'
import type { TaskRecord } from './load.ts'
import { isOnTime } from './rules/standing.ts'
import { aboutTask, writeTask } from './write.ts'

/** Letter commission.issued: the commission arrives at the unit, whole. The same letter twice is one task. */
export async function receiveIssued(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionIssued.parse(letter.body)
  const inserted = await cx.db
    .insertInto('commission_task')
    .values({
      id: told.taskId,
      commission_id: told.commissionId,
      unit_id: letter.toUnitId,
      office_id: letter.fromUnitId,
      office_name: told.officeName,
      label: told.label,
      origin: told.origin,
      leader_name: told.leaderName,
      source_label: told.sourceLabel,
      title: told.title,
      content: told.content,
      requirements: told.requirements,
      contact_name: told.contactName,
      contact_phone: told.contactPhone,
      issued_at: told.issuedAt,
      due_at: told.dueAt,
      arrived_at: cx.now,
      updated_at: cx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  await hangFiles(cx, 'commissionTask', told.taskId, letter.fileIds)
  await cx.record(
    'commission_task.arrived',
    { id: told.taskId, unitId: letter.toUnitId },
    { title: told.title, officeName: told.officeName, dueAt: told.dueAt, origin: told.origin },
  )
  cx.tell('commissions', letter.toUnitId)
}

export async function hearReminded(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionReminded.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  await writeTask(cx, task, {
    reminded_count: told.count,
    last_reminded_at: told.at,
    last_reminder: told.text,
  })
  await note(cx, task, 'reminded', { text: told.text, automatic: told.automatic, count: told.count })
}

/** The deadline moved. What was answered before stays as it was judged. */
export async function hearDueChanged(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionDueChanged.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  await writeTask(cx, task, { due_at: told.dueAt })
  await note(cx, { ...task, due_at: new Date(told.dueAt) }, 'due_changed', { reason: told.reason })
}

export async function hearAdopted(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionAdopted.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  await cx.db
    .updateTable('commission_task_answer')
    .set({ adopted_at: told.adopted ? told.at : null, adopted_in: told.adopted ? told.publicationName : null })
    .where('task_id', '=', task.id)
    .where('submission_id', '=', told.submissionId)
    .execute()
  cx.tell('commissions', task.unit_id)
}

/** The office counted an item as this unit's answer that did not name the commission, or that came by telephone or on paper. */
export async function hearLinked(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionLinked.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  const sentAt = new Date(told.sentAt)
  const answer = { title: told.title, sent_at: sentAt, on_time: isOnTime(sentAt, task.due_at), withdrawn_at: null }
  await cx.db
    .insertInto('commission_task_answer')
    .values({ task_id: task.id, submission_id: told.submissionId, ...answer })
    .onConflict((oc) => oc.columns(['task_id', 'submission_id']).doUpdateSet(answer))
    .execute()
  await settleTask(cx, task, false)
  await note(cx, task, 'linked', { itemTitle: told.title, submissionId: told.submissionId })
}

export async function hearGraded(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionGraded.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  await writeTask(cx, task, { quality: told.quality, quality_name: told.qualityName, quality_note: told.note })
  await note(cx, task, 'graded', { quality: told.quality, qualityName: told.qualityName, note: told.note })
}

export async function hearEnded(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionEnded.parse(letter.body)
  const task = await taskFor(cx, letter, told.taskId)
  if (!task) return
  await writeTask(cx, task, { ended_at: told.at, end_kind: told.kind, end_reason: told.reason })
  await note(cx, task, told.kind, { reason: told.reason })
}

/** The task of this unit from this office, locked; any other letter has no effect. */
async function taskFor(cx: Cx, letter: ReceivedLetter, taskId: string): Promise<TaskRecord | undefined> {
  const task = await findTask(cx, taskId, true)
  return task?.unit_id === letter.toUnitId && task.office_id === letter.fromUnitId ? task : undefined
}

const note = (cx: Cx, task: TaskRecord, what: string, data: Record<string, unknown>) =>
  cx.record(`commission_task.${what}`, { id: task.id, unitId: task.unit_id }, { ...aboutTask(task), ...data })
