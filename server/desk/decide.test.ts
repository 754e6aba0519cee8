import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { archive } from './archive.ts'
import { backEntry } from './back-entry.ts'
import { batch } from './batch.ts'
import { comment } from './comment.ts'
import { decline } from './decline.ts'
import { holdBack } from './hold-back.ts'
import { openHandling } from './open.ts'
import { receive } from './receive.ts'
import { reject } from './reject.ts'
import { reopen } from './reopen.ts'
import { share } from './share.ts'
import { getHandling } from './show-handling.ts'
import { shortlist, unshortlist } from './shortlist.ts'
import { startEditing } from './start-editing.ts'
import { deskWorld } from './testing.ts'

let world: World
let desk: Awaited<ReturnType<typeof deskWorld>>
let editor: Actor
let colleague: Actor
beforeAll(async () => {
  world = await newWorld()
  desk = await deskWorld(world)
  editor = await world.person('editor', '140100', { name: '张编辑' })
  colleague = await world.person('editor', '140100', { name: '李编辑' })
})
afterAll(() => world.close())

const received = async () => {
  const id = await desk.arrive()
  await world.as(editor, (cx) => receive(cx, { id }))
  return id
}

describe('签收', () => {
  test('the first opening by an editor is the receipt: time and name, and the unit is told', async () => {
    const id = await desk.arrive()
    const opened = await world.as(editor, (cx) => openHandling(cx, { id }))
    expect(opened).toMatchObject({
      status: 'received',
      receivedByName: '张编辑',
      receivedAt: '2026-03-02T01:00:00.000Z',
      dueAt: '2026-03-05T01:00:00.000Z',
      unread: false,
    })
    expect(await desk.told(id)).toMatchObject([
      { stage: 'received', byName: '张编辑', officeName: '太原市人民政府办公室' },
    ])
  })
  test('a colleague who opens it later changes nothing, and has an own read mark', async () => {
    const id = await desk.arrive()
    await world.as(editor, (cx) => openHandling(cx, { id }))
    expect(await world.asReader(colleague, (cx) => getHandling(cx, { id }))).toMatchObject({ unread: true })
    expect(await world.as(colleague, (cx) => openHandling(cx, { id }))).toMatchObject({
      receivedByName: '张编辑',
      unread: false,
    })
    expect(await desk.stages(id)).toEqual(['received'])
  })
  test('reading without opening is no receipt', async () => {
    const id = await desk.arrive()
    expect(await world.asReader(editor, (cx) => getHandling(cx, { id }))).toMatchObject({
      status: 'arrived',
      unread: true,
    })
  })
  test('nobody receives twice', async () => {
    const id = await received()
    await expect(world.as(colleague, (cx) => receive(cx, { id }))).rejects.toMatchObject({
      code: 'handling.wrong_state',
      data: { status: 'received', action: 'receive' },
    })
  })
  test('an editor of another city does not see it; a reporter of this one may not', async () => {
    const id = await desk.arrive()
    const elsewhere = await world.person('editor', '140200')
    await expect(world.as(elsewhere, (cx) => openHandling(cx, { id }))).rejects.toMatchObject({ code: 'not_found' })
    const reporter = await world.person('reporter', '140100')
    await expect(world.as(reporter, (cx) => receive(cx, { id }))).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('预采用 and back: the unit is told of both', async () => {
  const id = await received()
  expect(await world.as(editor, (cx) => shortlist(cx, { id }))).toMatchObject({ status: 'shortlisted' })
  expect(await world.as(editor, (cx) => unshortlist(cx, { id }))).toMatchObject({ status: 'received' })
  expect(await desk.stages(id)).toEqual(['received', 'shortlisted', 'unshortlisted'])
})

test('退稿: the unit learns who, why, what to do better and whether it may send again', async () => {
  const id = await received()
  await world.as(editor, (cx) =>
    reject(cx, { id, reasonCode: 'thin', reasonText: '没有数据支撑', advice: '请补充同比数据', mayResend: true }),
  )
  expect((await desk.told(id)).at(-1)).toMatchObject({
    stage: 'rejected',
    byName: '张编辑',
    reasonName: '内容空泛、缺乏数据',
    reasonText: '没有数据支撑',
    advice: '请补充同比数据',
    mayResend: true,
  })
  expect(await world.asReader(editor, (cx) => getHandling(cx, { id }))).toMatchObject({
    status: 'rejected',
    dueAt: null,
    decidedByName: '张编辑',
    actions: ['comment', 'share'],
  })
})
test('a reason that is not in the list is refused and nothing moves', async () => {
  const id = await received()
  await expect(
    world.as(editor, (cx) =>
      reject(cx, { id, reasonCode: 'mood', reasonText: '不想用', advice: '', mayResend: false }),
    ),
  ).rejects.toMatchObject({ code: 'catalogue.unknown_value' })
  expect(await desk.status(id)).toBe('received')
})
test('an item in a piece is not rejected by the way: the sentence names the piece', async () => {
  const id = await received()
  const { pieceId } = await world.as(editor, (cx) => startEditing(cx, { id }))
  await expect(
    world.as(colleague, (cx) =>
      reject(cx, { id, reasonCode: 'thin', reasonText: '无数据', advice: '', mayResend: true }),
    ),
  ).rejects.toMatchObject({ code: 'handling.in_piece', data: { pieceId, editorName: '张编辑' } })
})

test.each([
  [
    '不采用',
    (id: string) => world.as(editor, (cx) => decline(cx, { id, reasonCode: 'similar', reasonText: '' })),
    'declined',
    '已有同题信息采用',
  ],
  [
    '留用',
    (id: string) => world.as(editor, (cx) => holdBack(cx, { id, reasonCode: 'merge', reasonText: '' })),
    'heldBack',
    '待与同类信息综合',
  ],
  ['存稿', (id: string) => world.as(editor, (cx) => archive(cx, { id })), 'archived', undefined],
])('%s tells the reason, ends the wait, and can be taken up again', async (_act, decide, status, reasonName) => {
  const id = await received()
  await decide(id)
  expect(await desk.status(id)).toBe(status)
  expect((await desk.told(id)).at(-1)).toMatchObject({ stage: status, ...(reasonName ? { reasonName } : {}) })
  expect(await world.as(colleague, (cx) => reopen(cx, { id }))).toMatchObject({ status: 'received' })
  expect(await world.asReader(editor, (cx) => getHandling(cx, { id }))).toMatchObject({
    reasonCode: null,
    decidedAt: null,
  })
})

describe('点评 and 共享', () => {
  test('a comment for the unit is a letter, one for colleagues is not', async () => {
    const id = await received()
    await world.as(editor, (cx) => comment(cx, { id, text: '选题好，数据再实一些', forSource: true }))
    await world.as(colleague, (cx) => comment(cx, { id, text: '可与迎泽的合并', forSource: false }))
    const letters = await world.db
      .selectFrom('letter')
      .innerJoin('handling', 'handling.submission_id', 'letter.object_id')
      .select('letter.body')
      .where('handling.id', '=', id)
      .where('kind', '=', 'item.comment')
      .execute()
    expect(letters.map((letter) => letter.body)).toMatchObject([{ text: '选题好，数据再实一些', authorName: '张编辑' }])
    expect(
      (await world.asReader(editor, (cx) => getHandling(cx, { id }))).comments.map((line) => [
        line.text,
        line.forSource,
      ]),
    ).toEqual([
      ['选题好，数据再实一些', true],
      ['可与迎泽的合并', false],
    ])
  })
  test('a comment before the receipt is refused', async () => {
    const id = await desk.arrive()
    await expect(world.as(editor, (cx) => comment(cx, { id, text: '好', forSource: true }))).rejects.toMatchObject({
      code: 'handling.wrong_state',
    })
  })
  test('sharing is recorded with its ground, told once, and ends', async () => {
    const id = await received()
    await world.as(editor, (cx) => share(cx, { id, shared: true, ground: '不涉密，经复审' }))
    await world.as(editor, (cx) => share(cx, { id, shared: true, ground: '再点一次' }))
    await world.as(editor, (cx) => share(cx, { id, shared: false, ground: '' }))
    expect(await desk.stages(id)).toEqual(['received', 'shared'])
    expect((await world.events(id)).slice(-2)).toEqual([
      { kind: 'handling.shared', data: expect.objectContaining({ ground: '不涉密，经复审' }) },
      { kind: 'handling.unshared', data: expect.anything() },
    ])
  })
})

describe('补录', () => {
  const entry = () => ({
    id: newId(),
    officeId: world.unit('140100').id,
    channel: 'phone',
    sourceUnitId: world.unit('140106').id as string | null,
    sourceUnitName: '',
    title: '迎泽区电话报告',
    body: bodyFromText('接电话报告：……'),
    categoryCode: null,
    urgencyCode: 'urgent',
    classificationCode: 'internal',
    authorName: '值班员',
    authorPhone: '',
    fileIds: [],
  })
  test('it is received at once, marked with its road and who recorded it, and no letter goes out', async () => {
    const { id } = await world.as(editor, (cx) => backEntry(cx, entry()))
    expect(await world.asReader(editor, (cx) => getHandling(cx, { id }))).toMatchObject({
      status: 'received',
      channel: 'phone',
      sourceUnitName: '迎泽区人民政府办公室',
      recordedByName: '张编辑',
      submissionId: null,
      signOff: null,
      text: { digest: expect.any(String) },
    })
    await world.as(editor, (cx) => shortlist(cx, { id }))
    await world.as(editor, (cx) => comment(cx, { id, text: '请值班室补书面材料', forSource: true }))
    expect(await world.db.selectFrom('letter').select('id').where('object_id', '=', id).execute()).toEqual([])
  })
  test('saved twice because the first answer got lost, it is one item', async () => {
    const twice = entry()
    await world.as(editor, (cx) => backEntry(cx, twice))
    expect(await world.as(editor, (cx) => backEntry(cx, twice))).toMatchObject({ id: twice.id, status: 'received' })
    expect((await world.events(twice.id)).map((event) => event.kind)).toEqual(['handling.back_entered'])
    await expect(world.as(colleague, (cx) => backEntry(cx, twice))).rejects.toMatchObject({ code: 'not_permitted' })
  })
  test('a unit that is not in the tree is named freely; without any name it is refused', async () => {
    const { id } = await world.as(editor, (cx) =>
      backEntry(cx, { ...entry(), sourceUnitId: null, sourceUnitName: '某商会' }),
    )
    expect(await world.asReader(editor, (cx) => getHandling(cx, { id }))).toMatchObject({
      sourceUnitName: '某商会',
      sourceUnitId: null,
    })
    await expect(
      world.as(editor, (cx) => backEntry(cx, { ...entry(), sourceUnitId: null, sourceUnitName: ' ' })),
    ).rejects.toMatchObject({ code: 'handling.source_missing' })
  })
  test('what carries a secrecy mark is stopped', async () => {
    await expect(world.as(editor, (cx) => backEntry(cx, { ...entry(), title: '秘密★ 情况' }))).rejects.toMatchObject({
      code: 'handling.secrecy_mark',
      data: { mark: '秘密★' },
    })
  })
  test('only editors of that office', async () => {
    const reporter = await world.person('reporter', '140100')
    await expect(world.as(reporter, (cx) => backEntry(cx, entry()))).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('批量处理: each row has its own answer; a refusal stops nothing', async () => {
  const fresh = [await desk.arrive(), await desk.arrive()]
  const already = await received()
  const run = <T>(work: Parameters<typeof runCommand<T>>[2]) => runCommand(world.app, editor, work)
  const report = await batch(run, {
    action: 'receive',
    ids: [fresh[0]!, already, newId(), fresh[1]!, fresh[0]!],
    reasonText: '',
    advice: '',
    mayResend: false,
  })
  expect(report).toMatchObject({
    done: 2,
    rows: [{ ok: true }, { ok: false, code: 'handling.wrong_state' }, { ok: false, code: 'not_found' }, { ok: true }],
  })
  expect(await Promise.all(fresh.map(desk.status))).toEqual(['received', 'received'])
  await expect(
    batch(run, { action: 'reject', ids: fresh, reasonCode: 'thin', reasonText: '', advice: '', mayResend: true }),
  ).rejects.toMatchObject({ code: 'bad_input' })
})

test('续报 stands in one thread with its first report', async () => {
  const submissionId = newId()
  const first = await desk.arrive({ submissionId, title: '某地暴雨情况' })
  const second = await desk.arrive({
    title: '某地暴雨情况（续报一）',
    change: { followUpOf: submissionId, followUpNumber: 1 },
  })
  const thread = [
    { id: first, followUpNumber: null },
    { id: second, followUpNumber: 1 },
  ]
  expect((await world.asReader(editor, (cx) => getHandling(cx, { id: first }))).thread).toMatchObject(thread)
  expect((await world.asReader(editor, (cx) => getHandling(cx, { id: second }))).thread).toMatchObject(thread)
})
