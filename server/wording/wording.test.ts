import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { isContractProcedure } from '@orpc/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { contract } from '../../contract/index.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { recordFile, storeUpload, storedPath } from '../platform/files.ts'
import { buildHttp } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { router } from '../router.ts'
import { saveWordList } from './save-list.ts'

/** Lists of the site: stop and warn, wherever a text comes in. */
let world: World
let http: FastifyInstance
let security: Actor
let reporter: Actor
beforeAll(async () => {
  world = await newWorld()
  security = await world.person('securityAdmin', '140000', { reach: 'subtree' })
  reporter = await world.person('reporter', '140105')
  const byName: Record<string, Actor> = { security, reporter, system: await world.person('systemAdmin', '140000') }
  http = await buildHttp(world.app, {
    router,
    recognise: async (_app: unknown, { bearer }: { bearer?: string }) =>
      byName[bearer ?? ''] && { actor: byName[bearer!]!, sessionId: null, first: null },
    webDir: undefined,
    behindTls: true,
  } as never)
  await world.as(security, (cx) => saveWordList(cx, { ...list, words: [{ word: '甲字工程', advice: '' }] }))
})
afterAll(async () => {
  await http.close()
  await world.close()
})

const list = { id: newId(), name: '本地拦截词', kind: 'sensitive', effect: 'stop', active: true, version: 0 } as const

async function call(who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
  const response = await http.inject({
    method,
    url: `/api${path}`,
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: response.statusCode, json: JSON.parse(response.body || '{}') as Record<string, unknown> }
}
const draft = (text: string, id = newId()) => ({ id, title: '工作情况', body: bodyFromText(text) })
const nothingOf = async (word: string) => {
  const rows = await world.db.selectFrom('revision').select('id').where('body_text', 'like', `%${word}%`).execute()
  return rows.length === 0
}

test('a text with a stop word is kept nowhere, and the attempt is reported without its words', async () => {
  const id = newId()
  const answer = await call('reporter', 'POST', '/submissions', draft('推进甲 字工程建设。', id))
  expect([answer.status, answer.json]).toMatchObject([
    422,
    { code: 'wording.stopped', data: { word: '甲字工程', list: '本地拦截词' } },
  ])
  expect(await nothingOf('字工程')).toBe(true)
  const reported = (await world.events(reporter.personId)).filter((event) => event.kind === 'wording.stopped')
  expect(reported).toMatchObject([{ data: { path: 'submissions.create', list: '本地拦截词' } }])
  expect(JSON.stringify(reported)).not.toContain('甲字工程')

  expect((await call('reporter', 'POST', '/submissions', draft('推进建设。', id))).status).toBe(200)
  const saved = await call('reporter', 'POST', `/submissions/${id}/text`, {
    title: '甲字工程',
    body: bodyFromText('推进。'),
    baseVersion: 1,
  })
  expect(saved.json['code']).toBe('wording.stopped')
})

/** Where words are not looked at on the way in: each has a reason in platform/api.ts. */
const unchecked = /^(identity|wording|catalogue|documents)\.|^submissions\.(create|saveText)$|^desk\.savePiece$/

function* acts(part: unknown, name: string[] = []): Generator<{ name: string; method: 'POST' | 'PUT'; path: string }> {
  if (!isContractProcedure(part)) {
    for (const [key, inner] of Object.entries(part as object)) yield* acts(inner, [...name, key])
    return
  }
  const { method, path } = part['~orpc'].route
  if (method !== 'GET') yield { name: name.join('.'), method: method as 'POST' | 'PUT', path: path! }
}

test('no act of any module takes a text with a stop word or a 密级 mark: no entry has to remember it', async () => {
  const all = [...acts(contract)]
  expect(all.length).toBeGreaterThan(100)
  for (const { name, method, path } of all)
    for (const [text, code] of [
      ['请抓紧推进甲字工程。', 'wording.stopped'],
      ['机密★1年', 'wording.secret_mark'],
    ] as const) {
      const answer = await call('reporter', method, path.replace(/\{\w+\}/g, newId()), { reasons: [{ text }] })
      if (unchecked.test(name)) expect.soft([name, answer.json['code']]).not.toEqual([name, code])
      else expect.soft([name, answer.status, answer.json['code']]).toEqual([name, 422, code])
    }
})

test('an imported file with a stop word is refused and its upload taken away', async () => {
  const upload = async (text: string) => {
    const stored = await storeUpload(world.app.dataDir, '情况.txt', Readable.from([Buffer.from(text)]))
    return world.as(reporter, (cx) => recordFile(cx, '情况.txt', stored))
  }
  const bad = '甲字工程进展顺利。'
  const file = await upload(bad)
  const path = storedPath(world.app.dataDir, createHash('sha256').update(bad).digest('hex'))
  expect(existsSync(path)).toBe(true)
  expect((await call('reporter', 'POST', '/documents/import', { fileId: file.id })).json['code']).toBe(
    'wording.stopped',
  )
  expect(existsSync(path)).toBe(false)
  expect((await call('reporter', 'POST', '/documents/import', { fileId: file.id })).status).toBe(404)
  const good = await upload('工程进展顺利。')
  expect((await call('reporter', 'POST', '/documents/import', { fileId: good.id })).status).toBe(200)
})

test('warn words keep nobody from saving: they are pointed out with the passage and the advice', async () => {
  const id = newId()
  expect((await call('reporter', 'POST', '/submissions', draft('截止目前，部暑到位。', id))).status).toBe(200)
  const { json } = await call('reporter', 'GET', `/submissions/${id}/readiness`)
  expect(json['words']).toMatchObject([
    { found: '截止目前', advice: '截至目前', effect: 'warn', inTitle: false },
    { found: '部暑', before: '截止目前，', advice: '部署' },
  ])
})

test('only the security administrator keeps the lists; a list somebody else saved meanwhile is not overwritten', async () => {
  for (const who of ['reporter', 'system']) {
    expect((await call(who, 'GET', '/wording/lists')).json['code'], who).toBe('not_permitted')
    const { id, ...rest } = list
    expect((await call(who, 'POST', `/wording/lists/${id}`, { ...rest, words: [] })).json['code']).toBe('not_permitted')
  }
  const { json } = await call('security', 'GET', '/wording/lists')
  expect((json['items'] as { name: string }[]).map((one) => one.name)).toContain('密级标志词')
  await expect(world.as(security, (cx) => saveWordList(cx, { ...list, words: [] }))).rejects.toMatchObject({
    code: 'stale',
  })
  await expect(
    world.as(security, (cx) => saveWordList(cx, { ...list, id: newId(), name: '敏感词', words: [] })),
  ).rejects.toMatchObject({ code: 'wording.name_taken' })
  expect((await world.events(list.id)).map((event) => event.data)).toEqual([
    { name: '本地拦截词', effect: 'stop', active: true, words: 1, added: 1, removed: 0 },
  ])
})

test('a list put aside stops nothing, at once', async () => {
  const words = [{ word: '乙字工程', advice: '' }]
  const second = { ...list, id: newId(), name: '第二张' }
  await world.as(security, (cx) => saveWordList(cx, { ...second, words }))
  expect((await call('reporter', 'POST', '/submissions', draft('乙字工程。'))).json['code']).toBe('wording.stopped')
  await world.as(security, (cx) => saveWordList(cx, { ...second, words, version: 1, active: false }))
  expect((await call('reporter', 'POST', '/submissions', draft('乙字工程。'))).status).toBe(200)
})
