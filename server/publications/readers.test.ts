import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Body } from '../../contract/body.ts'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { stopPrinting } from '../documents/index.ts'
import type { Actor } from '../platform/access.ts'
import type { RequestContext } from '../platform/api.ts'
import { runCommand } from '../platform/command.ts'
import { mayRead, recordFile } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { issuePdfRoute } from './index.ts'
import { newsroom } from './situation.test-help.ts'

let world: World
let room: Awaited<ReturnType<typeof newsroom>>

beforeAll(async () => {
  world = await newWorld()
  room = await newsroom(world)
})
afterAll(async () => {
  stopPrinting()
  await world.close()
})

test('a reader sees the pictures of an issue from its release on, and nobody outside its tiers does', async () => {
  const { editor, leader, stranger } = room.cast
  const picture = await world.as(editor, (cx) =>
    recordFile(cx, '图.png', { sha256: newId(), size: 3, mediaType: 'image/png' }),
  )
  const { content } = bodyFromText('见下图。')
  const body: Body = {
    type: 'doc',
    content: [...content, { type: 'image', attrs: { fileId: picture.id, caption: '现场', width: 80 } }],
  }
  const signed = await room.sign(await room.piece('有图的一件', body))
  const seenBy = (actor: Actor) => world.asReader(actor, (cx) => mayRead(cx, picture.id))
  expect(await seenBy(leader)).toBe(false)
  await room.as(room.cast.chief).publications.release({ id: signed.id })
  expect([await seenBy(leader), await seenBy(stranger)]).toEqual([true, false])
})

test('what is unread stands apart from what was read; an issue voided unread counts as neither new nor lost', async () => {
  const [first, second, third] = [
    await room.release(await room.piece('先读的')),
    await room.release(await room.piece('未读的')),
    await room.release(await room.piece('作废的')),
  ]
  const leader = room.as(room.cast.leader).publications
  await leader.openIssue({ id: first.id })
  await room.as(room.cast.signer).publications.void({ id: third.id, reasonCode: 'error', reasonText: '数据有误' })
  const ids = async (unread: boolean) =>
    (await leader.readingList({ limit: 200, unread })).items.map((issue) => issue.id)
  expect(await ids(true)).toContain(second.id)
  expect(await ids(true)).not.toEqual(expect.arrayContaining([first.id]))
  expect(await ids(true)).not.toEqual(expect.arrayContaining([third.id]))
  expect(await ids(false)).toEqual(expect.arrayContaining([first.id, third.id]))
  expect(await leader.openIssue({ id: third.id })).toMatchObject({
    status: 'voided',
    voidReason: '内容有误：数据有误',
    columns: [],
  })
  const row = (await leader.readingList({ limit: 200 })).items.find((issue) => issue.id === third.id)
  expect(row).toMatchObject({ status: 'voided', titles: [], entryCount: 0 })
  expect((await leader.readingList({ limit: 50, search: '作废的' })).items).toEqual([])
  expect((await printed(room.cast.leader, third.id)).json()).toEqual({ code: 'issue.voided' })
})

test('each reading is counted, the first is kept, and the way to the issues beside it is shown', async () => {
  const [older, newer] = [
    await room.release(await room.piece('前一期')),
    await room.release(await room.piece('后一期')),
  ]
  const leader = room.as(room.cast.leader).publications
  const once = await leader.openIssue({ id: older.id })
  world.setClock('2026-03-02T03:00:00.000Z')
  const again = await leader.openIssue({ id: older.id })
  expect([again.firstReadAt, again.nextId]).toEqual([once.firstReadAt, newer.id])
  const lines = (await room.as(room.cast.editor).publications.reading({ id: older.id })).tiers.flatMap(
    (tier) => tier.lines,
  )
  expect(lines.find((line) => line.name === room.cast.leader.name)?.times).toBe(2)
  expect((await leader.readingList({ limit: 50, search: '前一' })).items.map((issue) => issue.id)).toEqual([older.id])
  expect((await leader.readingList({ limit: 50, search: '%' })).items).toEqual([])
})

test('on paper: an editor prints the draft, a reader what was released, a stranger nothing; each printing leaves its event', async () => {
  const draft = await room.draft(await room.piece('草稿也能印'))
  const released = await room.release(await room.piece('印给读者'))
  expect((await printed(room.cast.editor, draft.id)).body.slice(0, 5)).toBe('%PDF-')
  const paper = await printed(room.cast.leader, released.id)
  expect([paper.statusCode, paper.headers['content-type'], paper.headers['cache-control']]).toEqual([
    200,
    'application/pdf',
    'private, no-store',
  ])
  expect((await printed(room.cast.leader, draft.id)).json()).toEqual({ code: 'not_found' })
  expect((await printed(room.cast.stranger, released.id)).json()).toEqual({ code: 'not_found' })
  expect((await printed(room.cast.leader, 'x')).json()).toEqual({ code: 'not_found' })
  expect((await world.events(released.id)).filter((event) => event.kind === 'issue.printed')).toHaveLength(1)
}, 60_000)

/** GET /issues/:id/pdf as this person. */
async function printed(actor: Actor, id: string) {
  const http = Fastify()
  http.setErrorHandler((error, _request, reply) =>
    reply.status(404).send({ code: error instanceof Refusal ? error.code : String(error) }),
  )
  issuePdfRoute(http, async () => ({ run: (work) => runCommand(world.app, actor, work) }) as RequestContext)
  const answer = await http.inject({ method: 'GET', url: `/issues/${id}/pdf` })
  await http.close()
  return answer
}
