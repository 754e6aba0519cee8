import { sql } from 'kysely'
import { ItemComment, ItemProgress } from '../../contract/letters.ts'
import type { LetterBody } from '../../contract/letters.ts'
import type { DeliveryStatus, SubmissionStatus } from '../../contract/submissions.ts'
import type { Cx, DeliveryHandler, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { findRow } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { keepQuestion } from './questions.ts'
import { overallStatus, statusAfter } from './rules/fate.ts'

type Progress = LetterBody<'item.progress'>

/** States in which the fate of the deliveries is the state of the item. Reopened, it goes its own way again. */
const delivered: readonly SubmissionStatus[] = ['sent', 'received', 'rejected', 'heldBack', 'notAdopted', 'adopted']

/** An office tells what it did, or what an office further up did with what it made of the item. */
export async function hearProgress(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const progress = ItemProgress.parse(letter.body)
  const row = await addToLife(cx, letter, progress, progress.stage)
  if (!row) return
  const crossed = letter.viaNodeId !== null
  if (progress.officeId === letter.fromUnitId) await updateDelivery(cx, row, progress, crossed)
  const moved = await followFate(cx, row, crossed)
  await cx.record('submission.progressed', subjectOf(row), {
    ...aboutOf(row),
    stage: progress.stage,
    officeId: progress.officeId,
    officeName: progress.officeName,
    status: moved.status,
    reasonName: progress.reasonName,
    publicationName: progress.publicationName,
    issueLabel: progress.issueLabel,
    entryId: letter.id,
    originPieceId: row.origin_piece_id,
  })
}

/** 点评: what an editor says to the author. */
export async function hearComment(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const comment = ItemComment.parse(letter.body)
  const row = await addToLife(cx, letter, comment, comment.asksAnswer ? 'question' : 'comment')
  if (!row) return
  if (comment.asksAnswer) await keepQuestion(cx, row, comment)
  cx.tell('submissions', row.unit_id)
  await cx.record(comment.asksAnswer ? 'submission.questioned' : 'submission.commented', subjectOf(row), {
    ...aboutOf(row),
    officeId: comment.officeId,
    officeName: comment.officeName,
    authorName: comment.authorName,
    text: comment.text,
    entryId: letter.id,
    originPieceId: row.origin_piece_id,
  })
}

/** The other node's signed receipt says that the item lies on its office's desk: 已送达. */
export const hearDelivered: DeliveryHandler = async (cx, { letterIds, at }) => {
  const rows = await cx.db
    .updateTable('delivery')
    .from('submission')
    .whereRef('submission.id', '=', 'delivery.submission_id')
    .where('letter_id', 'in', letterIds)
    .where('delivered_at', 'is', null)
    .set({ delivered_at: at })
    .returning('submission.unit_id')
    .execute()
  for (const unitId of new Set(rows.map((row) => row.unit_id))) cx.tell('submissions', unitId)
}

/** Locks the item and keeps what was told, once. A letter about an item of another unit has no effect. */
async function addToLife(
  cx: Cx,
  letter: ReceivedLetter,
  told: { submissionId: string; at: string; officeId: string; officeName: string },
  stage: string,
) {
  const row = await findRow(cx, told.submissionId, { lock: true })
  if (!row || row.unit_id !== letter.toUnitId) return undefined
  const entry = await cx.db
    .insertInto('life_entry')
    .values({
      id: letter.id,
      submission_id: row.id,
      at: told.at,
      office_id: told.officeId,
      office_name: told.officeName,
      stage,
      data: json(told),
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return entry && row
}

async function updateDelivery(cx: Cx, row: SubmissionRow, progress: Progress, crossed: boolean) {
  const status = statusAfter(progress.stage)
  if (status === null) return
  const decided = status === 'received' ? null : progress.at
  const reason = status === 'received' ? null : (progress.reasonText ?? null)
  const delivery = cx.db
    .updateTable('delivery')
    .where('submission_id', '=', row.id)
    .where('office_id', '=', progress.officeId)
    .where(crossed ? sql<boolean>`true` : sql<boolean>`status <> 'withdrawn'`)
  await delivery
    .set({
      status,
      decided_at: decided,
      reason_name: progress.reasonName ?? null,
      reason_text: reason,
      advice: progress.advice ?? null,
      may_resend: progress.mayResend ?? null,
    })
    .execute()
  await delivery
    .where('received_at', 'is', null)
    .set({ received_at: progress.at, received_by_name: progress.byName ?? null })
    .execute()
}

/** An item withdrawn here while another node's receipt was on its way to us was received after all: the withdrawal has lapsed. */
async function followFate(cx: Cx, row: SubmissionRow, crossed: boolean): Promise<SubmissionRow> {
  const stays = crossed && row.status === 'withdrawn'
  if (!stays && !delivered.includes(row.status)) return row
  const deliveries = await cx.db
    .selectFrom('delivery')
    .select(['office_id', 'status'])
    .where('submission_id', '=', row.id)
    .execute()
  const status = overallStatus(
    deliveries.map((delivery) => delivery.status as DeliveryStatus),
    await stagesAbove(
      cx,
      row,
      deliveries.map((delivery) => delivery.office_id),
    ),
  )
  if (status === row.status) {
    cx.tell('submissions', row.unit_id)
    return row
  }
  if (stays && status === 'withdrawn') return row
  const lapsed = stays || (row.withdrawal_requested_at !== null && status !== 'sent')
  if (lapsed) await cx.record('submission.withdrawal_lapsed', subjectOf(row), aboutOf(row))
  return moveTo(
    cx,
    row,
    status,
    lapsed ? { withdrawal_reason: null, withdrawal_requested_at: null, withdrawal_requested_by: null } : {},
  )
}

/** The last decisive word of each office the item was not sent to itself, but reached by 转报. */
async function stagesAbove(cx: Cx, row: SubmissionRow, receiverIds: string[]): Promise<Progress['stage'][]> {
  const entries = await cx.db
    .selectFrom('life_entry')
    .distinctOn('office_id')
    .select('stage')
    .where('submission_id', '=', row.id)
    .where('stage', 'in', ['adopted', 'published', 'unadopted', 'recalled', 'rejected'])
    .where('office_id', 'not in', receiverIds.length > 0 ? receiverIds : [row.unit_id])
    .orderBy('office_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return entries.map((entry) => entry.stage as Progress['stage'])
}

/** What an office told, whole: a module that passes it on down the chain reads it by the `entryId` of submission.progressed. */
export async function loadProgress(cx: Cx, entryId: string): Promise<Progress> {
  const entry = await cx.db.selectFrom('life_entry').select('data').where('id', '=', entryId).executeTakeFirstOrThrow()
  return ItemProgress.parse(entry.data)
}

/** The same for a comment, by the `entryId` of submission.commented. */
export async function loadComment(cx: Cx, entryId: string): Promise<LetterBody<'item.comment'>> {
  const entry = await cx.db.selectFrom('life_entry').select('data').where('id', '=', entryId).executeTakeFirstOrThrow()
  return ItemComment.parse(entry.data)
}
