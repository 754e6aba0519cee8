import type { Cx } from '../platform/command.ts'
import { happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 预采用: chosen for a closer look. */
export async function shortlist(cx: Cx, input: { id: string }) {
  const handling = await moveHandling(cx, input.id, 'shortlist')
  await cx.record('handling.shortlisted', { id: handling.id, unitId: handling.office_id }, { title: handling.title })
  await tellSource(cx, handling, 'shortlisted')
  return happened(cx, handling)
}

/** 取消预采用. */
export async function unshortlist(cx: Cx, input: { id: string }) {
  const handling = await moveHandling(cx, input.id, 'unshortlist')
  await cx.record('handling.unshortlisted', { id: handling.id, unitId: handling.office_id }, { title: handling.title })
  await tellSource(cx, handling, 'unshortlisted')
  return happened(cx, handling)
}
