import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { loadFor } from './load.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

/** 退回修改: inside the unit, with a reason from the list and words that say what to change. Not 退稿, which an editor above does. */
export async function returnToAuthor(cx: Cx, input: { id: string; reasonCode: string; text: string }) {
  const row = await loadFor(cx, input.id, 'returnToAuthor')
  const reason = await loadEntry(cx, row.unit_id, 'returnReason', input.reasonCode)
  const why = `${reason.name}：${input.text}`
  const returned = await moveTo(cx, row, moves.returnToAuthor.to, { return_reason: why })
  await cx.record('submission.returned', subjectOf(row), {
    ...aboutOf(row),
    from: row.status,
    reasonCode: reason.code,
    reasonName: reason.name,
    reasonText: input.text,
    reason: why,
  })
  return showSubmission(cx, returned)
}
