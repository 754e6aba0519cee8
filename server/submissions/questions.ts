import type { LetterBody } from '../../contract/letters.ts'
import { sendLetter } from '../exchange/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { can } from '../platform/access.ts'
import { aboutOf, subjectOf } from './change.ts'
import { loadSubmission } from './load.ts'
import type { SubmissionRow } from './load.ts'

/** 核实: an office asks about the item. Called when its comment arrives. */
export async function keepQuestion(cx: Cx, row: SubmissionRow, comment: LetterBody<'item.comment'>): Promise<void> {
  await cx.db
    .insertInto('item_question')
    .values({
      id: comment.commentId,
      submission_id: row.id,
      office_id: comment.officeId,
      office_name: comment.officeName,
      asked_by_name: comment.authorName,
      text: comment.text,
      asked_at: comment.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** 核实答复: whoever writes for the unit answers, once; the editor reads it beside the question. */
export async function answerQuestion(cx: Cx, input: { id: string; questionId: string; text: string }): Promise<void> {
  const row = await loadSubmission(cx, input.id)
  requirePermission(cx, 'submission.read', 'submission.draft', row.unit_path)
  const question = await cx.db
    .selectFrom('item_question')
    .selectAll()
    .where('id', '=', input.questionId)
    .where('submission_id', '=', row.id)
    .forUpdate()
    .executeTakeFirst()
  if (!question) throw new Refusal('not_found')
  if (question.answered_at)
    throw new Refusal('submission.question_answered', {
      by: question.answered_by_name,
      at: question.answered_at.toISOString(),
    })
  await cx.db
    .updateTable('item_question')
    .set({ answer: input.text, answered_by: cx.actor.personId, answered_by_name: cx.actor.name, answered_at: cx.now })
    .where('id', '=', question.id)
    .execute()
  await sendLetter(cx, {
    kind: 'item.reply',
    fromUnitId: row.unit_id,
    toUnitId: question.office_id,
    objectId: row.id,
    body: {
      submissionId: row.id,
      commentId: question.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      authorName: cx.actor.name,
      text: input.text,
      at: cx.now.toISOString(),
    },
  })
  await cx.record('submission.answered', subjectOf(row), { ...aboutOf(row), officeName: question.office_name })
  cx.tell('submissions', row.unit_id)
}

export async function questionsOf(cx: Cx, row: SubmissionRow) {
  const rows = await cx.db
    .selectFrom('item_question')
    .selectAll()
    .where('submission_id', '=', row.id)
    .orderBy('asked_at')
    .execute()
  const mayAnswer = can(cx.actor, 'submission.draft', row.unit_path)
  return rows.map((question) => ({
    id: question.id,
    officeName: question.office_name,
    askedBy: question.asked_by_name,
    text: question.text,
    askedAt: question.asked_at.toISOString(),
    answer: question.answered_at && {
      text: question.answer!,
      by: question.answered_by_name!,
      at: question.answered_at.toISOString(),
    },
    mayAnswer: mayAnswer && question.answered_at === null,
  }))
}
