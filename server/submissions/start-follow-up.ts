import { emptyBody } from '../../contract/body.ts'
import { startText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { aboutOf, subjectOf } from './change.ts'
import { findRow, loadFor, loadSubmission } from './load.ts'
import { followUpTitle } from './rules/follow-up.ts'
import { showSubmission } from './show.ts'

/**
 * 续报: the next report on the same matter, an item of its own with its own sign-off, numbered from the first report.
 * Which item of the chain it is started from does not matter. After a 终报 there is nothing more to follow.
 */
export async function startFollowUp(cx: Cx, input: { id: string; newId: string; isFinal: boolean }) {
  const from = await loadFor(cx, input.id, 'startFollowUp')
  const first = from.follow_up_of ? await loadSubmission(cx, from.follow_up_of, { lock: true }) : from
  const again = await findRow(cx, input.newId)
  if (again) {
    if (again.reporter_id !== cx.actor.personId || again.follow_up_of !== first.id)
      throw new Refusal('submission.id_taken')
    return showSubmission(cx, again)
  }
  const chain = await cx.db
    .selectFrom('submission')
    .select(['follow_up_number', 'is_final_report', 'status'])
    .where('follow_up_of', '=', first.id)
    .execute()
  if (chain.some((report) => report.is_final_report && report.status !== 'discarded'))
    throw new Refusal('submission.final_report_exists')

  const number = Math.max(0, ...chain.map((report) => report.follow_up_number ?? 0)) + 1
  const title = followUpTitle(first.title, number, input.isFinal)
  await cx.db
    .insertInto('submission')
    .values({
      id: input.newId,
      unit_id: first.unit_id,
      title,
      follow_up_of: first.id,
      follow_up_number: number,
      is_final_report: input.isFinal,
      category_code: from.category_code,
      genre_code: from.genre_code,
      urgency_code: from.urgency_code,
      classification_code: from.classification_code,
      keywords: from.keywords,
      is_major: from.is_major,
      reporter_id: cx.actor.personId,
      reporter_name: cx.actor.name,
      author_name: cx.actor.name,
      author_phone: from.author_phone,
      receiver_ids: from.receiver_ids,
      details_saved_by: cx.actor.name,
      details_saved_at: cx.now,
      status_since: cx.now,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await startText(cx, input.newId, { title, body: emptyBody })
  const row = await loadSubmission(cx, input.newId)
  await cx.record('submission.drafted', subjectOf(row), {
    ...aboutOf(row),
    followUpOf: first.id,
    followUpNumber: number,
  })
  cx.tell('submissions', row.unit_id)
  return showSubmission(cx, row)
}
