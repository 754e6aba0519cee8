import type { Cx } from '../platform/command.ts'
import { decidedNow, happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 存稿: unused, into the office's store. */
export async function archive(cx: Cx, input: { id: string }) {
  const handling = await moveHandling(cx, input.id, 'archive', decidedNow(cx))
  await cx.record('handling.archived', { id: handling.id, unitId: handling.office_id }, { title: handling.title })
  await tellSource(cx, handling, 'archived')
  return happened(cx, handling)
}
