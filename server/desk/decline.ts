import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { decidedNow, happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 不采用: the unit learns why. The item is not sent back; it may be taken up again. */
export async function decline(cx: Cx, input: { id: string; reasonCode: string; reasonText: string }) {
  const handling = await moveHandling(cx, input.id, 'decline', {
    ...decidedNow(cx),
    reason_code: input.reasonCode,
    reason_text: input.reasonText,
  })
  const { name } = await loadEntry(cx, handling.office_id, 'declineReason', input.reasonCode)
  const told = { reasonName: name, reasonText: input.reasonText }
  await cx.record(
    'handling.declined',
    { id: handling.id, unitId: handling.office_id },
    { title: handling.title, ...told },
  )
  await tellSource(cx, handling, 'declined', told)
  return happened(cx, handling)
}
