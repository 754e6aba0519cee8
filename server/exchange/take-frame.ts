import type { InsertObject } from 'kysely'
import { runCommand } from '../platform/command.ts'
import type { App, Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { DB } from '../platform/schema.ts'
import { systemActor } from '../platform/system-actor.ts'
import { Surroundings, acceptLetter, acceptTogether } from './accept-letter.ts'
import type { Fate } from './accept-letter.ts'
import { Forged, chainHash, openProven, proveEnvelope, readHead, splitFrame, verifyEnvelope } from './envelope/index.ts'
import type { Head, Proven } from './envelope/index.ts'
import { dropSealed, openFiles, recordFiles } from './line-files.ts'
import { objectOf } from './letter-content.ts'
import type { LetterContent } from './letter-content.ts'
import { loadLine, raiseAlarm } from './line-state.ts'
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import { verifyingKeysOf } from './peer-keys.ts'
import type { VerifyingKeys } from './peer-keys.ts'
import type { Link, ReceiptBody } from './rules/line.ts'
import { sortFrame, takeFrame as takeByRules } from './rules/receiver.ts'
import type { Known, Stored, Verdict } from './rules/receiver.ts'

interface Arrived {
  link: Link
  head: Head
  envelope: string
}
interface Opened extends Arrived {
  verdict: Verdict
  content: LetterContent | null
  evidence: string
  /** Why it takes no effect although it can be read. */
  problem: Fate | null
}

/** What came of a frame: for the receipt. */
export interface Taken {
  status: ReceiptBody['status']
  count: number
  /** Addresses of files that are not here although the letters that name them have come: the sender sends them again first. */
  filesMissing: string[]
}

/**
 * Takes letters from another node: in their order, each verified, stored and given its effect in one transaction; the receipt leaves
 * after it. Checks go from cheap to dear: number and chain, then the signature, then decryption.
 */
export async function takeFrame(app: App, own: Own, node: NodeRow, text: string): Promise<Taken> {
  const arrived = splitFrame(text).map((envelope) => read(own, node, envelope))
  const [line, keys] = await Promise.all([loadLine(app.db, node.id), verifyingKeysOf(app.db, node)])
  const stored = await storedAt(app, node.id, arrived, line.receiver.last.seq)
  const sorted = sortFrame(
    line.receiver,
    arrived.map((one) => one.link),
    { at: (seq) => stored.get(seq) },
  )
  const opened: Opened[] = []
  let filesMissing: string[] = []
  for (const link of sorted.next) {
    const one = await open(
      app,
      own,
      node,
      keys,
      arrived.find((each) => each.link === link)!,
    )
    if (one.missing.length > 0) {
      filesMissing = one.missing
      break
    }
    opened.push(one.opened)
    if (one.opened.verdict.is === 'forged') break
  }
  const misfit = verdictOnMisfit(node, keys, arrived, sorted.misfit)
  const taken = await runCommand(app, systemActor, async (cx) => {
    const { receiver } = await loadLine(cx.db, node.id, { lock: true })
    // another process may have taken some of them meanwhile
    const again = sortFrame(
      receiver,
      opened.map((one) => one.link),
      { at: (seq) => stored.get(seq) ?? opened.find((one) => one.link.seq === seq)?.link },
    )
    const known = await knownHere(cx, node.id, opened)
    const step = takeByRules(
      receiver,
      { ...again, duplicates: again.duplicates + sorted.duplicates, misfit: again.misfit ?? sorted.misfit },
      again.next.map((link) => opened.find((one) => one.link === link)!.verdict),
      known,
      misfit,
    )
    await storeAll(
      cx,
      node,
      step.store.map((stored) => ({ stored, one: opened.find((one) => one.link === stored.link)! })),
      known.waiting,
    )
    await cx.db
      .updateTable('line')
      .set((eb) => ({
        envelopes_received: eb('envelopes_received', '+', step.store.length),
        duplicates: eb('duplicates', '+', sorted.duplicates),
        gaps: eb('gaps', '+', sorted.misfit?.kind === 'gap' ? 1 : 0),
        refused: eb('refused', '+', step.alarm ? 1 : 0),
      }))
      .set({ receiver: json(step.state), last_contact_at: cx.now })
      .where('node_id', '=', node.id)
      .execute()
    if (step.alarm) await raiseAlarm(cx, node.id, step.alarm, step.state.last.seq)
    return { status: step.status, count: step.store.length, filesMissing }
  })
  await dropSealed(
    app,
    node.id,
    opened.flatMap((one) => one.content?.files ?? []),
  )
  return taken
}

function read(own: Own, node: NodeRow, envelope: string): Arrived {
  const head = readHead(envelope)
  if (head.from !== node.code || head.to !== own.node.code || head.suite !== node.suite)
    throw new Forged('meant for another line')
  const { epoch, seq, prev, id, object, objectNumber } = head
  return { head, envelope, link: { epoch, seq, prev, id, object, objectNumber, hash: chainHash(node.suite, envelope) } }
}

/** Envelopes that are here already under the numbers at hand; `last`: the highest number there is. */
async function storedAt(app: App, nodeId: string, arrived: Arrived[], last: number) {
  const numbers = arrived.map((one) => one.link.seq).filter((seq) => seq <= last)
  if (numbers.length === 0) return new Map<number, { hash: string; epoch: number }>()
  const rows = await app.db
    .selectFrom('inbox')
    .select(['seq', 'hash', 'epoch'])
    .where('node_id', '=', nodeId)
    .where('seq', 'in', numbers)
    .execute()
  return new Map(rows.map((row) => [row.seq, row]))
}

/** Verifies and opens one envelope; its files are opened too, so that nothing dear happens in the transaction. */
async function open(
  app: App,
  own: Own,
  node: NodeRow,
  keys: VerifyingKeys,
  arrived: Arrived,
): Promise<{ opened: Opened; missing: string[] }> {
  const { head, envelope } = arrived
  const nothing = { ...arrived, content: null, evidence: '', problem: null }
  const signingPublic = keys(head.skid, head.seq)
  const encryptionPrivate = own.keys.get(head.ekid)?.privateKey
  const forged = (why: string) => ({ opened: { ...nothing, verdict: { is: 'forged', why } as const }, missing: [] })
  if (!signingPublic) return forged(`key ${head.skid} is not trusted`)
  const proven = proofOf(envelope, node.suite, signingPublic)
  if (!proven) return forged('bad signature')
  const poison = (why: string) => ({ opened: { ...nothing, verdict: { is: 'poison', why } as const }, missing: [] })
  if (!encryptionPrivate) return poison('unknown_encryption_key')
  try {
    const { content: text, evidence } = openProven(proven, encryptionPrivate)
    const content = JSON.parse(text) as LetterContent
    if (content.letter.id !== head.id || objectOf(content.letter) !== head.object) return poison('head_differs')
    const files = await openFiles(app, node.id, node.suite, content.files)
    const problem: Fate | null = files.problem && {
      status: 'refused',
      reason: files.problem.code,
      data: files.problem.data,
    }
    return { opened: { ...arrived, verdict: { is: 'good' }, content, evidence, problem }, missing: files.missing }
  } catch (error) {
    if (error instanceof Forged || error instanceof SyntaxError) return poison('unreadable')
    throw error
  }
}

function proofOf(envelope: string, suite: string, signingPublic: string): Proven | null {
  try {
    return proveEnvelope(envelope, suite, signingPublic)
  } catch (error) {
    if (error instanceof Forged) return null
    throw error
  }
}

/** A fork is believed only when its signature is good: anybody can write a number. */
function verdictOnMisfit(
  node: NodeRow,
  keys: VerifyingKeys,
  arrived: Arrived[],
  misfit: { kind: string; link: Link } | null,
): Verdict {
  if (misfit?.kind !== 'fork') return { is: 'forged', why: 'unchecked' }
  const { head, envelope } = arrived.find((one) => one.link === misfit.link)!
  const key = keys(head.skid, head.seq)
  return key && verifyEnvelope(envelope, node.suite, key) ? { is: 'good' } : { is: 'forged', why: 'bad signature' }
}

/** What the inbox knows of the letters and objects at hand. `waiting`: objects of which a letter waits. */
async function knownHere(
  cx: Cx,
  nodeId: string,
  opened: Opened[],
): Promise<Pick<Known, 'numberOf' | 'has'> & { waiting: Set<string> }> {
  const ids = opened.map((one) => one.link.id)
  const objects = [...new Set(opened.flatMap((one) => (one.content ? [one.content.letter.objectId] : [])))]
  if (ids.length === 0) return { numberOf: () => undefined, has: () => false, waiting: new Set() }
  const rows = await cx.db
    .selectFrom('inbox')
    .select(['node_id', 'from_unit_id', 'to_unit_id', 'object_id'])
    .select((eb) => [
      eb.fn.max('object_number').as('number'),
      eb.fn.agg<boolean>('bool_or', [eb('status', '=', 'waiting')]).as('waits'),
      eb.fn.agg<string[]>('array_agg', ['letter_id']).as('letter_ids'),
    ])
    .where((eb) => eb.or([eb('letter_id', 'in', ids), ...(objects.length > 0 ? [eb('object_id', 'in', objects)] : [])]))
    .groupBy(['node_id', 'from_unit_id', 'to_unit_id', 'object_id'])
    .execute()
  const letters = new Set(rows.flatMap((row) => row.letter_ids))
  const highest = new Map(
    rows
      .filter((row) => row.node_id === nodeId)
      .map((row) => [
        objectOf({ fromUnitId: row.from_unit_id, toUnitId: row.to_unit_id, objectId: row.object_id }),
        row.number,
      ]),
  )
  return {
    numberOf: (object) => highest.get(object),
    has: (id) => letters.has(id),
    waiting: new Set(rows.filter((row) => row.waits).map((row) => row.object_id)),
  }
}

/** Texts that may not lie in the clear on this network (SEC-23): only the sealed envelope stays, as proof of what came. */
const stoppedTexts = new Set(['handling.secrecy_mark', 'wording.secret_mark', 'wording.stopped'])

interface ToStore {
  one: Opened
  stored: Stored
}

/** Each letter's effect in its order; the rows of the inbox are written together, before anybody may look for one of them. */
async function storeAll(cx: Cx, node: NodeRow, letters: ToStore[], waiting: Set<string>): Promise<void> {
  const around = new Surroundings(waiting)
  const areHandled = letters.length > 0 && (await giveTogether(cx, node, letters, around))
  let rows: InboxRow[] = []
  const write = async () => {
    if (rows.length > 0) await cx.db.insertInto('inbox').values(rows).execute()
    rows = []
  }
  for (const { one, stored } of letters) {
    const objectId = one.content?.letter.objectId
    if (objectId && around.mayBeBlocked(objectId)) await write()
    const received = receivedOf(one, node)
    const fate = areHandled ? handled : await give(cx, one, received, stored, around)
    if (one.head.kind === 'node.keysChanged' && fate.status === 'handled')
      await endOldKeys(cx, node.id, stored.link.seq)
    if (fate.status === 'waiting' && objectId) around.nowWaits(objectId)
    if (isKept(fate)) cx.tell('exchange', '*')
    rows.push(inboxRow(cx, node, one, received, fate))
  }
  await write()
}

type InboxRow = InsertObject<DB, 'inbox'>
type Stand = Fate | { status: 'repeated'; reason: null; data: Record<string, unknown> }
const handled: Stand = { status: 'handled', reason: null, data: {} }
const isKept = (fate: Stand) => fate.status === 'waiting' || fate.status === 'refused'

/** All at once, when every one of them is to have its effect; false when nothing has happened. */
async function giveTogether(cx: Cx, node: NodeRow, letters: ToStore[], around: Surroundings): Promise<boolean> {
  const plain = []
  for (const { one, stored } of letters) {
    const letter = receivedOf(one, node)
    if (!letter || stored.effect !== 'give' || one.problem) return false
    plain.push({ letter, prepare: () => recordFiles(cx, letter.toUnitId, one.content!.files) })
  }
  return acceptTogether(cx, plain, around)
}

const receivedOf = ({ content }: Opened, node: NodeRow): ReceivedLetter | null =>
  content && {
    ...content.letter,
    fileIds: content.files.map((file) => file.id),
    writtenAt: new Date(content.letter.writtenAt),
    viaNodeId: node.id,
  }

/** The envelope as evidence, and what became of it. */
function inboxRow(cx: Cx, node: NodeRow, one: Opened, received: ReceivedLetter | null, fate: Stand): InboxRow {
  const { link } = one
  const isStopped = fate.reason !== null && stoppedTexts.has(fate.reason)
  const [fromUnitId, rest] = link.object.split('>') as [string, string]
  const [toUnitId, objectId] = rest.split(':') as [string, string]
  return {
    node_id: node.id,
    seq: link.seq,
    epoch: link.epoch,
    letter_id: link.id,
    hash: link.hash,
    envelope: one.envelope,
    evidence: isStopped ? '' : one.evidence,
    kind: one.head.kind,
    version: received?.version ?? 0,
    from_unit_id: fromUnitId,
    to_unit_id: toUnitId,
    object_id: objectId,
    object_number: link.objectNumber,
    received_at: cx.now,
    status: fate.status,
    letter: isKept(fate) && received && !isStopped ? json(received) : null,
    reason: fate.reason,
    reason_data: json(fate.data),
    handled_at: fate.status === 'handled' ? cx.now : null,
  }
}

async function give(
  cx: Cx,
  one: Opened,
  received: ReceivedLetter | null,
  { effect, why }: Stored,
  around: Surroundings,
): Promise<Stand> {
  if (effect === 'none') return { status: 'repeated', reason: null, data: {} }
  if (effect === 'keep' || !received) return { status: 'refused', reason: why ?? 'unreadable', data: {} }
  if (one.problem) return one.problem
  await recordFiles(cx, received.toUnitId, one.content!.files)
  return acceptLetter(cx, received, around)
}

/** The signing key before the change counts up to this letter and no further. */
const endOldKeys = (cx: Cx, nodeId: string, seq: number) =>
  cx.db
    .updateTable('node_key')
    .set({ retired_after: seq })
    .where('node_id', '=', nodeId)
    .where('purpose', '=', 'signing')
    .where('state', '=', 'retired')
    .where('retired_after', 'is', null)
    .execute()
