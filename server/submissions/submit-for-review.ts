import { deadlineFor } from '../catalogue/index.ts'
import { sealText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { defaultReceivers } from './create.ts'
import { loadFor } from './load.ts'
import { refuseWording } from '../wording/index.ts'
import { readinessOf } from './readiness.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

/** 送审: the author's text is sealed, so that what the reviewer changes shows as a trace. */
export async function submitForReview(cx: Cx, input: { id: string }) {
  const row = await loadFor(cx, input.id, 'submitForReview')
  const text = await sealText(cx, row.id)
  const warnings = await readinessOf(cx, row, text)
  if (warnings.secretMark !== null) throw new Refusal('submission.secret_mark', { mark: warnings.secretMark })
  await refuseWording(cx, text)
  if (warnings.missing.length > 0) throw new Refusal('submission.incomplete', { missing: warnings.missing })

  const submitted = await moveTo(cx, row, moves.submitForReview.to, {
    due_at: await deadlineFor(cx, row.unit_id, row.urgency_code, 'reviewHours'),
    return_reason: null,
    receiver_ids: row.receiver_ids.length > 0 ? row.receiver_ids : await defaultReceivers(cx, row.unit_id),
  })
  await cx.record('submission.submitted', subjectOf(row), {
    ...aboutOf(submitted),
    digest: text.digest,
    words: [...new Set(warnings.words.map((found) => found.word))],
    similar: warnings.similar.map((item) => item.id),
  })
  return { submission: await showSubmission(cx, submitted), warnings }
}
