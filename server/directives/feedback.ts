import type { AssignmentStatus } from '../../contract/directives.ts'
import type { DirectiveFeedback } from '../../contract/directives.letters.ts'
import { sendLetter } from '../exchange/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf, linkFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { toGiver } from './handle.ts'
import { loadTaskFor } from './load.ts'
import type { TaskRecord } from './load.ts'
import { feedbackStatement } from './rules/feedback-statement.ts'
import { meet } from './rules/milestones.ts'
import { afterFeedback, isOver } from './rules/moves.ts'
import { showTask } from './show-task.ts'
import { writeTask } from './write.ts'

/** 拟写反馈 (domain.md 5.4): 落实情况、存在问题、下步思路, contact, attachments. Handed in, it waits for the responsible leader. */
export async function draftFeedback(
  cx: Cx,
  input: {
    id: string
    feedbackId: string
    kind: 'stage' | 'final'
    situation: string
    problems: string
    nextSteps: string
    contactName: string
    contactPhone: string
    fileIds: string[]
    handIn: boolean
  },
) {
  const task = await loadTaskFor(cx, input.id, 'draftFeedback')
  const open = await openFeedback(cx, task.id)
  if (open && (open.id !== input.feedbackId || open.status === 'awaitingSignature'))
    throw new Refusal('directiveTask.feedback_open')
  if (input.handIn && input.kind === 'final') await requireBelowDone(cx, task)
  const values = {
    kind: input.kind,
    status: input.handIn ? 'awaitingSignature' : 'draft',
    situation: input.situation,
    problems: input.problems,
    next_steps: input.nextSteps,
    contact_name: input.contactName,
    contact_phone: input.contactPhone,
    drafted_by: cx.actor.personId,
    drafted_by_name: cx.actor.name,
    updated_at: cx.now,
  }
  if (open) await cx.db.updateTable('directive_feedback').set(values).where('id', '=', open.id).execute()
  else {
    const made = await cx.db
      .insertInto('directive_feedback')
      .values({ id: input.feedbackId, task_id: task.id, ...values })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Refusal('not_found') // one that was sent, or another's
  }
  await linkFiles(cx, 'directiveFeedback', input.feedbackId, input.fileIds)
  await writeTask(cx, task, {})
  if (input.handIn) await record(cx, task, 'feedback_handed_in', { kind: input.kind })
  return showTask(cx, task.id)
}

/** 退回修改 by the leader who was to sign. */
export async function returnFeedback(cx: Cx, input: { id: string; reason: string }) {
  const task = await loadTaskFor(cx, input.id, 'returnFeedback')
  const feedback = await awaiting(cx, task.id)
  await cx.db
    .updateTable('directive_feedback')
    .set({ status: 'returned', return_reason: input.reason, updated_at: cx.now })
    .where('id', '=', feedback.id)
    .execute()
  await writeTask(cx, task, {})
  await record(cx, task, 'feedback_returned', { reason: input.reason, draftedBy: feedback.drafted_by })
  return showTask(cx, task.id)
}

/** 签发反馈: the leader responsible at the unit signs, and it goes to the giver with a letter. Not one's own draft. */
export async function signFeedback(cx: Cx, input: { id: string }) {
  const task = await loadTaskFor(cx, input.id, 'signFeedback')
  const feedback = await awaiting(cx, task.id)
  if (feedback.drafted_by === cx.actor.personId) throw new Refusal('directiveTask.own_feedback')
  const kind = feedback.kind as 'stage' | 'final'
  if (kind === 'final') await requireBelowDone(cx, task)
  requireFreshProof(cx)

  const attachments = await filesOf(cx, 'directiveFeedback', feedback.id)
  const told = {
    assignmentId: task.id,
    feedbackId: feedback.id,
    at: cx.now.toISOString(),
    byName: feedback.drafted_by_name,
    kind,
    situation: feedback.situation,
    problems: feedback.problems,
    nextSteps: feedback.next_steps,
    contactName: feedback.contact_name,
    contactPhone: feedback.contact_phone,
    signedByName: cx.actor.name,
    signedByTitle: cx.actor.title,
    attachments,
  }
  const key = cx.app.signingKey
  const signature = key.sign(feedbackStatement(told))
  await cx.db
    .updateTable('directive_feedback')
    .set({
      status: 'sent',
      signed_by: cx.actor.personId,
      signed_by_name: cx.actor.name,
      signed_by_title: cx.actor.title,
      signed_at: cx.now,
      signature,
      updated_at: cx.now,
    })
    .where('id', '=', feedback.id)
    .execute()
  await writeTask(cx, task, { status: afterFeedback(kind), milestones: meet(task.milestones, kind, cx.now) })
  const body: DirectiveFeedback = {
    ...told,
    keyId: key.id,
    publicKeyPem: key.publicKeyPem,
    signature,
    below: await below(cx, task.id),
  }
  await sendLetter(cx, {
    kind: 'directive.feedback',
    ...toGiver(task),
    body,
  })
  await record(cx, task, 'feedback_sent', { kind, draftedBy: feedback.drafted_by })
  return showTask(cx, task.id)
}

const openFeedback = (cx: Cx, taskId: string) =>
  cx.db
    .selectFrom('directive_feedback')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('status', '<>', 'sent')
    .executeTakeFirst()

async function awaiting(cx: Cx, taskId: string) {
  const feedback = await openFeedback(cx, taskId)
  if (feedback?.status !== 'awaitingSignature') throw new Refusal('directiveTask.no_feedback')
  return feedback
}

/** What was handed down, and where it stands: rolled up into the feedback. */
async function below(cx: Cx, taskId: string): Promise<{ name: string; status: string }[]> {
  return cx.db
    .selectFrom('directive_assignment')
    .select(['unit_name as name', 'status'])
    .where('parent_task_id', '=', taskId)
    .orderBy('transferred_at')
    .orderBy('id')
    .execute()
}

/** A result is not reported upward before the units below have theirs accepted. */
async function requireBelowDone(cx: Cx, task: TaskRecord) {
  const open = (await below(cx, task.id)).filter((unit) => !isOver(unit.status as AssignmentStatus))
  if (open.length > 0)
    throw new Refusal('directiveTask.below_open', { units: open.map((unit) => unit.name).join('、') })
}

const record = (cx: Cx, task: TaskRecord, kind: string, data: Record<string, unknown>) =>
  cx.record(`directive_task.${kind}`, { id: task.id, unitId: task.unit_id }, { title: task.title, ...data })
