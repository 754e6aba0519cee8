import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { newId } from '../../server/platform/ids.ts'
import { codeOf, signIn } from './caller.ts'
import { engageCast } from './cast.ts'
import type { Onlooker } from './cast.ts'
import { openPage } from './live-page.ts'
import { startLoad } from './load.ts'
import { dataFolder, embedded, isRunning, nodeProcess, problemsOf, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'
import { randomMoments } from './random.ts'

const folder = dataFolder()
const database = embedded(folder.dataDir)
let node: NodeProcess
let onlooker: Onlooker

beforeAll(async () => {
  node = await nodeProcess(folder.dataDir)
  await node.start()
  onlooker = await engageCast(database.url(), folder.dataDir)
}, 90_000)

afterAll(async () => {
  await node?.kill()
  await onlooker?.db.destroy()
  await folder.end()
}, 60_000)

test('kill -9 of the server, five times while four people write and one office sends: what was acknowledged is there, once', async () => {
  const moment = randomMoments('moments of kill -9 of the server')
  const load = await startLoad(node.url)
  for (let kills = 0; kills < 5; kills += 1) {
    const [saves, sends] = [load.saves(), load.sends()]
    await until('work goes on', () => load.saves() > saves + 4 && load.sends() > sends)
    await sleep(moment(0, 700))
    await node.kill()
    await node.start()
  }
  const [saves, sends] = [load.saves(), load.sends()]
  await until('work goes on after the last start', () => load.saves() > saves + 10 && load.sends() > sends)
  await load.finish()
  console.info(`${load.saves()} saves and ${load.sends()} sendings were acknowledged`)
  await load.check(onlooker.db)
}, 120_000)

test('kill -9 of the database, three times under the same load: the server says busy, brings it back and works on', async () => {
  const moment = randomMoments('moments of kill -9 of the database')
  const load = await startLoad(node.url)
  for (let kills = 0; kills < 3; kills += 1) {
    const saves = load.saves()
    await until('work goes on', () => load.saves() > saves + 4)
    await sleep(moment(0, 700))
    const killed = database.postmaster()
    process.kill(killed, 'SIGKILL')
    await until(
      'the database is back',
      async () => (await problemsOf(node.url)) === '' && database.postmaster() !== killed,
    )
  }
  const [saves, sends] = [load.saves(), load.sends()]
  await until('work goes on after the last restart', () => load.saves() > saves + 10 && load.sends() > sends)
  await load.finish()
  console.info(`heard: ${[...load.heard].map(([answer, times]) => `${answer} ×${times}`).join(', ')}`)
  expect(node.isAlive()).toBe(true)
  expect(node.bugs()).toEqual([])
  expect(load.heard.get('503 busy')).toBeGreaterThan(0)
  expect([...load.heard.keys()].filter((answer) => answer !== '503 busy' && !answer.startsWith('409 '))).toEqual([])
  await load.check(onlooker.db)
}, 90_000)

test('an open page hears the live line again after the database came back', async () => {
  const { cookie, client } = await signIn(node.url, 'xiaodian.li')
  const page = await openPage(node.url, cookie)
  await until(
    'the live line says what changed',
    async () => {
      await client.submissions.create({ id: newId(), title: '续报' })
      return page.heard().includes('submissions')
    },
    10_000,
  )
  page.leave()
}, 30_000)

test('SIGTERM in the middle of work: requests under way are answered, the exit is clean, the database ends too', async () => {
  const { cookie, client } = await signIn(node.url, 'xiaodian.li')
  const page = await openPage(node.url, cookie)
  const id = newId()
  const { text } = await client.submissions.create({ id, title: '报告', body: bodyFromText('一、情况') })
  const load = await startLoad(node.url, 2)
  const postmaster = database.postmaster()
  let stopping: ReturnType<NodeProcess['stop']> | undefined
  let saving: Promise<string> | undefined
  await onlooker.db.transaction().execute(async (tx) => {
    await sql`select id from submission where id = ${id} for update`.execute(tx) // the save waits for this lock
    saving = codeOf(
      client.submissions.saveText({
        id,
        title: '报告（已修改）',
        body: bodyFromText('一、情况\n二、措施'),
        baseVersion: text.version,
      }),
    )
    await until(
      'the save waits',
      async () =>
        (await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = ''`.execute(tx))
          .rows.length > 0,
      5_000,
    )
    stopping = node.stop()
    await sleep(800)
  })
  await onlooker.db.destroy()
  expect(await saving).toBe('done')
  const { code, ms } = await stopping!
  page.leave()
  await load.finish()
  expect(code).toBe(0)
  expect(ms).toBeLessThan(15_000)
  expect(isRunning(postmaster)).toBe(false)

  await node.start()
  onlooker = { ...onlooker, db: openDatabase(database.url(), { max: 2 }).db }
  const saved = await onlooker.db
    .selectFrom('submission')
    .select('title')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(saved.title).toBe('报告（已修改）')
  await load.check(onlooker.db)
}, 60_000)
