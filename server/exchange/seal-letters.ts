import { sql } from 'kysely'
import { runCommand } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { Database, Tx } from '../platform/database.ts'
import { systemActor } from '../platform/system-actor.ts'
import { sealEnvelope } from './envelope/index.ts'
import { objectOf } from './letter-content.ts'
import type { LetterContent } from './letter-content.ts'
import { notesOf } from './line-files.ts'
import { loadLine } from './line-state.ts'
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import type { SenderState } from './rules/line.ts'
import { largestFrame, noteSealed } from './rules/sender.ts'
import type { Sender, SenderAct } from './rules/sender.ts'

/** The sender after sealing, and what was sealed and committed, in its order. */
export interface SealedLetters {
  sender: Sender
  envelopes: string[]
}

/**
 * Numbers and seals letters of a line that are visible to all: urgent ones first, never before an earlier letter about the same
 * object, and none whose files the other node does not have. The sealed bytes stay: every later try sends the same.
 */
export function sealLetters(
  app: App,
  own: Own,
  node: NodeRow,
  sender: Sender,
  act: SenderAct & { do: 'seal' },
): Promise<SealedLetters> {
  return runCommand(app, systemActor, async (cx) => {
    const line = await loadLine(cx.db, node.id, { lock: true })
    const rows = await nextLetters(cx, node.id, act.most)
    if (rows.length === 0 || line.sender.last.seq !== act.after.seq)
      return { sender: { ...sender, state: line.sender }, envelopes: [] }
    const sealed = []
    let at = act.after
    let signingKeyId = await keyTold(cx, node, line.signingKeyId ?? activeKey(own, 'signing', node.suite).id)
    const to = await encryptionKeyOf(cx, node)
    const numbers = new Map<string, number>()
    for (const row of rows) {
      const letter = {
        id: row.id,
        kind: row.kind,
        version: row.version,
        fromUnitId: row.from_unit_id,
        toUnitId: row.to_unit_id,
        objectId: row.object_id,
        objectNumber: row.object_number,
        body: row.body,
        writtenAt: row.written_at.toISOString(),
      }
      const object = objectOf(letter)
      const objectNumber = (numbers.get(object) ?? row.number_before ?? 0) + 1
      numbers.set(object, objectNumber)
      const files = row.file_ids.length > 0 ? await notesOf(cx, node.id, row.id) : []
      const { envelope, hash } = sealEnvelope(
        {
          suite: node.suite,
          from: own.node.code,
          to: node.code,
          epoch: act.epoch,
          seq: at.seq + 1,
          prev: at.head,
          id: row.id,
          kind: row.kind,
          object,
          objectNumber,
          priority: row.priority,
          at: cx.now.toISOString(),
          skid: signingKeyId,
          ekid: to.id,
        },
        JSON.stringify({ letter, files } satisfies LetterContent),
        { signing: own.keys.get(signingKeyId)!, encryption: to },
      )
      at = { seq: at.seq + 1, head: hash }
      sealed.push({
        position: row.position,
        seq: at.seq,
        object_number: objectNumber,
        hash,
        envelope,
        bytes: Buffer.byteLength(envelope),
      })
      signingKeyId = keyAnnouncedIn(row) ?? signingKeyId
    }
    const next = noteSealed({ ...sender, state: line.sender }, at)
    await keepSealed(cx, node.id, act.epoch, sealed, next.state)
    return { sender: next, envelopes: sealed.map((one) => one.envelope) }
  })
}

/** `number_before`: the highest number on this line of its object; letters that came back after a restore have taken theirs. */
const nextLetters = (cx: Cx, nodeId: string, most: number) =>
  cx.db
    .selectFrom(
      unsealed(cx.db, nodeId)
        .select(['outbox.letter_id', 'outbox.position', 'outbox.priority'])
        .orderBy('outbox.priority')
        .orderBy('outbox.position')
        .limit(most)
        .as('next'),
    )
    .innerJoin('letter', 'letter.id', 'next.letter_id')
    .selectAll('letter')
    .select(['next.position', 'next.priority'])
    .select((eb) =>
      eb
        .selectFrom('outbox as sent')
        .innerJoin('letter as before', 'before.id', 'sent.letter_id')
        .select((sent) => sent.fn.max('sent.object_number').as('number'))
        .where('sent.node_id', '=', nodeId)
        .whereRef('sent.object_id', '=', 'letter.object_id')
        .whereRef('before.object_id', '=', 'letter.object_id')
        .whereRef('before.from_unit_id', '=', 'letter.from_unit_id')
        .whereRef('before.to_unit_id', '=', 'letter.to_unit_id')
        .as('number_before'),
    )
    .orderBy('next.priority')
    .orderBy('next.position')
    .execute()

/** Letters of a line that may leave and have no number yet. */
const unsealed = (db: Database | Tx, nodeId: string) =>
  db
    .selectFrom('outbox')
    .where('outbox.node_id', '=', nodeId)
    .where('outbox.seq', 'is', null)
    .where('outbox.ready', '=', true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as ahead')
            .select('ahead.position')
            .whereRef('ahead.node_id', '=', 'outbox.node_id')
            .whereRef('ahead.object_id', '=', 'outbox.object_id')
            .where('ahead.seq', 'is', null)
            .where('ahead.ready', '=', false)
            .whereRef('ahead.position', '<', 'outbox.position'),
        ),
      ),
    )

