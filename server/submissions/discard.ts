import type { Cx } from '../platform/command.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { loadFor } from './load.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

/** 删除: only a draft that never went further, and only into the bin. */
export async function discard(cx: Cx, input: { id: string }) {
  const row = await loadFor(cx, input.id, 'discard')
  await moveTo(cx, row, moves.discard.to)
  await cx.record('submission.discarded', subjectOf(row), aboutOf(row))
  return { ok: true as const }
}

/** 恢复: out of the bin, as it was. */
export async function restore(cx: Cx, input: { id: string }) {
  const row = await loadFor(cx, input.id, 'restore')
  const restored = await moveTo(cx, row, moves.restore.to)
  await cx.record('submission.restored', subjectOf(row), aboutOf(row))
  return showSubmission(cx, restored)
}
