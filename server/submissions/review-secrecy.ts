import type { SecrecyConclusion } from '../../contract/submissions.ts'
import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { wordingOf } from '../wording/index.ts'
import { aboutOf, moveTo, subjectOf, update } from './change.ts'
import { sealExactly } from './exact-text.ts'
import { loadFor } from './load.ts'
import { afterSecrecyReview } from './rules/fate.ts'
import { attachedIds } from './secrecy.ts'
import { showSubmission } from './show.ts'

/** 保密审查: a conclusion on exactly this text with exactly these attachments. Any later change asks for a new one (SEC-22). */
export async function reviewSecrecy(
  cx: Cx,
  input: { id: string; digest: string; conclusion: SecrecyConclusion; ground: string },
) {
  const row = await loadFor(cx, input.id, 'reviewSecrecy')
  const text = await sealExactly(cx, row.id, input.digest)
  await cx.db
    .insertInto('secrecy_review')
    .values({
      id: newId(),
      submission_id: row.id,
      revision_id: text.id,
      digest: text.digest,
      file_ids: await attachedIds(cx, row.id),
      conclusion: input.conclusion,
      ground: input.ground,
      reviewer_id: cx.actor.personId,
      reviewer_name: cx.actor.name,
      reviewed_at: cx.now,
    })
    .execute()

  const status = afterSecrecyReview(input.conclusion, row.status)
  const reviewed =
    status === row.status
      ? await update(cx, row, {})
      : await moveTo(cx, row, status, {
          return_reason: `${(await loadEntry(cx, row.unit_id, 'returnReason', 'secrecy')).name}：${input.ground}`,
        })
  await cx.record('submission.secrecy_reviewed', subjectOf(row), {
    ...aboutOf(row),
    conclusion: input.conclusion,
    ground: input.ground,
    digest: text.digest,
    words: [...new Set((await wordingOf(cx, text)).map((found) => found.word))],
  })
  return showSubmission(cx, reviewed)
}
