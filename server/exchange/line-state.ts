import { sql } from 'kysely'
import type { UpdateObject } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { DB } from '../platform/schema.ts'
import { newReceiver, newSender } from './rules/line.ts'
import type { Alarm, Link, NotTaken, ReceiverState, SenderState } from './rules/line.ts'
import type { SenderCommit } from './rules/sender.ts'
import { adoptLetters } from './adopt-letters.ts'
import { markAcked } from './mark-acked.ts'

/** The row of a line that has moved nothing yet. */
export const newLine = () => ({ sender: json(newSender()), receiver: json(newReceiver()) })

export interface LineRow {
  nodeId: string
  sender: SenderState
  receiver: ReceiverState
  signingKeyId: string | null
}

/** Both ends of a line as they stand on this node; locked when they will move. */
export async function loadLine(db: Database | Tx, nodeId: string, options: { lock?: boolean } = {}): Promise<LineRow> {
  let query = db
    .selectFrom('line')
    .select(['node_id', 'sender', 'receiver', 'signing_key_id'])
    .where('node_id', '=', nodeId)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirstOrThrow()
  return {
    nodeId: row.node_id,
    sender: row.sender as unknown as SenderState,
    receiver: row.receiver as unknown as ReceiverState,
    signingKeyId: row.signing_key_id,
  }
}

/** Stores a step of the sender: its state and the rows the rules name, in one transaction. */
export async function commitSender(
  cx: Cx,
  nodeId: string,
  state: SenderState,
  commits: SenderCommit[],
  options: { receivedAt?: Date; own?: Map<number, string>; columns?: UpdateObject<DB, 'line'> } = {},
): Promise<void> {
  for (const commit of commits) {
    if (commit.do === 'ack') await markAcked(cx, nodeId, commit.upto, commit.notTaken, options.receivedAt ?? cx.now)
    if (commit.do === 'rewind')
      await cx.db
        .updateTable('outbox')
        .set({ acked_at: null })
        .where('node_id', '=', nodeId)
        .where('seq', '>', commit.to)
        .execute()
    if (commit.do === 'unseal') await unseal(cx, nodeId, commit.above)
    if (commit.do === 'adopt') await adoptLetters(cx, nodeId, commit.links, options.own ?? new Map())
    if (commit.do === 'alarm') await raiseAlarm(cx, nodeId, commit.alarm, commit.at)
  }
  await cx.db
    .updateTable('line')
    .set({ ...options.columns, sender: json(state) })
    .where('node_id', '=', nodeId)
    .execute()
}

/**
 * Numbers above this one are given anew. A letter that had its number when a more urgent one about the same object was written becomes
 * as urgent now, so that it still leaves first (rules/sealing-order.ts).
 */
async function unseal(cx: Cx, nodeId: string, above: number): Promise<void> {
  await cx.db
    .updateTable('outbox')
    .set({
      seq: null,
      epoch: null,
      object_number: null,
      hash: null,
      envelope: null,
      bytes: null,
      sealed_at: null,
      acked_at: null,
    })
    .where('node_id', '=', nodeId)
    .where('seq', '>', above)
    .execute()
  await sql`
    update outbox set priority = later.priority from (
      select position, min(priority) over (partition by object_id order by position desc) as priority
      from outbox where node_id = ${nodeId} and seq is null
    ) later where outbox.position = later.position and outbox.priority > later.priority`.execute(cx.db)
}

/** Stays on the board until an operator has read it; a graver one is not covered by a lesser. */
export async function raiseAlarm(cx: Cx, nodeId: string, alarm: Alarm, at: number): Promise<void> {
  const stops = alarm === 'fork' || alarm === 'pruned'
  await cx.db
    .updateTable('line')
    .set({ alarm, alarm_at: cx.now, last_error: `${alarm} at ${at}`, last_error_at: cx.now })
    .where('node_id', '=', nodeId)
    .$if(!stops, (query) => query.where(sql<boolean>`coalesce(alarm, '') not in ('fork', 'pruned')`))
    .execute()
  cx.tell('exchange', '*')
  cx.app.log.warn({ nodeId, alarm, at }, 'alarm on a line')
}

export type { Link, NotTaken }
