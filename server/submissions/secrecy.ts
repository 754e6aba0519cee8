import type { Text } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { secretMarkIn } from '../wording/index.ts'

/** 涉密不上非涉密网 (SEC-23): a text that carries a mark is not kept here, not reviewed and not sent; it stays with its writer. */
export function refuseSecretMark(text: Text): void {
  const mark = secretMarkIn(text)
  if (mark !== null) throw new Refusal('submission.secret_mark', { mark })
}

/** A stopped mark is reported (SEC-23), once an hour for one item however often the page tries to save. Never the text. */
export async function reportSecretMark(cx: Cx, submissionId: string): Promise<void> {
  const row = await cx.db.selectFrom('submission').select('unit_id').where('id', '=', submissionId).executeTakeFirst()
  const kind = 'submission.secret_mark_stopped'
  const lately = await cx.db
    .selectFrom('event')
    .select('id')
    .where('subject_id', '=', submissionId)
    .where('kind', '=', kind)
    .where('at', '>', new Date(cx.now.getTime() - 3_600_000))
    .limit(1)
    .executeTakeFirst()
  if (!lately) await cx.record(kind, { id: submissionId, unitId: row?.unit_id ?? cx.actor.unitId })
}

/** The newest secrecy review, and whether it holds for this digest and these attachments. */
export async function latestSecrecyReview(cx: Cx, submissionId: string, digest: string | null) {
  const review = await cx.db
    .selectFrom('secrecy_review')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .orderBy('reviewed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!review) return null
  return {
    ...review,
    holds: review.digest === digest && sameFiles(review.file_ids, await attachedIds(cx, submissionId)),
  }
}

/** The ids of the attachments, sorted: what a review looked at beside the text. */
export async function attachedIds(cx: Cx, submissionId: string): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('file_link')
    .select('file_id')
    .where('owner_kind', '=', 'submission')
    .where('owner_id', '=', submissionId)
    .orderBy('file_id')
    .execute()
  return rows.map((row) => row.file_id)
}

const sameFiles = (a: string[], b: string[]) => a.length === b.length && a.every((id, at) => id === b[at])
