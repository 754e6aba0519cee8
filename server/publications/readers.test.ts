import Fastify from 'fastify'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Body } from '../../contract/body.ts'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { piecePdfRoute } from '../desk/index.ts'
import { stopPrinting } from '../documents/index.ts'
import type { InsideClient } from '../inside-client.ts'
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

type Publications = InsideClient['publications']

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

test('issues go to units and people named for them too; who has not read is reminded once a day', async () => {
  const { id } = await room.draft(await room.piece('定向的一期'))
  const editor = room.as(room.cast.editor).publications
  const { version } = await editor.issue({ id })
  const scoped = await editor.setScope({
    id,
    version,
    tierIds: [],
    personIds: [room.cast.stranger.personId],
    unitIds: [world.unit('140106').id],
  })
  expect([scoped.recipientCount, scoped.people[0]!.id]).toEqual([2, room.cast.stranger.personId])
  await editor.setSummary({ id, version: scoped.version, summary: '要点一句。' })
  await editor.preRelease({ id })
  const signed = await room.as(room.cast.signer).publications.sign({
    id,
    version: (await editor.issue({ id })).version,
  })
  await room.as(room.cast.chief).publications.release({ id: signed.id })
  const stranger = room.as(room.cast.stranger)
  expect((await stranger.publications.readingList({ limit: 5 })).items[0]).toMatchObject({ id, summary: '要点一句。' })
  await expect(room.as(room.cast.leader).publications.openIssue({ id })).rejects.toMatchObject({ code: 'not_found' })

  expect(await editor.urge({ id })).toEqual({ people: 1, units: 1 })
  expect((await stranger.home.notices({ limit: 5 })).items[0]).toMatchObject({ kind: 'issue.urged', subjectId: id })
  await expect(editor.urge({ id })).rejects.toMatchObject({ code: 'issue.urged_today' })
  await stranger.publications.openIssue({ id })
  const reading = await editor.reading({ id })
  expect(reading.tiers).toMatchObject([{ tierName: '定向', addedLater: false }])
  expect([reading.read, reading.recipients]).toEqual([1, 2])
})

test('份号: numbers in order, one to each holder, returned, missing, found again, destroyed; the number stands on the print', async () => {
  const { id } = await room.release(await room.piece('编号印发'))
  const editor = room.as(room.cast.editor).publications
  const { leader, stranger } = room.cast
  const made = await editor.numberCopies({ id, count: 2 })
  expect((await editor.numberCopies({ id, count: 1 })).items.map((copy) => copy.mark)).toEqual([
    '000001',
    '000002',
    '000003',
  ])
  const given = await editor.giveCopies({ id, personIds: [leader.personId], unitIds: [world.unit('140106').id] })
  expect(given.items.map((copy) => copy.holder)).toEqual([leader.name, world.unit('140106').name, null])
  await expect(
    editor.giveCopies({ id, personIds: [leader.personId, stranger.personId], unitIds: [] }),
  ).rejects.toMatchObject({ code: 'copy.none_free', data: { free: 1, wanted: 2 } })
  const [first, second, third] = made.items.concat(given.items[2]!).map((copy) => copy.id)
  const settle = (copyIds: string[], settlement: 'takeBack' | 'reportMissing' | 'destroy') =>
    editor.settleCopies({ id, copyIds, settlement, note: '' })
  await expect(settle([first!, third!], 'takeBack')).rejects.toMatchObject({
    code: 'copy.wrong_status',
    data: { mark: '000003' },
  })
  await settle([second!], 'reportMissing')
  await settle([first!, second!], 'takeBack')
  const end = await settle([second!, third!], 'destroy')
  expect(end.items.map((copy) => copy.status)).toEqual(['returned', 'destroyed', 'destroyed'])

  await editor.giveCopies({ id, personIds: [leader.personId], unitIds: [] })
  const print = await printed(room.cast.editor, first!, 'issue-copies')
  const { text } = await extractText(new Uint8Array(print.rawPayload), { mergePages: true })
  expect(text).toContain('000001')
  expect(text).toContain('共印3份')
  expect((await printed(leader, first!, 'issue-copies')).json()).toEqual({ code: 'not_found' })
  expect((await printed(room.cast.editor, third!, 'issue-copies')).json()).toEqual({ code: 'copy.wrong_status' })
  const { items } = await editor.copyRegister({ limit: 50, status: ['held'], search: leader.name })
  expect(items).toMatchObject([{ mark: '000001', printedTimes: 1, issueName: expect.stringContaining('第') }])
  await expect(room.as(stranger).publications.copies({ id })).rejects.toMatchObject({ code: 'not_found' })
}, 60_000)

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

