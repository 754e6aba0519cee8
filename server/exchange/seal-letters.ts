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
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import type { SenderState } from './rules/line.ts'
import { noteSealed } from './rules/sender.ts'
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
    const line = await loadForSealing(cx, node)
    const rows = await nextLetters(cx, node.id, act.most)
    if (rows.length === 0 || line.sender.last.seq !== act.after.seq)
      return { sender: { ...sender, state: line.sender }, envelopes: [] }
    const sealed = []
    let at = act.after
    let signingKeyId = keyAnnouncedIn(line.told) ?? line.signingKeyId ?? activeKey(own, 'signing', node.suite).id
    const to = line.encryptTo
    if (!to) throw new Error(`Node ${node.code} has no key to encrypt to.`)
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
      if (row.kind === 'node.keysChanged') signingKeyId = keyAnnouncedIn(row.body) ?? signingKeyId
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

/** The line, locked, with the key to encrypt to, and what the letters numbered so far told last of a new signing key. */
async function loadForSealing(cx: Cx, node: NodeRow) {
  const row = await cx.db
    .selectFrom('line')
    .leftJoin('node_key as key', (join) =>
      join
        .onRef('key.node_id', '=', 'line.node_id')
        .on('key.purpose', '=', 'encryption')
        .on('key.suite', '=', node.suite)
        .on('key.state', '=', 'active'),
    )
    .select(['line.sender', 'line.signing_key_id', 'key.id as key_id', 'key.public_key'])
    .select((eb) =>
      eb
        .selectFrom('letter')
        .innerJoin('outbox', 'outbox.letter_id', 'letter.id')
        .select('letter.body')
        .where('letter.kind', '=', 'node.keysChanged')
        .where('outbox.node_id', '=', node.id)
        .where('outbox.seq', 'is not', null)
        .where(sql<boolean>`letter.body @> '{"keys": [{"purpose": "signing"}]}'`)
        .orderBy('outbox.seq', 'desc')
        .limit(1)
        .as('told'),
    )
    .where('line.node_id', '=', node.id)
    .forUpdate('line')
    .executeTakeFirstOrThrow()
  return {
    sender: row.sender as unknown as SenderState,
    signingKeyId: row.signing_key_id,
    encryptTo: row.key_id && row.public_key ? { id: row.key_id, publicKey: row.public_key } : null,
    told: row.told,
  }
}

/** A letter that tells of a new signing key is the last one under the old key. */
function keyAnnouncedIn(body: unknown): string | undefined {
  const told = body as { keys: { id: string; purpose: string }[] } | null
  return told?.keys.find((key) => key.purpose === 'signing')?.id
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
