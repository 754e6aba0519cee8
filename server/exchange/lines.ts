import { sql } from 'kysely'
import type { Line, LineAction, LineDetail, LineState, NodeKeyView, SelfNode } from '../../contract/exchange.ts'
import { can, canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { placeOf } from './enrolment.ts'
import { findSelf } from './nodes.ts'
import type { NodeRow } from './nodes.ts'
import { fingerprintOfNode, publicKeysOf } from './own-keys.ts'
import type { ReceiverState, SenderState } from './rules/line.ts'

/** slow: the oldest letter waits longer than this; down: nothing was heard for longer than that. */
const slowAfterMs = 60_000
const downAfterMs = 180_000

/** 线路: how this node stands to each other one. For its two administrators; nobody reads a letter here. */
export async function listLines(cx: Cx): Promise<{ self: SelfNode | null; items: Line[] }> {
  if (!mayLook(cx)) throw new Refusal('not_permitted', { need: 'node.manage' })
  const items = (await lineRows(cx)).map((row) => toLine(cx, row))
  return { self: await showSelf(cx), items }
}

const mayLook = (cx: Cx) => canSomewhere(cx.actor, 'node.manage') || canSomewhere(cx.actor, 'node.confirm')

export async function showLine(cx: Cx, input: { id: string }): Promise<LineDetail> {
  const row = await loadLineRow(cx, input.id)
  const acts = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const { rows: queue } = await sql<{ kind: string; age: 'minute' | 'hour' | 'day' | 'older'; count: number }>`
    select letter.kind, case when queued_at > ${ago(cx, 60)} then 'minute' when queued_at > ${ago(cx, 3600)} then 'hour'
      when queued_at > ${ago(cx, 86_400)} then 'day' else 'older' end as age, count(*)::int as count
    from outbox join letter on letter.id = outbox.letter_id where outbox.node_id = ${row.id} and acked_at is null
    group by 1, 2 order by 1, 2`.execute(cx.db)
  return {
    ...toLine(cx, row),
    fingerprint: row.fingerprint,
    enrolledAt: row.enrolled_at.toISOString(),
    confirmations: (row.confirmations as { role: 'systemAdmin' | 'securityAdmin'; name: string; at: string }[]).map(
      ({ role, name, at }) => ({ role, name, at }),
    ),
    keys: await keysOf(cx, row.id),
    queue,
    acts: acts.map((act) => ({
      at: act.at.toISOString(),
      kind: act.kind,
      actorName: act.actor_name,
      reason: String((act.data as { reason?: string }).reason ?? ''),
    })),
  }
}

const ago = (cx: Cx, seconds: number) => new Date(cx.now.getTime() - seconds * 1000)

/** One line the actor keeps, as system or as security administrator. */
export async function loadLineRow(cx: Cx, id: string) {
  const row = (await lineRows(cx, id))[0]
  if (!row) throw new Refusal('not_found')
  return row
}

async function lineRows(cx: Cx, id?: string) {
  const { rows } = await sql<LineColumns>`
    select node.*, line.sender, line.receiver, line.paused_at, line.paused_by, line.pause_reason, line.last_contact_at, line.last_receipt_at,
      line.last_error, line.last_error_at, line.alarm, line.alarm_at, line.round_trip_ms, line.clock_offset_ms,
      line.envelopes_sent, line.envelopes_received, line.duplicates, line.gaps, line.refused,
      q.waiting, q.bytes, q.oldest,
      (select count(*)::int from blob where blob.node_id = node.id and done_at is null) as files,
      (select count(*)::int from inbox where inbox.node_id = node.id and status in ('waiting', 'refused')) as held,
      (select min(expires_at) from node_key key left join node owner on owner.id = key.node_id where purpose = 'tls' and key.state in ('active', 'next')
        and (key.node_id = node.id or owner.role = 'self')) as certificate_ends
    from node join line on line.node_id = node.id
    left join lateral (
      select count(*)::int as waiting, coalesce(sum(bytes), 0)::bigint as bytes, min(queued_at) as oldest
      from outbox where outbox.node_id = node.id and acked_at is null
    ) q on true
    where node.role in ('upper', 'lower') ${id ? sql`and node.id = ${id}` : sql``}
    order by node.state = 'revoked', node.role desc, node.code`.execute(cx.db)
  const visible = []
  for (const row of rows) {
    const place = await placeOf(cx, row)
    const mayManage = can(cx.actor, 'node.manage', place)
    const mayConfirm = can(cx.actor, 'node.confirm', place)
    if (mayManage || mayConfirm) visible.push({ ...row, mayManage, mayConfirm })
  }
  return visible
}
type LineColumns = NodeRow & {
  sender: SenderState
  receiver: ReceiverState
  paused_at: Date | null
  paused_by: string | null
  pause_reason: string | null
  last_contact_at: Date | null
  last_receipt_at: Date | null
  last_error: string | null
  last_error_at: Date | null
  alarm: string | null
  alarm_at: Date | null
  round_trip_ms: number | null
  clock_offset_ms: number | null
  envelopes_sent: number
  envelopes_received: number
  duplicates: number
  gaps: number
  refused: number
  waiting: number
  bytes: number
  oldest: Date | null
  files: number
  held: number
  certificate_ends: Date | null
}
type LineRow = Awaited<ReturnType<typeof loadLineRow>>

function stateOf(cx: Cx, row: LineColumns): LineState {
  if (row.state !== 'active') return row.state
  if (row.paused_at) return 'paused'
  if (row.sender.stopped || row.receiver.stopped || row.alarm === 'fork' || row.alarm === 'pruned') return 'fork'
  if (row.alarm === 'refused' || row.alarm === 'unknown_number') return 'refused'
  if (row.alarm) return 'restored'
  const silence = row.last_contact_at ? cx.now.getTime() - row.last_contact_at.getTime() : Infinity
  if (silence > downAfterMs) return 'down'
  return row.oldest && cx.now.getTime() - row.oldest.getTime() > slowAfterMs ? 'slow' : 'up'
}

function toLine(cx: Cx, row: LineRow): Line {
  const state = stateOf(cx, row)
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    id: row.id,
    role: row.role as 'upper' | 'lower',
    code: row.code,
    name: row.name,
    unitId: row.unit_id,
    suite: row.suite,
    state,
    stateReason: row.pause_reason ?? row.revoked_reason ?? row.alarm,
    lastContactAt: iso(row.last_contact_at),
    lastReceiptAt: iso(row.last_receipt_at),
    lastError: row.last_error,
    lastErrorAt: iso(row.last_error_at),
    roundTripMs: row.round_trip_ms,
    clockOffsetMs: row.clock_offset_ms,
    waiting: row.waiting,
    waitingBytes: Number(row.bytes),
    oldestWaitingSince: iso(row.oldest),
    filesWaiting: row.files,
    held: row.held,
    sent: row.envelopes_sent,
    received: row.envelopes_received,
    duplicates: row.duplicates,
    gaps: row.gaps,
    refused: row.refused,
    certificateDaysLeft: daysLeft(cx, row.certificate_ends),
    alarm: row.alarm,
    alarmAt: iso(row.alarm_at),
    pausedBy: row.paused_by,
    pauseReason: row.pause_reason,
    actions: actionsOf(row, state),
  }
}

