import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadNodeForAct, placeOf } from './enrolment.ts'
import { loadLine } from './line-state.ts'
import { wakeLine } from './queue-letter.ts'
import { pauseReceiving, resumeReceiving } from './rules/receiver.ts'
import { beginSending, pauseSending, resumeSending } from './rules/sender.ts'

const done = { ok: true as const }

/** One line, locked, that the actor operates. */
export async function loadForAct(cx: Cx, id: string) {
  const node = await loadNodeForAct(cx, id)
  requirePermission(cx, 'unit.read', 'node.manage', await placeOf(cx, node))
  if (node.state !== 'active') throw new Refusal('node.wrong_state', { state: node.state })
  const line = await loadLine(cx.db, id, { lock: true })
  return { node, line }
}

async function tell(cx: Cx, kind: string, node: { id: string; name: string; unit_id: string | null }, reason: string) {
  await cx.record(kind, { id: node.id, unitId: node.unit_id ?? cx.actor.unitId }, { name: node.name, reason })
  cx.tell('exchange', '*')
  await wakeLine(cx, node.id)
}

/** 暂停线路: nothing leaves and nothing is taken; letters wait on both sides and none is lost. */
export async function pauseLine(cx: Cx, input: { id: string; reason: string }) {
  const { node, line } = await loadForAct(cx, input.id)
  if (line.sender.paused) throw new Refusal('line.already_paused')
  await cx.db
    .updateTable('line')
    .set({
      sender: json(pauseSending(beginSending(line.sender)).state),
      receiver: json(pauseReceiving(line.receiver)),
      paused_at: cx.now,
      paused_by: cx.actor.name,
      pause_reason: input.reason,
    })
    .where('node_id', '=', node.id)
    .execute()
  await tell(cx, 'line.paused', node, input.reason)
  return done
}

/** 恢复线路: both ends are compared before anything is sent. */
export async function resumeLine(cx: Cx, input: { id: string; reason: string }) {
  const { node, line } = await loadForAct(cx, input.id)
  if (!line.sender.paused) throw new Refusal('line.not_paused')
  await cx.db
    .updateTable('line')
    .set({
      sender: json({ ...line.sender, paused: false }),
      receiver: json({ ...line.receiver, paused: false }),
      paused_at: null,
      paused_by: null,
      pause_reason: null,
    })
    .where('node_id', '=', node.id)
    .execute()
  await tell(cx, 'line.resumed', node, input.reason)
  return done
}

/** 解除告警: someone has looked. After a fork the chain as it stands here is the right one, and both ends are compared anew. */
export async function clearAlarm(cx: Cx, input: { id: string; reason: string }) {
  const { node, line } = await loadForAct(cx, input.id)
  const row = await cx.db.selectFrom('line').select('alarm').where('node_id', '=', node.id).executeTakeFirstOrThrow()
  if (row.alarm === null && !line.sender.stopped && !line.receiver.stopped) throw new Refusal('line.no_alarm')
  const { paused } = line.sender
  await cx.db
    .updateTable('line')
    .set({
      sender: json({ ...resumeSending(beginSending(line.sender)).state, paused }),
      receiver: json({ ...resumeReceiving(line.receiver), paused }),
      alarm: null,
      alarm_at: null,
    })
    .where('node_id', '=', node.id)
    .execute()
  await tell(cx, 'line.alarm_cleared', node, `${row.alarm ?? ''} ${input.reason}`.trim())
  return done
}

/** 重发: a letter the other node has a receipt for goes once more, under a new number. There it has had its effect, and has no second one. */
export async function resendLetter(cx: Cx, input: { id: string; letterId: string; reason: string }) {
  const { node } = await loadForAct(cx, input.id)
  const rows = await cx.db
    .selectFrom('outbox')
    .select(['priority', 'object_id', 'acked_at'])
    .where('node_id', '=', node.id)
    .where('letter_id', '=', input.letterId)
    .execute()
  if (rows.length === 0) throw new Refusal('not_found')
  if (rows.some((row) => row.acked_at === null)) throw new Refusal('line.not_sent_yet')
  await cx.db
    .insertInto('outbox')
    .values({
      letter_id: input.letterId,
      node_id: node.id,
      priority: rows[0]!.priority,
      object_id: rows[0]!.object_id,
      ready: true,
      queued_at: cx.now,
      resent_by: cx.actor.name,
      resend_reason: input.reason,
    })
    .execute()
  await cx.record(
    'letter.resent',
    { id: input.letterId, unitId: node.unit_id ?? cx.actor.unitId },
    { nodeName: node.name, reason: input.reason },
  )
  await tell(cx, 'line.letter_resent', node, input.reason)
  return done
}