/** What a sender decides by: its state, the letters that may leave (counted up to `largestFrame`), and whether files wait to be sealed. */
export async function lookAtLine(db: Database, nodeId: string) {
  const waiting = unsealed(db, nodeId).select('outbox.position').limit(largestFrame).as('waiting')
  const row = await db
    .selectFrom('line')
    .select('sender')
    .select((eb) => [
      eb
        .selectFrom(waiting)
        .select(sql<number>`count(*)::integer`.as('count'))
        .as('waiting'),
      eb
        .exists(eb.selectFrom('blob').select('id').where('node_id', '=', nodeId).where('hash', 'is', null))
        .as('hasFilesToSeal'),
    ])
    .where('node_id', '=', nodeId)
    .executeTakeFirstOrThrow()
  return {
    state: row.sender as unknown as SenderState,
    waiting: row.waiting ?? 0,
    hasFilesToSeal: Boolean(row.hasFilesToSeal),
  }
}

async function keepSealed(
  cx: Cx,
  nodeId: string,
  epoch: number,
  sealed: { position: number; seq: number; object_number: number; hash: string; envelope: string; bytes: number }[],
  sender: SenderState,
) {
  await sql`
    with kept as (
      update outbox set seq = s.seq, object_number = s.object_number, epoch = ${epoch}, hash = s.hash, envelope = s.envelope, bytes = s.bytes, sealed_at = ${cx.now}
      from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as s(position bigint, seq bigint, object_number integer, hash text, envelope text, bytes integer)
      where outbox.position = s.position
    )
    update line set sender = ${json(sender)} where node_id = ${nodeId}`.execute(cx.db)
}

/** The newest key of this node for that purpose and suite. */
export function activeKey(own: Own, purpose: 'signing' | 'encryption', suite: string) {
  const key = [...own.keys.values()].find((one) => one.purpose === purpose && one.suite === suite && one.isActive)
  if (!key) throw new Error(`This node has no active ${purpose} key of suite ${suite}.`)
  return key
}

/** The signing key the other node knows by the letters numbered so far. */
async function keyTold(cx: Cx, node: NodeRow, first: string): Promise<string> {
  const told = await cx.db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.letter_id', 'letter.id')
    .select(['letter.kind', 'letter.body'])
    .where('letter.kind', '=', 'node.keysChanged')
    .where('outbox.node_id', '=', node.id)
    .where('outbox.seq', 'is not', null)
    .orderBy('outbox.seq', 'desc')
    .execute()
  return told.map(keyAnnouncedIn).find((id) => id !== undefined) ?? first
}

/** A letter that tells of a new signing key is the last one under the old key. */
function keyAnnouncedIn(row: { kind: string; body: unknown }): string | undefined {
  if (row.kind !== 'node.keysChanged') return undefined
  return (row.body as { keys: { id: string; purpose: string }[] }).keys.find((key) => key.purpose === 'signing')?.id
}

async function encryptionKeyOf(cx: Pick<Cx, 'db'>, node: NodeRow): Promise<{ id: string; publicKey: string }> {
  const key = await cx.db
    .selectFrom('node_key')
    .select(['id', 'public_key as publicKey'])
    .where('node_id', '=', node.id)
    .where('purpose', '=', 'encryption')
    .where('suite', '=', node.suite)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (!key) throw new Error(`Node ${node.code} has no key to encrypt to.`)
  return key
}

/** Bytes in one frame; a larger letter goes alone. */
const frameBytes = 900_000

/** How many of these a frame holds; one at least. */
function fitting(sizes: number[]): number {
  let bytes = 0
  const tooFar = sizes.findIndex((size, index) => (bytes += size) > frameBytes && index > 0)
  return tooFar < 0 ? sizes.length : tooFar
}

/** The first of these envelopes, as many as one frame holds. */
export const frameOf = (envelopes: string[]): string[] =>
  envelopes.slice(0, fitting(envelopes.map((envelope) => Buffer.byteLength(envelope))))

export interface Frame {
  envelopes: string[]
  lastSeq: number
}

/** The next sealed letters after a number, as many as one frame holds. */
export async function frameAfter(app: App, nodeId: string, after: number, limit: number): Promise<Frame> {
  const sizes = await app.db
    .selectFrom('outbox')
    .select(['seq', 'bytes'])
    .where('node_id', '=', nodeId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const count = fitting(sizes.map((row) => row.bytes!))
  if (count === 0) return { envelopes: [], lastSeq: after }
  const lastSeq = sizes[count - 1]!.seq!
  const rows = await app.db
    .selectFrom('outbox')
    .select('envelope')
    .where('node_id', '=', nodeId)
    .where('seq', '>', after)
    .where('seq', '<=', lastSeq)
    .orderBy('seq')
    .execute()
  return { envelopes: rows.map((row) => row.envelope!), lastSeq }
}
