import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { decidedNow, happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 留用: kept for a later piece, with the reason shown to the unit. */
export async function holdBack(cx: Cx, input: { id: string; reasonCode: string; reasonText: string }) {
  const handling = await moveHandling(cx, input.id, 'holdBack', {
    ...decidedNow(cx),
    reason_code: input.reasonCode,
    reason_text: input.reasonText,
  })
  const { name } = await loadEntry(cx, handling.office_id, 'holdReason', input.reasonCode)
  const told = { reasonName: name, reasonText: input.reasonText }
  await cx.record(
    'handling.held_back',
    { id: handling.id, unitId: handling.office_id },
    { title: handling.title, ...told },
  )
  await tellSource(cx, handling, 'heldBack', told)
  return happened(cx, handling)
}
