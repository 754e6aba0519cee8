import type { BatchAction } from '../../contract/desk.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { archive } from './archive.ts'
import { decline } from './decline.ts'
import { holdBack } from './hold-back.ts'
import { receive } from './receive.ts'
import { reject } from './reject.ts'
import { reopen } from './reopen.ts'
import { shortlist, unshortlist } from './shortlist.ts'

export interface BatchInput {
  action: BatchAction
  ids: string[]
  reasonCode?: string
  reasonText: string
  advice: string
  mayResend: boolean
}

const acts: Record<
  BatchAction,
  (
    cx: Cx,
    input: { id: string; reasonCode: string; reasonText: string; advice: string; mayResend: boolean },
  ) => Promise<unknown>
> = { receive, shortlist, unshortlist, decline, holdBack, archive, reject, reopen }

/** 批量处理: each item is a command of its own; one refusal stops nothing and is reported with its row. */
export async function batch(run: RequestContext['run'], input: BatchInput) {
  if (input.action === 'reject' && input.reasonText === '') throw new Refusal('bad_input', { field: 'reasonText' })
  const rows = []
  for (const id of new Set(input.ids)) {
    try {
      await run((cx) => acts[input.action](cx, { ...input, id, reasonCode: input.reasonCode ?? '' }))
      rows.push({ id, ok: true, code: null, data: {} })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_signed_in') throw error
      rows.push({ id, ok: false, code: error.code as string, data: error.data })
    }
  }
  return { done: rows.filter((row) => row.ok).length, rows }
}
