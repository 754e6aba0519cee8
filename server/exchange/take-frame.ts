import type { InsertObject } from 'kysely'
import { runCommand } from '../platform/command.ts'
import type { App, Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { DB } from '../platform/schema.ts'
import { systemActor } from '../platform/system-actor.ts'
import { Surroundings, acceptLetter } from './accept-letter.ts'
import type { Fate } from './accept-letter.ts'
import { Forged, chainHash, openEnvelope, readHead, splitFrame, verifyEnvelope } from './envelope/index.ts'
import type { Head } from './envelope/index.ts'
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
  const line = await loadLine(app.db, node.id)
  const stored = await storedAt(app, node.id, arrived)
  const sorted = sortFrame(
    line.receiver,
    arrived.map((one) => one.link),
    { at: (seq) => stored.get(seq) },
  )
  const keys = await verifyingKeysOf(app.db, node)
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
    const step = takeByRules(
      receiver,
      { ...again, duplicates: again.duplicates + sorted.duplicates, misfit: again.misfit ?? sorted.misfit },
      again.next.map((link) => opened.find((one) => one.link === link)!.verdict),
      await knownOf(cx, node.id, opened),
      misfit,
    )
    await storeAll(
      cx,
      node,
      step.store.map((stored) => ({ stored, one: opened.find((one) => one.link === stored.link)! })),
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

async function storedAt(app: App, nodeId: string, arrived: Arrived[]) {
  const rows = await app.db
    .selectFrom('inbox')
    .select(['seq', 'hash', 'epoch'])
    .where('node_id', '=', nodeId)
    .where('seq', 'in', [0, ...arrived.map((one) => one.link.seq)])
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
  if (!verifyEnvelope(envelope, node.suite, signingPublic)) return forged('bad signature')
  const poison = (why: string) => ({ opened: { ...nothing, verdict: { is: 'poison', why } as const }, missing: [] })
  if (!encryptionPrivate) return poison('unknown_encryption_key')
  try {
    const { content: text, evidence } = openEnvelope(envelope, node.suite, { signingPublic, encryptionPrivate })
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

/** What the inbox knows of the objects and letters at hand. */
async function knownOf(cx: Cx, nodeId: string, opened: Opened[]): Promise<Pick<Known, 'numberOf' | 'has'>> {
  const ids = opened.map((one) => one.link.id)
  const letters = opened.flatMap((one) => (one.content ? [one.content.letter] : []))
  if (ids.length === 0) return { numberOf: () => undefined, has: () => false }
  const known = await cx.db.selectFrom('inbox').select('letter_id').where('letter_id', 'in', ids).execute()
  const numbers =
    letters.length === 0
      ? []
      : await cx.db
          .selectFrom('inbox')
          .select(['from_unit_id', 'to_unit_id', 'object_id', (eb) => eb.fn.max('object_number').as('number')])
          .where('node_id', '=', nodeId)
          .where('object_id', 'in', [...new Set(letters.map((letter) => letter.objectId))])
          .groupBy(['from_unit_id', 'to_unit_id', 'object_id'])
          .execute()
  const highest = new Map(
    numbers.map((row) => [
      objectOf({ fromUnitId: row.from_unit_id, toUnitId: row.to_unit_id, objectId: row.object_id }),
      row.number,
    ]),
  )
  return { numberOf: (object) => highest.get(object), has: (id) => known.some((row) => row.letter_id === id) }
}

/** Texts that may not lie in the clear on this network (SEC-23): only the sealed envelope stays, as proof of what came. */
const stoppedTexts = new Set(['handling.secrecy_mark', 'wording.secret_mark', 'wording.stopped'])

/** Each letter's effect in its order; the rows of the inbox are written together, before anybody may look for one of them. */
async function storeAll(cx: Cx, node: NodeRow, letters: { one: Opened; stored: Stored }[]): Promise<void> {
  const objects = letters.flatMap(({ one }) => (one.content ? [one.content.letter.objectId] : []))
  const around = new Surroundings(await waitingObjects(cx, objects))
  let rows: InboxRow[] = []
  const write = async () => {
    if (rows.length > 0) await cx.db.insertInto('inbox').values(rows).execute()
    rows = []
  }
  for (const { one, stored } of letters) {
    const objectId = one.content?.letter.objectId
    if (objectId && around.mayBeBlocked(objectId)) await write()
    const row = await store(cx, node, one, stored, around)
    rows.push(row)
    if (row.status === 'waiting' && objectId) around.nowWaits(objectId)
  }
  await write()
}

async function waitingObjects(cx: Cx, objectIds: string[]): Promise<Set<string>> {
  if (objectIds.length === 0) return new Set()
  const rows = await cx.db
    .selectFrom('inbox')
    .select('object_id')
    .where('object_id', 'in', [...new Set(objectIds)])
    .where('status', '=', 'waiting')
    .execute()
  return new Set(rows.map((row) => row.object_id))
}

type InboxRow = InsertObject<DB, 'inbox'>

/** Its one effect, and the envelope as evidence. */
async function store(
  cx: Cx,
  node: NodeRow,
  one: Opened,
  { link, effect, why }: Stored,
  around: Surroundings,
): Promise<InboxRow> {
  const letter = one.content?.letter
  const received: ReceivedLetter | null = letter
    ? {
        ...letter,
        fileIds: one.content!.files.map((file) => file.id),
        writtenAt: new Date(letter.writtenAt),
        viaNodeId: node.id,
      }
    : null
  const fate = await give(cx, one, received, effect, why, around)
  const kept = fate.status === 'waiting' || fate.status === 'refused'
  const isStopped = fate.reason !== null && stoppedTexts.has(fate.reason)
  const [fromUnitId, rest] = link.object.split('>') as [string, string]
  const [toUnitId, objectId] = rest.split(':') as [string, string]
  if (one.head.kind === 'node.keysChanged' && fate.status === 'handled') await endOldKeys(cx, node.id, link.seq)
  if (kept) cx.tell('exchange', '*')
  return {
    node_id: node.id,
    seq: link.seq,
    epoch: link.epoch,
    letter_id: link.id,
    hash: link.hash,
    envelope: one.envelope,
    evidence: isStopped ? '' : one.evidence,
    kind: one.head.kind,
    version: letter?.version ?? 0,
    from_unit_id: fromUnitId,
    to_unit_id: toUnitId,
    object_id: objectId,
    object_number: link.objectNumber,
    received_at: cx.now,
    status: fate.status,
    letter: kept && received && !isStopped ? json(received) : null,
    reason: fate.reason,
    reason_data: json(fate.data),
    handled_at: fate.status === 'handled' ? cx.now : null,
  }
}

type Stand = Fate | { status: 'repeated'; reason: null; data: Record<string, unknown> }

async function give(
  cx: Cx,
  one: Opened,
  received: ReceivedLetter | null,
  effect: Stored['effect'],
  why: string | null,
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
