import { sql } from 'kysely'
import { runCommand } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { systemActor } from '../platform/system-actor.ts'
import { Forged, openReceipt, receiptKeyId, signReceipt } from './envelope/index.ts'
import type { SignedReceipt } from './envelope/index.ts'
import { contactColumns, noContact } from './line-notes.ts'
import { commitSender, loadLine } from './line-state.ts'
import { handedOn } from './mark-acked.ts'
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import { verifyingKeysOf } from './peer-keys.ts'
import { hearClaim, receiptOf, stateReceipt } from './rules/receiver.ts'
import type { Claim, NotTaken, ReceiptBody, SenderState } from './rules/line.ts'
import { hearReceipt, hearState } from './rules/sender.ts'
import type { Sender, Session } from './rules/sender.ts'
import { activeKey } from './seal-letters.ts'

/** A question to a receiver: where do you stand? `after`: up to here the asker has receipts. */
export interface Question {
  nonce: string
  after: number
  claim: Claim
}

/** The sender's claim is taken note of before anything is answered. */
async function noteClaim(cx: Cx, nodeId: string, claim: Claim) {
  const { receiver } = await loadLine(cx.db, nodeId, { lock: true })
  const next = hearClaim(receiver, claim)
  if (next !== receiver)
    await cx.db
      .updateTable('line')
      .set({ receiver: json(next) })
      .where('node_id', '=', nodeId)
      .execute()
  return next
}

/** This node's signed word on what has come on a line: after a frame with its result, else where it stands. Kept, as proof of what was said. */
export function giveReceipt(
  app: App,
  own: Own,
  node: NodeRow,
  question: Question,
  result?: { status: ReceiptBody['status']; count: number },
): Promise<string> {
  return runCommand(app, systemActor, async (cx) => {
    const receiver = await noteClaim(cx, node.id, question.claim)
    const notTaken = await notTakenAfter(cx, node.id, question.after, receiver.last.seq)
    const body = result
      ? receiptOf(receiver, { ...result, notTaken, nonce: question.nonce })
      : stateReceipt(receiver, question.nonce, notTaken)
    const jws = signReceipt(node.suite, await keyTheyKnow(cx, own, node), {
      ...body,
      from: own.node.code,
      to: node.code,
      at: cx.now.toISOString(),
    })
    if (result && result.count > 0) await keepReceipt(cx, node.id, 'given', body, jws)
    return jws
  })
}

/** The newest signing key of ours that the other node surely knows: one told of in a letter without a receipt does not count yet. */
async function keyTheyKnow(cx: Cx, own: Own, node: NodeRow) {
  const untold = await cx.db
    .selectFrom('outbox')
    .innerJoin('letter', 'letter.id', 'outbox.letter_id')
    .select((eb) => eb.fn.min('letter.written_at').as('at'))
    .where('outbox.node_id', '=', node.id)
    .where('letter.kind', '=', 'node.keysChanged')
    .where('acked_at', 'is', null)
    .executeTakeFirst()
  if (!untold?.at) return activeKey(own, 'signing', node.suite)
  const key = await cx.db
    .selectFrom('node_key')
    .select('id')
    .where('node_id', '=', own.node.id)
    .where('purpose', '=', 'signing')
    .where('suite', '=', node.suite)
    .where('made_at', '<', untold.at)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return own.keys.get(key?.id ?? '') ?? activeKey(own, 'signing', node.suite)
}

const keepReceipt = (cx: Cx, nodeId: string, direction: 'given' | 'taken', body: ReceiptBody, jws: string) =>
  cx.db
    .insertInto('receipt')
    .values({ node_id: nodeId, direction, upto: body.upto, head: body.head, jws, at: cx.now })
    .execute()

/** Letters stored here that are not in effect, after what the sender has receipts for. */
async function notTakenAfter(cx: Cx, nodeId: string, after: number, upto: number): Promise<NotTaken[]> {
  const rows = await cx.db
    .selectFrom('inbox')
    .select(['seq', 'letter_id', 'status', 'reason'])
    .where('node_id', '=', nodeId)
    .where('seq', '>', after)
    .where('seq', '<=', upto)
    .where('status', 'in', ['waiting', 'refused', 'relayed'])
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    id: row.letter_id,
    status: row.status === 'refused' ? 'refused' : 'waiting',
    why: row.status === 'relayed' ? handedOn : (row.reason ?? ''),
  }))
}

/** Verifies the other node's receipt: its pinned key, this line, and the question it answers (null: none, it was carried by hand). */
export async function readReceipt(
  app: App,
  own: Own,
  node: NodeRow,
  jws: string,
  nonce: string | null,
): Promise<SignedReceipt> {
  const keyId = receiptKeyId(jws)
  const publicKey = (await verifyingKeysOf(app.db, node))(keyId, null)
  if (!publicKey) throw new Forged(`a receipt under key ${keyId}, which is not trusted`)
  const receipt = openReceipt(node.suite, jws, publicKey)
  if (receipt.from !== node.code || receipt.to !== own.node.code) throw new Forged('a receipt of another line')
  if (nonce !== null && receipt.nonce !== nonce) throw new Forged('a receipt that answers another question')
  return receipt
}

/**
 * The receiver's word reaches the sender: what it has is marked delivered, and a difference between both ends comes to light.
 * `about` says whether it answers a frame or the question where it stands.
 */
export function hearWord(
  app: App,
  node: NodeRow,
  session: Session,
  about: 'frame' | 'state',
  receipt: SignedReceipt,
  jws: string,
  contact = noContact,
): Promise<Sender> {
  return runCommand(app, systemActor, async (cx) => {
    const line = await loadLine(cx.db, node.id, { lock: true })
    const own = await ownHash(cx, node.id, line.sender, receipt.upto)
    const now: Sender = { state: line.sender, session }
    const step =
      about === 'frame' ? hearReceipt(now, receipt, own) : hearState(now, receipt, own, secondsSince2026(cx.now))
    const gained = Math.max(0, step.sender.state.acked.seq - line.sender.acked.seq)
    await commitSender(cx, node.id, step.sender.state, step.commit, {
      receivedAt: new Date(receipt.at),
      columns: {
        envelopes_sent: sql<number>`envelopes_sent + ${gained}`,
        last_receipt_at: cx.now,
        ...contactColumns(contact, cx.now),
      },
    })
    if (gained > 0) await keepReceipt(cx, node.id, 'taken', receipt, jws)
    return step.sender
  })
}

const secondsSince2026 = (at: Date): number => Math.max(0, Math.floor((at.getTime() - Date.UTC(2026, 0)) / 1000))

/** The hash of this sender's envelope of that number; undefined: it has none, or its state names it already. */
async function ownHash(cx: Cx, nodeId: string, { last, acked, settled }: SenderState, seq: number) {
  if ([last, acked, settled].some((position) => position.seq === seq)) return undefined
  const row = await cx.db
    .selectFrom('outbox')
    .select('hash')
    .where('node_id', '=', nodeId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row?.hash ?? undefined
}
