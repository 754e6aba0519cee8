import { deadlineFor } from '../catalogue/index.ts'
import { sealText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { loadFor } from './load.ts'
import { readinessOf } from './readiness.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

/** 审核通过 (第十三条): the reviewer's text is sealed and goes to the signer. */
export async function passReview(cx: Cx, input: { id: string; opinion: string }) {
  const row = await loadFor(cx, input.id, 'passReview')
  const text = await sealText(cx, row.id)
  const { missing } = await readinessOf(cx, row, text) // the reviewer may have emptied what the author filled in
  if (missing.length > 0) throw new Refusal('submission.incomplete', { missing })

  const passed = await moveTo(cx, row, moves.passReview.to, {
    due_at: await deadlineFor(cx, row.unit_id, row.urgency_code, 'signHours'),
  })
  await cx.record('submission.reviewed', subjectOf(row), {
    ...aboutOf(row),
    opinion: input.opinion,
    digest: text.digest,
    isMajor: row.is_major,
  })
  return showSubmission(cx, passed)
}