test('what was written under a classification that is not offered any more is printed with its name', async () => {
  const id = await room.piece('定密目录调整前的稿件')
  const offer = (active: boolean) =>
    world.db.updateTable('catalogue_entry').set({ active }).where('list', '=', 'classification').execute()
  await offer(false)
  try {
    expect((await printed(room.cast.editor, id, 'pieces')).body.slice(0, 5)).toBe('%PDF-')
  } finally {
    await offer(true)
  }
}, 60_000)

/** GET /issues/:id/pdf, or another paper, as this person. */
async function printed(actor: Actor, id: string, under = 'issues') {
  const http = Fastify()
  http.setErrorHandler((error, _request, reply) =>
    reply.status(404).send({ code: error instanceof Refusal ? error.code : String(error) }),
  )
  for (const route of [issuePdfRoute, piecePdfRoute])
    route(http, async () => ({ run: (work) => runCommand(world.app, actor, work) }) as RequestContext)
  const answer = await http.inject({ method: 'GET', url: `/${under}/${id}/pdf` })
  await http.close()
  return answer
}

test('a recalled issue and its correction name each other, to the office at once and to readers once it is released', async () => {
  const [editor, chief, leader] = [room.cast.editor, room.cast.chief, room.cast.leader].map(
    (actor) => room.as(actor).publications,
  ) as [Publications, Publications, Publications]
  const recalled = await room.release(await room.piece('数字写错的一期'))
  await expect(editor.correctIssue({ id: recalled.id, correctionId: newId() })).rejects.toMatchObject({
    code: 'issue.wrong_status',
  })
  const { label } = await room
    .as(room.cast.signer)
    .publications.void({ id: recalled.id, reasonCode: 'error', reasonText: '数字写错' })
  const { id } = await editor.correctIssue({ id: recalled.id, correctionId: newId() })
  expect(await editor.issue({ id })).toMatchObject({
    status: 'draft',
    corrects: { id: recalled.id, label, status: 'voided' },
    tiers: recalled.tiers,
  })
  const asked = await editor.issue({ id: recalled.id })
  expect(asked).toMatchObject({ correctedBy: { id, status: 'draft' } })
  expect(asked.actions).not.toContain('correct')
  await expect(editor.correctIssue({ id: recalled.id, correctionId: newId() })).rejects.toMatchObject({
    code: 'issue.corrected_already',
  })
  expect((await leader.openIssue({ id: recalled.id })).correctedBy).toBeNull()

  const adoptionId = await room.adopt(await room.piece('数字改对的一期'))
  const { version, columns } = await editor.issue({ id })
  await editor.arrange({ id, version, columns: [{ columnId: columns[0]!.id, adoptionIds: [adoptionId] }] })
  const ready = await editor.preRelease({ id })
  const signed = await room.as(room.cast.signer).publications.sign({ id, version: ready.version })
  await chief.release({ id })
  expect((await leader.openIssue({ id: recalled.id })).correctedBy).toEqual({
    id,
    label: signed.label,
    status: 'released',
  })
  expect((await leader.openIssue({ id })).corrects).toEqual({ id: recalled.id, label, status: 'voided' })
})
