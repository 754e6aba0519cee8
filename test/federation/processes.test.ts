import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LetterBody } from '../../contract/letters.ts'
import { handleWaiting } from '../../server/exchange/held-letters.ts'
import { sendLetter } from '../../server/exchange/index.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import type { Actor } from '../../server/platform/access.ts'
import { freePort } from '../faults/node-process.ts'
import { freshDatabase } from '../postgres.ts'
import { drained, judge } from './fault-run.ts'
import { carriedPath, exportFile } from '../../server/exchange/carried/export-file.ts'
import { importFile } from '../../server/exchange/carried/import-file.ts'
import { layAttached } from './large-file.ts'
import { becomeNewer } from './newer-version.ts'
import { until } from './nodes.ts'
import { onDatabase, twoNodes } from './two-lines.ts'
import type { LineNode, TwoNodes } from './two-lines.ts'

let nodes: TwoNodes
beforeAll(async () => {
  nodes = await twoNodes(freshDatabase)
}, 120_000)
afterAll(() => nodes?.end(), 60_000)

const withdrawn = (objectId: string, number: number): LetterBody<'item.withdrawn'> => ({
  submissionId: objectId,
  reason: `${number} 数据有误`,
  withdrawnBy: '王建国',
  at: new Date().toISOString(),
})

/** A letter as the program of this process writes it, from one node to the other. */
const write = (
  from: LineNode,
  to: LineNode,
  objectId: string,
  body: unknown,
  kind = 'item.withdrawn',
  unitId = from.unitId,
) =>
  runCommand(from.app, systemActor, (cx) =>
    sendLetter(cx, {
      kind: kind as 'item.withdrawn',
      fromUnitId: unitId,
      toUnitId: to.unitId,
      objectId,
      body: body as never,
    }),
  )

const effectsAt = async (node: LineNode, objectId: string) =>
  (
    await sql<{ number: number }>`select number from effect where object_id = ${objectId} order by position`.execute(
      node.app.db,
    )
  ).rows.map((row) => row.number)
const heldAt = async (node: LineNode) =>
  new Map(
    (
      await node.app.db.selectFrom('inbox').select(['letter_id', 'reason']).where('status', '=', 'waiting').execute()
    ).map((row) => [row.letter_id, row.reason]),
  )
