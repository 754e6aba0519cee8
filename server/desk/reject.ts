import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { decidedNow, happened, moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 退稿: back to the unit with a reason, advice, and whether it may be sent again. */
export async function reject(
  cx: Cx,
  input: { id: string; reasonCode: string; reasonText: string; advice: string; mayResend: boolean },
) {
  const handling = await moveHandling(cx, input.id, 'reject', {
    ...decidedNow(cx),
    reason_code: input.reasonCode,
    reason_text: input.reasonText,
    advice: input.advice,
    may_resend: input.mayResend,
  })
  const { name } = await loadEntry(cx, handling.office_id, 'rejectReason', input.reasonCode)
  const told = { reasonName: name, reasonText: input.reasonText, advice: input.advice, mayResend: input.mayResend }
  await cx.record(
    'handling.rejected',
    { id: handling.id, unitId: handling.office_id },
    { title: handling.title, ...told },
  )
  await tellSource(cx, handling, 'rejected', { byName: cx.actor.name, ...told })
  return happened(cx, handling)
}
