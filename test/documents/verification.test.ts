import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extractText } from 'unpdf'
import { configurePrinting, stopPrinting, workbookRoute } from '../../server/documents/index.ts'
import { verify } from '../../server/documents/verify.ts'
import type { Actor } from '../../server/platform/access.ts'
import type { RequestContext } from '../../server/platform/api.ts'
import { runCommand } from '../../server/platform/command.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { issuePdfRoute } from '../../server/publications/index.ts'
import { newsroom } from '../../server/publications/situation.test-help.ts'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'

let world: World
let room: Awaited<ReturnType<typeof newsroom>>
let issueId: string
beforeAll(async () => {
  world = await newWorld()
  configurePrinting({ fontDirs: [], dataDir: world.app.dataDir })
  room = await newsroom(world)
  const { id } = await room.main()
  await world.db.updateTable('publication').set({ has_watermark: true }).where('id', '=', id).execute()
  issueId = (await room.release(await room.piece('全市工业经济运行情况'))).id
})
afterAll(async () => {
  stopPrinting()
  await world.close()
})

async function ask(actor: Actor | null, request: { method: 'GET' | 'POST'; url: string; payload?: object }) {
  const http = Fastify()
  http.setErrorHandler((error, _request, reply) =>
    reply
      .status(error instanceof Refusal ? 403 : 500)
      .send({ code: error instanceof Refusal ? error.code : String(error) }),
  )
  const context = async () => ({ actor, run: (work) => runCommand(world.app, actor!, work) }) as RequestContext
  issuePdfRoute(http, context)
  workbookRoute(http, context)
  const answer = await http.inject(request)
  await http.close()
  return answer
}
const download = async (actor: Actor, format: string) =>
  (await ask(actor, { method: 'GET', url: `/issues/${issueId}/${format}` })).rawPayload
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const check = (actor: Actor | null, input: { code?: string; sha256?: string }) =>
  world.asReader(actor ?? systemActor, (cx) => verify(cx, input, actor))
const codeOf = async () =>
  await world.db.selectFrom('issued_document').selectAll().where('owner_id', '=', issueId).executeTakeFirstOrThrow()

test('a paper carries a code; anybody learns number, day and state by it, and only its readers the title', async () => {
  const { text } = await extractText(new Uint8Array(await download(room.cast.leader, 'pdf')), { mergePages: true })
  const { code } = await codeOf()
  expect(code).toMatch(/^XZ-2026-0001-[A-HJ-NP-Z2-9]{4}$/u)
  expect(text).toContain(code)
  expect(await check(null, { code: code.toLowerCase().replaceAll('-', ' ') })).toEqual({
    found: true,
    code,
    numberLabel: '2026年第1期',
    issuedOn: '2026-03-02',
    state: 'valid',
    title: null,
    given: null,
  })
  expect(await check(room.cast.stranger, { code })).toMatchObject({ title: null })
  expect(await check(room.cast.leader, { code })).toMatchObject({
    title: expect.stringContaining('全市工业经济运行情况'),
  })
})

test.each([
  [
    'a code with one letter changed',
    async () => (await codeOf()).code.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A')),
  ],
  ['words', async () => '第12期'],
  ['nothing', async () => ''],
])('%s is not found', async (_reason, made) =>
  expect(await check(null, { code: await made() })).toEqual({ found: false }),
)

test('the stored PDF stays clean and the same; each download says in outlines who got it, and is known by its hash', async () => {
  const [leader, again] = [await download(room.cast.leader, 'pdf'), await download(room.cast.editor, 'pdf')]
  expect(hash(leader)).not.toBe(hash(again))
  const { clean_sha256 } = await codeOf()
  expect(hash(leader)).not.toBe(clean_sha256)
  const { text } = await extractText(new Uint8Array(leader), { mergePages: true })
  expect(text).not.toContain(room.cast.leader.name)
  expect(text).toContain('全市工业经济运行情况的正文')
  expect(await check(room.cast.editor, { sha256: hash(leader) })).toMatchObject({
    found: true,
    given: { reader: expect.stringContaining(room.cast.leader.name) },
  })
  expect(await check(null, { sha256: hash(leader) })).toMatchObject({ found: true, title: null, given: null })
  expect(await check(null, { sha256: clean_sha256! })).toMatchObject({ found: true })
  const altered = Buffer.concat([leader, Buffer.from('\n')])
  expect(await check(null, { sha256: hash(altered) })).toEqual({ found: false })
})

test('OFD carries the code and the watermark; Word is for the office itself', async () => {
  const ofd = unzipSync(await download(room.cast.leader, 'ofd'))
  const page = strFromU8(ofd['Doc_0/Pages/Page_0/Content.xml']!)
  expect(page).toContain(room.cast.leader.name)
  expect(page).toContain('Alpha="41"')
  expect(Object.keys(unzipSync(await download(room.cast.editor, 'docx')))).toContain('word/document.xml')
  expect((await ask(room.cast.leader, { method: 'GET', url: `/issues/${issueId}/docx` })).json()).toEqual({
    code: 'not_permitted',
  })
})

test('any list becomes an Excel file, and that it was taken along is recorded', async () => {
  const payload = {
    title: '刊期',
    subtitle: '共1条',
    columns: [{ label: '期号' }, { label: '篇数', format: 'integer' }],
    rows: [['2026年第1期', 1]],
  }
  const answer = await ask(room.cast.editor, { method: 'POST', url: '/workbook', payload })
  expect(Object.keys(unzipSync(answer.rawPayload))).toContain('xl/workbook.xml')
  expect((await world.events(room.cast.editor.personId)).map((event) => event.kind)).toContain('table.exported')
  expect((await ask(null, { method: 'POST', url: '/workbook', payload })).json()).toEqual({ code: 'not_signed_in' })
  expect((await ask(room.cast.editor, { method: 'POST', url: '/workbook', payload: { title: '' } })).json()).toEqual({
    code: 'bad_input',
  })
})

test('when the issue is voided, its paper says so to whoever checks it', async () => {
  const { code } = await codeOf()
  await room.as(room.cast.signer).publications.void({ id: issueId, reasonCode: 'error', reasonText: '数据有误' })
  expect(await check(null, { code })).toMatchObject({ found: true, state: 'withdrawn' })
})