const letterAt = (node: LineNode, id: string) =>
  node.app.db
    .selectFrom('letter')
    .select(['delivered_at', 'held_reason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const isDelivered = async (node: LineNode, id: string) => (await letterAt(node, id)).delivered_at !== null

test('a letter of a unit that the other node has not heard of waits there, visibly, until it has', async () => {
  const { lower, upper } = nodes
  const [unitId, objectId] = [newId(), newId()]
  const found = `insert into unit (id, code, path, parent_id, kind, is_office, name, short_name, valid_from)
    select '${unitId}', '140100-N1', path || '140100-N1/', id, 'department', false, '太原市数据局', '市数据局', '2026-11-01' from unit where code = '140100'`
  await onDatabase(lower.url, found)
  const id = await write(lower, upper, objectId, withdrawn(objectId, 1), 'item.withdrawn', unitId)
  await until('the province holds it', async () => (await heldAt(upper)).get(id) === 'unknown_unit')
  await until('the city sees why', async () => (await letterAt(lower, id)).held_reason === 'unknown_unit')
  expect(await effectsAt(upper, objectId)).toEqual([])

  await onDatabase(upper.url, found)
  await Promise.all([handleWaiting(upper.app, ['unknown_unit']), handleWaiting(upper.app)]) // in two processes at once
  expect(await effectsAt(upper, objectId)).toEqual([1])
  await until('the city reads 已送达', () => isDelivered(lower, id))
})

test('an older node keeps what a newer one writes and handles it after its upgrade, in order; the newer one reads what older ones write', async () => {
  const { lower, upper } = nodes
  const [item, other, old] = [newId(), newId(), newId()]
  const newer = (objectId: string, number: number) => ({
    submissionId: objectId,
    ground: `${number} 数据有误`,
    by: { name: '王建国', at: new Date().toISOString() },
  })
  const backToToday = becomeNewer(lower.app)
  const [first, second, unknown] = await (async () => [
    await write(lower, upper, item, newer(item, 1)),
    await write(lower, upper, item, newer(item, 2)),
    await write(lower, upper, other, { submissionId: other, ground: '1 另行报送' }, 'item.recalled'),
  ])().finally(backToToday)
  await until('the province holds all three', async () => {
    const held = await heldAt(upper)
    return [first, second, unknown].map((id) => held.get(id!)).join() === 'newer_version,behind_waiting,unknown_kind'
  })
  await write(lower, upper, old, withdrawn(old, 1)) // what it understands goes on meanwhile
  await until('the rest goes on', async () => (await effectsAt(upper, old)).length === 1)
  expect([...(await effectsAt(upper, item)), ...(await effectsAt(upper, other))]).toEqual([])

  await nodes.kill(upper)
  await nodes.start(upper, { newer: true })
  await until('all three are in effect', async () => (await effectsAt(upper, other)).length === 1)
  expect(await effectsAt(upper, item)).toEqual([1, 2])
  for (const id of [first, second, unknown]) await until('the city reads 已送达', () => isDelivered(lower, id!))
  await write(lower, upper, old, withdrawn(old, 2)) // the city is still of the older version
  await until('the older shape is read', async () => (await effectsAt(upper, old)).length === 2)
  expect(await effectsAt(upper, old)).toEqual([1, 2])
}, 120_000)

/** The database processes that hold the right to open the line of a node. */
const sendersAt = async (node: LineNode) =>
  (
    await sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and objsubid = 1 and granted
      and database = (select oid from pg_database where datname = current_database())
      and pid in (select pid from pg_stat_activity where query like '%pg_try_advisory_lock%')`.execute(node.app.db)
  ).rows.map((row) => row.pid)

test('two processes on each database, behind a forwarder: one opens the line, another takes over, nothing goes twice', async () => {
  const { lower, upper, line } = nodes
  const port = await freePort()
  await Promise.all([nodes.start(lower), nodes.start(upper, { port, newer: true })])
  line.alsoTo(port)
  line.cut() // new connections are spread over both
  const objects = Array.from({ length: 12 }, newId)
  const counts = new Map<string, number>()
  let over = false
  const writing = objects.map(async (objectId, index) => {
    while (!over) {
      const number = (counts.get(objectId) ?? 0) + 1
      counts.set(objectId, number)
      const [from, to] = index % 2 === 0 ? [lower, upper] : [upper, lower]
      await write(from, to, objectId, withdrawn(objectId, number))
      await sleep(5)
    }
  })
  await until('letters go', async () => (await effectsAt(upper, objects[0]!)).length > 5)
  const [sender, ...others] = await sendersAt(lower)
  expect(sender).toBeDefined()
  expect(others).toEqual([])
  await nodes.kill(lower, 'first')
  await nodes.kill(upper, 'first')
  await until('the other process of the city has the line', async () => {
    const [now] = await sendersAt(lower)
    return now !== undefined && now !== sender
  })
  const before = (await effectsAt(upper, objects[0]!)).length
  await until('letters go again', async () => (await effectsAt(upper, objects[0]!)).length > before + 5)
  over = true
  await Promise.all(writing)
  await drained(nodes)
  expect(await judge(nodes)).toEqual({ lost: 0, doubled: 0, reordered: 0, unverifiable: 0, bad_receipts: 0 })
  for (const [index, objectId] of objects.entries())
    expect(await effectsAt(index % 2 === 0 ? upper : lower, objectId)).toHaveLength(counts.get(objectId)!)
  const repeated = await upper.app.db
    .selectFrom('line')
    .select(['duplicates', 'envelopes_received'])
    .executeTakeFirstOrThrow()
  console.info(JSON.stringify({ letters: [...counts.values()].reduce((sum, n) => sum + n, 0), ...repeated }))
}, 180_000)

/** The system administrator of a node, who has just given the password. */
const operatorOf = (node: LineNode): Actor => ({
  ...systemActor,
  unitId: node.unitId,
  provedAt: new Date(),
  grants: [{ role: 'systemAdmin', unitId: node.unitId, unitPath: '/140000/', reach: 'subtree' }],
})
const lineOf = async (node: LineNode) =>
  (await node.app.db.selectFrom('node').select('id').where('role', 'in', ['upper', 'lower']).executeTakeFirstOrThrow())
    .id

const reason = '光纤抢修期间用光盘摆渡'
const carryOut = async (node: LineNode) => exportFile(node.app, operatorOf(node), { id: await lineOf(node), reason })

/** Carries a file across; `change` is what happens to it on the way. */
async function carry(
  from: LineNode,
  to: LineNode,
  fileId: string,
  change: (bytes: Buffer) => Buffer = (bytes) => bytes,
) {
  const [out, into] = [await lineOf(from), await lineOf(to)]
  const bytes = await readFile(carriedPath(from.app, out, fileId))
  const brought = newId()
  await mkdir(dirname(carriedPath(to.app, into, brought)), { recursive: true })
  await writeFile(carriedPath(to.app, into, brought), change(bytes))
  return importFile(to.app, operatorOf(to), { id: into, fileId: brought, reason })
}

test('with the line down, letters, a file and receipts are carried by hand: read twice they have one effect; back on the line nothing goes again', async () => {
  const { lower, upper } = nodes
  await Promise.all([nodes.kill(lower), nodes.kill(upper)])
  const [item, other, withFile] = [newId(), newId(), newId()]
  const ids = [await write(lower, upper, item, withdrawn(item, 1)), await write(lower, upper, item, withdrawn(item, 2))]
  const { fileId, sha256 } = await layAttached(lower, upper, withFile, 3)
  await write(upper, lower, other, withdrawn(other, 1))

  const out = await carryOut(lower)
  expect(out).toMatchObject({ letters: 3, files: 1 })
  // cut off in the middle of the file: nothing is taken yet, and the operator hears of it
  expect(await carry(lower, upper, out.fileId, (bytes) => bytes.subarray(0, bytes.length >> 1))).toEqual({
    letters: 0,
    delivered: 0,
    files: 0,
    left: 0,
    whole: false,
  })
  expect(await carry(lower, upper, out.fileId)).toEqual({ letters: 3, delivered: 0, files: 1, left: 0, whole: true })
  expect(await carry(lower, upper, out.fileId)).toMatchObject({ letters: 0, left: 0, whole: true })
  expect(await effectsAt(upper, item)).toEqual([1, 2])
  const arrived = await upper.app.db
    .selectFrom('stored_file')
    .select('sha256')
    .where('id', '=', fileId)
    .executeTakeFirst()
  expect(arrived?.sha256).toBe(sha256)
  expect(await isDelivered(lower, ids[0]!)).toBe(false)

  const back = await carryOut(upper)
  expect(await carry(upper, lower, back.fileId)).toMatchObject({ letters: 1, delivered: 3, whole: true })
  expect(await carry(upper, lower, back.fileId)).toMatchObject({ letters: 0, delivered: 0, whole: true })
  expect(await effectsAt(lower, other)).toEqual([1])
  for (const id of ids) expect(await isDelivered(lower, id)).toBe(true)

  await expect(carry(upper, upper, back.fileId)).rejects.toMatchObject({ code: 'line.foreign_file' })
  await expect(carry(lower, upper, out.fileId, () => Buffer.from('%PDF-1.7\n'))).rejects.toMatchObject({
    code: 'line.wrong_file',
  })
  const third = await write(lower, upper, item, withdrawn(item, 3))
  const forged = await carryOut(lower)
  await expect(
    carry(lower, upper, forged.fileId, (bytes) => Buffer.from(bytes.toString().replace(/(\\n[\w-]{60})./, '$1_'))),
  ).resolves.toMatchObject({ letters: 0, left: 1, whole: false })
  expect(await effectsAt(upper, item)).toEqual([1, 2])
  await sql`update line set alarm = null`.execute(upper.app.db) // 拒收 was shown

  await Promise.all([nodes.start(upper, { newer: true }), nodes.start(lower)])
  await until('the line goes on by itself', () => isDelivered(lower, third))
  await drained(nodes)
  expect(await effectsAt(upper, item)).toEqual([1, 2, 3])
  expect(await judge(nodes)).toEqual({ lost: 0, doubled: 0, reordered: 0, unverifiable: 0, bad_receipts: 0 })
}, 180_000)
