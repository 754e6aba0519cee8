import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { sendLetter } from '../../server/exchange/index.ts'
import { Caller } from '../../server/exchange/carrier/caller.ts'
import { joinFrame, openReceipt } from '../../server/exchange/envelope/index.ts'
import { loadOwn } from '../../server/exchange/own-keys.ts'
import { tlsFingerprintsOf, publicKeyOf } from '../../server/exchange/peer-keys.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { onDatabase } from './two-lines.ts'
import type { LineNode, TwoNodes } from './two-lines.ts'
import type { Weather } from './proxy.ts'

export interface FaultReport {
  messages: number
  faults: number
  lost: number
  doubled: number
  reordered: number
  unverifiable: number
  bad_receipts: number
  byKind: Record<string, number>
}

type Random = (from: number, to: number) => number

/** Letters in both directions while the line and the processes fail; then the history of both sides is compared. */
export async function runFaults(
  nodes: TwoNodes,
  wanted: { messages: number; faults: number },
  random: Random,
): Promise<FaultReport> {
  const objects = Array.from({ length: 24 }, (_, index) => ({ id: newId(), count: 0, up: index % 3 !== 0 }))
  const state = { written: 0, stop: false, hold: false, writing: 0 }
  const write = async (object: (typeof objects)[number]) => {
    const [from, to] = object.up ? [nodes.lower, nodes.upper] : [nodes.upper, nodes.lower]
    const number = (object.count += 1)
    await runCommand(from.app, systemActor, (cx) =>
      sendLetter(cx, {
        kind: 'item.withdrawn',
        fromUnitId: from.unitId,
        toUnitId: to.unitId,
        objectId: object.id,
        body: {
          submissionId: object.id,
          reason: `${number} ${'政务信息'.repeat(random(1, 150))}`,
          withdrawnBy: '',
          at: cx.now.toISOString(),
        },
        priority: random(0, 4) === 0 ? 0 : 1,
      }),
    )
    state.written += 1
  }
  const inFaults = () => faults < wanted.faults
  let faults = 0
  const writers = [0, 1, 2].map(async (writer) => {
    const mine = objects.filter((_, index) => index % 3 === writer)
    while (!state.stop && state.written < wanted.messages) {
      if (state.hold) {
        await sleep(20)
        continue
      }
      state.writing += 1
      await write(mine[random(0, mine.length)]!).catch(() => undefined) // the database was away: the act failed, nothing is promised
      state.writing -= 1
      if (inFaults()) await sleep(random(5, 50)) // so that letters are written through all faults
    }
  })
  const byKind: Record<string, number> = {}
  const quiet = async (work: () => Promise<void>) => {
    state.hold = true
    while (state.writing > 0) await sleep(5)
    try {
      await work()
    } finally {
      state.hold = false
    }
  }
  while (faults < wanted.faults) {
    const kind = faultKinds[faults < faultKinds.length ? faults : random(0, faultKinds.length)]!
    byKind[kind] = (byKind[kind] ?? 0) + 1
    faults += 1
    if (process.env.ZHENGXIN_TRACE) console.info(new Date().toISOString(), faults, kind, state.written)
    await inflict(nodes, kind, random, quiet)
    await sleep(random(50, 400))
  }
  await Promise.all(writers)
  nodes.line.set('fair')
  await Promise.all(
    [nodes.upper, nodes.lower].map(async (node) => {
      await nodes.kill(node)
      await nodes.start(node)
    }),
  )
  await drained(nodes)
  return { messages: state.written, faults, ...(await judge(nodes)), byKind }
}

const faultKinds = [
  'cut',
  'kill lower',
  'replay',
  'slow',
  'kill upper',
  'truncate',
  'altered',
  'refuse',
  'second process',
  'silent',
  'restore upper',
  'cut',
  'restore lower',
  'database upper',
  'database lower',
  'kill lower',
] as const
type FaultKind = (typeof faultKinds)[number]

async function inflict(
  nodes: TwoNodes,
  kind: FaultKind,
  random: Random,
  quiet: (work: () => Promise<void>) => Promise<void>,
) {
  const { upper, lower, line } = nodes
  const weather = async (name: Weather, ms: number) => {
    line.set(name)
    await sleep(ms)
    line.set('fair')
  }
  if (kind === 'cut') return line.cut()
  if (kind === 'slow' || kind === 'truncate' || kind === 'refuse' || kind === 'silent')
    return weather(kind, random(300, 1500))
  if (kind === 'kill lower' || kind === 'kill upper') {
    const node = kind === 'kill lower' ? lower : upper
    await nodes.kill(node)
    return nodes.start(node)
  }
  if (kind === 'second process') {
    await nodes.start(lower)
    await sleep(random(100, 600))
    return nodes.kill(lower, 'first')
  }
  if (kind === 'database upper' || kind === 'database lower')
    return breakDatabase(kind === 'database upper' ? upper : lower)
  if (kind === 'replay' || kind === 'altered') return replay(nodes, kind === 'altered')
  return quiet(() => restore(nodes, kind === 'restore upper' ? upper : lower, random))
}

/** All connections to the database end at once, as when it is restarted. */
const breakDatabase = (node: LineNode) =>
  onAdmin(
    node,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${databaseOf(node)}' and pid <> pg_backend_pid()`,
  )

