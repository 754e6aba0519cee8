import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { sendLetter } from '../../server/exchange/index.ts'
import { newId } from '../../server/platform/ids.ts'
import { runCommand } from '../../server/platform/command.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { drained } from '../../test/federation/fault-run.ts'
import { sendLargeFile } from '../../test/federation/large-file.ts'
import { twoNodes } from '../../test/federation/two-lines.ts'
import type { TwoNodes } from '../../test/federation/two-lines.ts'
import { benchServer } from './lib/databases.ts'
import { percentile, reporter, round, timesOf } from './lib/report.ts'

/**
 * npm run bench -- exchange [--quick]: letters between two nodes in processes of their own, over TLS on this machine. Visible: from the
 * commit of the act at the city to the commit of the letter's effect at the province, as seen by a reader there; the receipt for the one
 * before has come back (in a row: it has not). Drain: a backlog, from the moment the operator's pause ends to the last receipt. Beside it a plain insert of the same bytes at the receiver.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const { print, load, verdict } = reporter('exchange')
const [reads, small, large] = values.quick ? [20, 200, 10] : [200, 3000, 100]

const server = await benchServer()
try {
  load()
  for (const suite of ['std-1', 'gm-1'] as const) {
    const nodes = await twoNodes(server.makeDatabase, suite)
    try {
      const prefix = suite === 'std-1' ? '' : 'gm-1.'
      await bench(nodes, prefix)
      if (suite === 'std-1') await bigBacklog(nodes, values.quick ? 500 : 20_000)
      const { ratio } = await sendLargeFile(nodes, values.quick ? 30 : 300, 5, 600_000)
      print({ metric: `${prefix}blob.bytes_ratio`, value: round(ratio), goal: 1.1 })
    } finally {
      await nodes.end()
    }
  }
  load()
} finally {
  await server.stop()
}
verdict()

async function bench(nodes: TwoNodes, prefix: string) {
  const there = new pg.Client({ connectionString: nodes.upper.url })
  await there.connect()
  const sizes = [
    ['2kb', 2048, reads, small, 20, 50, 600],
    ['200kb', 200 * 1024, Math.ceil(reads / 4), large, null, null, null],
  ] as const
  for (const [name, bytes, times, backlog, p50, p95, perSecond] of sizes) {
    const text = '政'.repeat(Math.floor(bytes / 3))
    const plain = percentile(await plainInserts(there, text, times), 0.5)
    const reference = { name: 'plain insert of the same bytes', value: plain }
    const visible = async (pauseMs: number) => {
      const taken: number[] = []
      for (let n = -20; n < times; n += 1) {
        await sleep(pauseMs)
        const id = await write(nodes, text)
        const began = performance.now()
        while ((await there.query('select 1 from effect where letter_id = $1', [id])).rowCount === 0) await sleep(1)
        if (n >= 0) taken.push(performance.now() - began) // the first ones warm both processes
      }
      return taken
    }
    const atRest = await visible(100)
    const goals = prefix ? [null, null] : [p50, p95]
    print({ metric: `${prefix}visible.${name}.p50_ms`, value: percentile(atRest, 0.5), goal: goals[0]!, reference })
    print({ metric: `${prefix}visible.${name}.p95_ms`, value: percentile(atRest, 0.95), goal: goals[1]!, reference })
    print({ metric: `${prefix}visible_in_a_row.${name}.p50_ms`, value: percentile(await visible(0), 0.5), reference })
    const release = await holdLine(nodes)
    for (let n = 0; n < backlog; n += 1) await write(nodes, text)
    await release()
    const began = performance.now()
    await drained(nodes, 600_000)
    const rate = round((backlog * 1000) / (performance.now() - began))
    print({ metric: `${prefix}drain.${name}.per_s`, value: rate, goal: prefix ? null : perSecond, reference }, true)
  }
  await there.end()
}

/** A week's letters after an outage: in order, within a minute, and the receiver's memory does not grow with them. */
async function bigBacklog(nodes: TwoNodes, letters: number) {
  const text = '政'.repeat(680)
  const release = await holdLine(nodes)
  for (let n = 0; n < letters; n += 1) await write(nodes, text)
  const before = residentMb(nodes)
  await release()
  const began = performance.now()
  await drained(nodes, 900_000)
  const seconds = round((performance.now() - began) / 1000)
  print({ metric: 'backlog.letters', value: letters })
  print({ metric: 'backlog.seconds', value: seconds, goal: 60 })
  print({ metric: 'backlog.memory_growth_mb', value: round(residentMb(nodes) - before) })
}

/** An operator's pause and its end: without it the figures would hold the sender's waits before it tries a dead line again. */
async function holdLine({ lower }: TwoNodes) {
  const { id } = await lower.app.db
    .selectFrom('node')
    .select('id')
    .where('role', '=', 'upper')
    .executeTakeFirstOrThrow()
  const setPaused = async (paused: boolean) => {
    await sql`update line set sender = jsonb_set(sender, '{paused}', ${JSON.stringify(paused)}::jsonb) where node_id = ${id}`.execute(
      lower.app.db,
    )
    await sql`select pg_notify('line', ${id})`.execute(lower.app.db)
  }
  await setPaused(true)
  return () => setPaused(false)
}

/** Memory of the receiver's process. */
function residentMb(nodes: TwoNodes): number {
  const pid = nodes.upper.processes.findLast((child) => child.exitCode === null && child.signalCode === null)!.pid
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

function write(nodes: TwoNodes, text: string) {
  return runCommand(nodes.lower.app, systemActor, (cx) => {
    const objectId = newId()
    return sendLetter(cx, {
      kind: 'item.withdrawn',
      fromUnitId: nodes.lower.unitId,
      toUnitId: nodes.upper.unitId,
      objectId,
      body: { submissionId: objectId, reason: `1 ${text}`, withdrawnBy: '', at: cx.now.toISOString() },
    })
  })
}

async function plainInserts(there: pg.Client, text: string, times: number): Promise<number[]> {
  await there.query('create table if not exists plain (id uuid primary key, body jsonb not null)')
  return timesOf(times, () =>
    there.query('insert into plain values ($1, $2)', [newId(), JSON.stringify({ reason: text })]),
  )
}