function actionsOf(row: LineRow, state: LineState): LineAction[] {
  if (state === 'revoked') return row.mayManage ? ['exportEvidence'] : []
  const confirmed = (row.confirmations as { role: string }[]).map((one) => one.role)
  const mayStillConfirm =
    (row.mayConfirm && !confirmed.includes('securityAdmin')) || (row.mayManage && !confirmed.includes('systemAdmin'))
  if (state === 'enrolling')
    return row.role === 'lower' ? [...(mayStillConfirm ? (['confirm'] as const) : []), 'refuse'] : ['revoke']
  if (!row.mayManage) return ['revoke']
  return [
    'test',
    state === 'paused' ? 'resume' : 'pause',
    'resend',
    ...(row.alarm ? (['clearAlarm'] as const) : []),
    'exportEvidence',
    'revoke',
    ...(state === 'paused' || row.sender.stopped || row.receiver.stopped
      ? []
      : (['exportFile', 'importFile'] as const)),
  ]
}

const daysLeft = (cx: Cx, at: Date | null) => (at ? Math.floor((at.getTime() - cx.now.getTime()) / 86_400_000) : null)

async function showSelf(cx: Cx): Promise<SelfNode | null> {
  const self = await findSelf(cx.db)
  if (!self) return null
  const keys = await keysOf(cx, self.id)
  const tls = keys.find((key) => key.purpose === 'tls' && key.state === 'active')
  const manages = canSomewhere(cx.actor, 'node.manage')
  const hasUpper = await cx.db
    .selectFrom('node')
    .select('id')
    .where('role', '=', 'upper')
    .where('state', '<>', 'revoked')
    .executeTakeFirst()
  return {
    id: self.id,
    code: self.code,
    name: self.name,
    state: self.state as 'enrolling' | 'active',
    suite: self.suite,
    fingerprint: fingerprintOfNode({
      code: self.code,
      suite: self.suite,
      keys: await publicKeysOf(cx.db, self.id, self.suite),
    }),
    url: cx.app.peerUrl ?? null,
    certificateDaysLeft: tls?.expiresAt ? daysLeft(cx, new Date(tls.expiresAt))! : 0,
    keys,
    actions: manages
      ? ['rotateKeys', ...(cx.app.peerUrl ? (['invite'] as const) : []), ...(hasUpper ? [] : (['enrol'] as const))]
      : [],
  }
}

async function keysOf(cx: Cx, nodeId: string): Promise<NodeKeyView[]> {
  const rows = await cx.db
    .selectFrom('node_key')
    .selectAll()
    .where('node_id', '=', nodeId)
    .orderBy('purpose')
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose as NodeKeyView['purpose'],
    state: row.state as NodeKeyView['state'],
    fingerprint: row.fingerprint,
    madeAt: row.made_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    retiredAt: row.retired_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedReason: row.revoked_reason,
  }))
}