const databaseOf = (node: LineNode) => new URL(node.url).pathname.slice(1)
async function onAdmin(node: LineNode, ...statements: string[]) {
  const url = new URL(node.url)
  url.pathname = '/postgres'
  await onDatabase(url.href, ...statements)
}

/** A backup is made, work goes on, and then the node comes back from that backup. */
async function restore(nodes: TwoNodes, node: LineNode, random: Random) {
  const name = databaseOf(node)
  const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`
  await nodes.kill(node)
  await onAdmin(node, end, `drop database if exists ${name}_old`, `create database ${name}_old template ${name}`)
  await nodes.start(node)
  await sleep(random(400, 1200))
  await nodes.kill(node)
  await onAdmin(node, end, `drop database ${name} with (force)`, `alter database ${name}_old rename to ${name}`)
  await nodes.start(node)
}

/** Someone with the city's certificate sends its old letters again, as they were or altered by one character. */
async function replay(nodes: TwoNodes, altered: boolean) {
  const own = await loadOwn(nodes.lower.app, nodes.lower.app.db).catch(() => undefined)
  const upper = await nodes.lower.app.db.selectFrom('node').selectAll().where('role', '=', 'upper').executeTakeFirst()
  if (!own || !upper) return
  const rows = await sql<{
    envelope: string
  }>`select envelope from outbox where envelope is not null order by random() limit 5`.execute(nodes.lower.app.db)
  const envelopes = rows.rows.map(({ envelope }) => (altered ? flip(envelope) : envelope))
  if (envelopes.length === 0) return
  const caller = new Caller(upper.url!, own.tls, await tlsFingerprintsOf(nodes.lower.app.db, upper.id))
  try {
    const ask = { nonce: 'replay', after: 0, claim: { epoch: 0, from: 1 }, frame: joinFrame(envelopes) }
    await caller.send('POST', '/x/v1/say', { body: JSON.stringify({ ask }), timeoutMs: 3000 })
  } catch {
    // the line is bad as well
  } finally {
    caller.close()
  }
}

const flip = (envelope: string) => {
  const at = envelope.length >> 1
  return envelope.slice(0, at) + (envelope[at] === 'A' ? 'B' : 'A') + envelope.slice(at + 1)
}

/** Everything that waits has gone: nothing without a receipt on either side. */
export async function drained(nodes: TwoNodes, patience = 300_000) {
  const deadline = Date.now() + patience
  const waiting = async (node: LineNode) =>
    (await sql<{ n: number }>`select count(*)::int as n from outbox where acked_at is null`.execute(node.app.db))
      .rows[0]!.n
  for (;;) {
    const left = await Promise.all([nodes.upper, nodes.lower].map((node) => waiting(node).catch(() => -1)))
    if (left[0] === 0 && left[1] === 0) return
    if (Date.now() > deadline) {
      const lines = await Promise.all(
        [nodes.upper, nodes.lower].map((node) => node.app.db.selectFrom('line').selectAll().execute()),
      )
      throw new Error(`Letters still wait: ${left.join(' and ')}\n${JSON.stringify(lines, null, 1)}`)
    }
    await sleep(100)
  }
}

/** What was written on one side against what took effect on the other. */
export async function judge(nodes: TwoNodes) {
  const sum = { lost: 0, doubled: 0, reordered: 0, unverifiable: 0, bad_receipts: 0 }
  for (const [from, to] of [
    [nodes.lower, nodes.upper],
    [nodes.upper, nodes.lower],
  ] as const) {
    const letters = await from.app.db
      .selectFrom('letter')
      .select('id')
      .where('kind', '=', 'item.withdrawn')
      .where('from_unit_id', '=', from.unitId)
      .execute()
    const { rows: effects } = await sql<{
      letter_id: string
      object_id: string
      number: number
    }>`select letter_id, object_id, number from effect order by position`.execute(to.app.db)
    const times = new Map<string, number>()
    const last = new Map<string, number>()
    for (const effect of effects) {
      times.set(effect.letter_id, (times.get(effect.letter_id) ?? 0) + 1)
      if ((last.get(effect.object_id) ?? 0) >= effect.number) sum.reordered += 1
      last.set(effect.object_id, effect.number)
    }
    sum.lost += letters.filter((letter) => !times.has(letter.id)).length
    sum.doubled += [...times.values()].filter((count) => count > 1).length
    sum.bad_receipts += await badReceipts(from)
    const { rows: held } = await sql<{
      n: number
    }>`select count(*)::int as n from inbox where status in ('waiting', 'refused')`.execute(to.app.db)
    sum.unverifiable += held[0]!.n
  }
  return sum
}

/** Every receipt that was taken bears the other node's signature. */
async function badReceipts(node: LineNode): Promise<number> {
  const receipts = await node.app.db.selectFrom('receipt').selectAll().where('direction', '=', 'taken').execute()
  let bad = 0
  for (const receipt of receipts) {
    const { suite, code } = await node.app.db
      .selectFrom('node')
      .select(['suite', 'code'])
      .where('id', '=', receipt.node_id)
      .executeTakeFirstOrThrow()
    const key = await publicKeyOf(node.app.db, receipt.node_id, `${code}#s1`)
    try {
      const body = openReceipt(suite, receipt.jws, key!)
      if (body.upto !== receipt.upto || body.head !== receipt.head) bad += 1
    } catch {
      bad += 1
    }
  }
  return bad
}
