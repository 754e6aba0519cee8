import type { AssignmentStatus } from '../../contract/directives.ts'
import { DirectiveExtension, DirectiveFeedback, DirectiveSignedFor } from '../../contract/directives.letters.ts'
import { witnessKeyOf } from '../exchange/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { hangFiles } from '../platform/files.ts'
import { verifyStatement } from '../platform/keys.ts'
import { Refusal } from '../platform/refusal.ts'
import { findAssignment } from './load.ts'
import type { AssignmentRecord } from './load.ts'
import { feedbackStatement } from './rules/feedback-statement.ts'
import { meet } from './rules/milestones.ts'
import { afterFeedback, isOver } from './rules/moves.ts'
import { recordPart } from './supervise.ts'
import { writeAssignment } from './write.ts'

/** 签收 at the unit. */
export async function hearSignedFor(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveSignedFor.parse(letter.body)
  const part = await given(cx, letter, told.assignmentId)
  if (!part || part.status !== 'transferred') return
  await writeAssignment(cx, part, {
    status: 'signedFor',
    signed_for_at: new Date(told.at),
    signed_for_by_name: told.byName,
    milestones: meet(part.milestones, 'signFor', new Date(told.at)),
  })
  await recordPart(cx, 'signed_for', part, { byName: told.byName })
}

/** 反馈 arrives, signed by the leader responsible at the unit: kept as it is; 办结反馈 waits for the verdict. */
export async function hearFeedback(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveFeedback.parse(letter.body)
  if (
    (await witnessKeyOf(cx, letter.fromUnitId, told.keyId)) !== told.publicKeyPem ||
    !verifyStatement(told.publicKeyPem, feedbackStatement(told), told.signature)
  )
    throw new Refusal('handling.unknown_key', { keyId: told.keyId })
  const part = await given(cx, letter, told.assignmentId)
  if (!part) return
  const kept = await cx.db
    .insertInto('directive_reply')
    .values({
      id: told.feedbackId,
      assignment_id: part.id,
      unit_name: part.unit_name,
      facts: json(told),
      received_at: cx.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) return
  await hangFiles(cx, 'directiveReply', told.feedbackId, letter.fileIds)
  const over = isOver(part.status)
  await writeAssignment(cx, part, {
    last_feedback_at: cx.now,
    below: json(told.below),
    ...(over
      ? {}
      : { status: afterFeedback(told.kind), milestones: meet(part.milestones, told.kind, new Date(told.at)) }),
  })
  await recordPart(cx, 'feedback_received', part, { kind: told.kind, signedByName: told.signedByName })
}

/** 申请延期 waits for the decision. */
export async function hearExtension(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveExtension.parse(letter.body)
  const part = await given(cx, letter, told.assignmentId)
  const open: AssignmentStatus[] = ['transferred', 'signedFor', 'handling', 'redo']
  if (!part || !open.includes(part.status)) return
  const { reason, plan, until, at, byName } = told
  await writeAssignment(cx, part, {
    extension: { reason, plan, until, askedAt: at, askedByName: byName, decision: null, note: '' },
  })
  await recordPart(cx, 'extension_asked', part, { reason, until })
}

/** The part a letter speaks of, locked; nothing when the letter is not from the unit that has it. */
async function given(cx: Cx, letter: ReceivedLetter, assignmentId: string): Promise<AssignmentRecord | undefined> {
  const part = await findAssignment(cx, assignmentId, true)
  return part?.unit_id === letter.fromUnitId && part.giver_unit_id === letter.toUnitId ? part : undefined
}
