import { deadlineFor } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import type { HandlingRecord } from './load-handling.ts'
import { happened, refuseMove, writeMove } from './move-handling.ts'
import { loadHandling } from './load-handling.ts'
import { canMove } from './rules/life.ts'
import { tellSource } from './tell-source.ts'

/** 签收: the office has it, with time and name; from here on the unit cannot take it back. */
export async function receive(cx: Cx, input: { id: string }) {
  const handling = await loadHandling(cx, input.id, 'handling.edit', { lock: true })
  if (!canMove(handling.status, 'receive')) await refuseMove(cx, handling, 'receive')
  return happened(cx, await receiveNow(cx, handling))
}

/** The receipt itself, for a locked item that has just arrived. Opening it does the same. */
export async function receiveNow<Row extends HandlingRecord>(cx: Cx, handling: Row): Promise<Row> {
  const received = await writeMove(cx, handling, 'receive', {
    received_at: cx.now,
    received_by: cx.actor.personId,
    received_by_name: cx.actor.name,
    due_at: await deadlineFor(cx, handling.office_id, handling.urgency_code, 'handleHours'),
  })
  await cx.record('handling.received', { id: handling.id, unitId: handling.office_id }, { title: handling.title })
  await tellSource(cx, handling, 'received', { byName: cx.actor.name })
  return received
}
