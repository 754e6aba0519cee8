import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { loadSigningKey, verifyStatement } from './keys.ts'
import { firstBrokenSeal, sealEvents } from './event-chain.ts'
import { linkFiles, mayRead, openFile, recordFile, storeUpload } from './files.ts'
import { newId } from './ids.ts'
import { readCursor, writeCursor } from './paging.ts'
import { readConfig } from './config.ts'
import { answerTo } from './http.ts'
import { Refusal } from './refusal.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

test('a command that fails late leaves neither event nor job', async () => {
  const clerk = await world.person('reporter', '140105')
  const id = newId()
  await expect(
    world.as(clerk, async (cx) => {
      await cx.record('test.happened', { id, unitId: clerk.unitId })
      await cx.queue('sealEvents', {})
      throw new Refusal('busy')
    }),
  ).rejects.toMatchObject({ code: 'busy' })
  expect(await world.events(id)).toEqual([])
})

test('a query cannot write', async () => {
  const clerk = await world.person('reporter', '140105')
  await expect(world.asReader(clerk, (cx) => cx.db.deleteFrom('setting').execute())).rejects.toThrow(/read-only/)
})

test('events can be neither changed nor deleted, and an altered one is named by its seal', async () => {
  const clerk = await world.person('reporter', '140105')
  const id = newId()
  for (const n of [1, 2, 3])
    await world.as(clerk, (cx) => cx.record('test.counted', { id, unitId: clerk.unitId }, { n }))
  await world.as(clerk, sealEvents)
  expect(await world.asReader(clerk, firstBrokenSeal)).toBeNull()

  await expect(sql`update event set actor_name = 'x'`.execute(world.db)).rejects.toThrow(/append-only/)
  await expect(sql`delete from event`.execute(world.db)).rejects.toThrow(/append-only/)

  const victim = await world.db
    .selectFrom('event')
    .select('id')
    .where('subject_id', '=', id)
    .orderBy('id')
    .offset(1)
    .limit(1)
    .executeTakeFirstOrThrow()
  await sql`set session_replication_role = replica; update event set data = '{"n": 20}' where id = ${sql.lit(victim.id)}; set session_replication_role = origin`.execute(
    world.db,
  )
  expect(await world.asReader(clerk, firstBrokenSeal)).toBe(victim.id)
})

test('a signature holds for the exact statement and for nothing else; a wrong secret opens nothing', () => {
  const key = loadSigningKey(world.app.dataDir, 'the right secret')
  const statement = { digest: 'a', signer: '王建国' }
  const signature = key.sign(statement)
  expect(verifyStatement(key.publicKeyPem, statement, signature)).toBe(true)
  expect(verifyStatement(key.publicKeyPem, { ...statement, signer: '王建囯' }, signature)).toBe(false)
  expect(loadSigningKey(world.app.dataDir, 'the right secret').id).toBe(key.id)
  expect(() => loadSigningKey(world.app.dataDir, 'a wrong secret')).toThrow(/ZHENGXIN_SECRET/)
})

test.each([
  [
    'a program named .docx',
    '通知.docx',
    Buffer.from('4d5a90000300000004000000ffff0000b800000000000000400000000000000000000000', 'hex'),
    'file.type_refused',
  ],
  ['a page named .pdf', '通知.pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'file.type_refused'],
  ['a document that breaks off', '坏.docx', Buffer.from('PK\x03\x04 broken'), 'file.unreadable'],
  ['a script named .txt.js', '通知.txt.js', Buffer.from('alert(1)'), 'file.type_refused'],
])('%s is refused by what it is', async (_reason, name, content, code) => {
  await expect(storeUpload(world.app.dataDir, name, Readable.from([content]))).rejects.toMatchObject({ code })
})

test('an upload over the limit is refused with the limit, and its part on the disk is removed', async () => {
  const endless = Readable.from(
    (function* () {
      for (let i = 0; i < 120; i++) yield Buffer.alloc(1024 * 1024, 65)
    })(),
  )
  await expect(storeUpload(world.app.dataDir, '大文件.txt', endless)).rejects.toMatchObject({
    code: 'file.too_large',
    data: { limitMb: 100 },
  })
  expect(readdirSync(join(world.app.dataDir, 'uploads'))).toEqual([])
})

test('a file is read by its uploader and by readers of the record it hangs on, by nobody else', async () => {
  const [clerk, stranger] = [await world.person('reporter', '140105'), await world.person('reporter', '140106')]
  const stored = await storeUpload(world.app.dataDir, '附件.txt', Readable.from([Buffer.from('附件内容')]))
  const file = await world.as(clerk, (cx) => recordFile(cx, '附件.txt', stored))
  expect(await world.asReader(clerk, (cx) => mayRead(cx, file.id))).toBe(true)
  await expect(world.asReader(stranger, (cx) => openFile(cx, file.id))).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.as(stranger, (cx) => linkFiles(cx, 'submission', newId(), [file.id]))).rejects.toMatchObject({
    code: 'file.not_attached',
  })
})

test('a cursor survives the way there and back; a made-up one is bad input', () => {
  const id = newId()
  expect(readCursor(writeCursor(new Date('2026-03-02T01:00:00Z'), id))).toEqual({
    value: '2026-03-02T01:00:00.000Z',
    id,
  })
  expect(() => readCursor('xyz')).toThrow(Refusal)
})

test.each([
  ['listening to the network without TLS in front', { ZHENGXIN_SECRET: 'x'.repeat(20), HOST: '0.0.0.0' }, /TLS/],
  ['production without a secret', {}, /ZHENGXIN_SECRET/],
  ['the demo on the network', { ZHENGXIN_MODE: 'demo', HOST: '10.0.0.1', ZHENGXIN_BEHIND_TLS: '1' }, /127/],
  ['an unknown mode', { ZHENGXIN_MODE: 'open' }, /ZHENGXIN_MODE/],
])('refuses to start: %s', (_reason, env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence)
})

test.each([
  ['the database is away', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 503, 'busy'],
  ['the disk is full', Object.assign(new Error('could not extend file'), { code: '53100' }), 503, 'busy'],
  ['a bug', new TypeError('x is not a function'), 500, 'bug'],
])('%s: an answer without a stack', (_reason, error, status, code) => {
  const answer = answerTo(world.app, error, 'request-1')
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(JSON.stringify(answer)).not.toMatch(/at |TypeError|extend/)
})
