import type { Cx } from '../platform/command.ts'
import { happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** A held, declined or archived item is taken up again; the unit sees it as received once more. */
export async function reopen(cx: Cx, input: { id: string }) {
  const handling = await moveHandling(cx, input.id, 'reopen', {
    reason_code: null,
    reason_text: null,
    decided_at: null,
    decided_by_name: null,
  })
  await cx.record('handling.reopened', { id: handling.id, unitId: handling.office_id }, { title: handling.title })
  await tellSource(cx, handling, 'received', { byName: cx.actor.name })
  return happened(cx, handling)
}
