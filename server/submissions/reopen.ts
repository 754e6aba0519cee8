import type { Cx } from '../platform/command.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { loadFor } from './load.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

/** 修改后重报: a rejected or withdrawn item is worked on again; review, secrecy review and sign-off start anew. */
export async function reopen(cx: Cx, input: { id: string }) {
  const row = await loadFor(cx, input.id, 'reopen')
  const rejection = await cx.db
    .selectFrom('delivery')
    .select(['reason_name', 'reason_text', 'advice'])
    .where('submission_id', '=', row.id)
    .where('status', '=', 'rejected')
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const reason = rejection
    ? [rejection.reason_name, rejection.reason_text, rejection.advice].filter(Boolean).join('：')
    : null
  const reopened = await moveTo(cx, row, moves.reopen.to, { return_reason: reason })
  await cx.record('submission.reopened', subjectOf(row), { ...aboutOf(row), from: row.status })
  return showSubmission(cx, reopened)
}
