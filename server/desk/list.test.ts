import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { hangFiles, mayRead, recordFile } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { groupInbox } from './inbox-groups.ts'
import { dropView, listViews, saveView } from './inbox-views.ts'
import { countInbox, listInbox, listSourceUnits } from './list-inbox.ts'
import type { InboxQuery } from './inbox-query.ts'
import { listPieces } from './list-pieces.ts'
import { openHandling } from './open.ts'
import { receive } from './receive.ts'
import { savePiece } from './save-piece.ts'
import { getShared, listShared } from './shared.ts'
import { share as shareItem } from './share.ts'
import { shortlist } from './shortlist.ts'
import { startEditing } from './start-editing.ts'
import { submitForSecondReview } from './submit-for-second-review.ts'
import { deskTasks } from './tasks.ts'
import { deskWorld } from './testing.ts'

let world: World
let desk: Awaited<ReturnType<typeof deskWorld>>
let editor: Actor
let chief: Actor
const ids: string[] = []
beforeAll(async () => {
  world = await newWorld()
  desk = await deskWorld(world)
  editor = await world.person('editor', '140100')
  chief = await world.person('chiefEditor', '140100')
  const arrivals = [
    { title: '暴雨险情初报', change: { urgencyCode: 'flash' } },
    { title: '春耕备耕进展', change: { categoryCode: 'newSituation' } },
    { title: '就业100%覆盖', from: '140106' as const },
    { title: '营商环境调研', change: { urgencyCode: 'urgent' } },
    { title: '企业用工情况' },
  ]
  for (const [i, arrival] of arrivals.entries()) {
    world.setClock(`2026-03-0${i + 1}T01:00:00.000Z`)
    ids.push(await desk.arrive(arrival))
  }
  await desk.arrive({ from: '140100', to: '140000', title: '太原报省' })
  world.setClock('2026-03-06T01:00:00.000Z')
  await world.as(editor, (cx) => openHandling(cx, { id: ids[0]! }))
  await world.as(editor, async (cx) => {
    await receive(cx, { id: ids[1]! })
    await shortlist(cx, { id: ids[1]! })
  })
})
afterAll(() => world.close())

const list = (query: Partial<InboxQuery> = {}, actor = editor) =>
  world.asReader(actor, (cx) => listInbox(cx, { limit: 50, group: 'all', unread: false, sort: 'arrived', ...query }))
const titles = async (query: Partial<InboxQuery> = {}) => (await list(query)).items.map((row) => row.title.slice(0, 4))

describe('分组与常用视图', () => {
  const grouped = async (by: 'topic' | 'unit' | 'urgency' | 'similar', actor = editor) =>
    (await world.asReader(actor, (cx) => groupInbox(cx, { group: 'all', by }))).items
  test('by unit, urgency, topic; only what this office received', async () => {
    expect((await grouped('unit')).map(({ label, count }) => [label.slice(0, 3), count])).toEqual([
      ['小店区', 4],
      ['迎泽区', 1],
    ])
    expect((await grouped('urgency')).map(({ key, count }) => [key, count])).toEqual([
      ['normal', 3],
      ['flash', 1],
      ['urgent', 1],
    ])
    expect(await grouped('topic')).toEqual([{ key: '就业', label: '就业', count: 5 }])
    expect(await titles({ topic: '就业', urgency: ['flash'] })).toEqual(['暴雨险情'])
  })
  test('nothing alike makes no group', async () => expect(await grouped('similar')).toEqual([]))
  test('a view is a person’s own; the same name replaces it', async () => {
    const save = (actor: Actor, name: string, ask: string) => world.as(actor, (cx) => saveView(cx, { name, ask }))
    await save(editor, '特急', 'urgency=flash')
    const { items } = await save(editor, '特急', 'urgency=flash,urgent')
    expect(items).toMatchObject([{ name: '特急', ask: 'urgency=flash,urgent' }])
    expect((await world.asReader(chief, (cx) => listViews(cx))).items).toEqual([])
    await world.as(chief, (cx) => dropView(cx, { id: items[0]!.id }))
    expect((await world.asReader(editor, (cx) => listViews(cx))).items).toHaveLength(1)
    expect((await world.as(editor, (cx) => dropView(cx, { id: items[0]!.id }))).items).toEqual([])
  })
})

describe('inbox', () => {
  test.each<[string, Partial<InboxQuery>, string[]]>([
    ['newest first', {}, ['企业用工', '营商环境', '就业10', '春耕备耕', '暴雨险情']],
    ['待签收', { group: 'toReceive' }, ['企业用工', '营商环境', '就业10']],
    ['待处理', { group: 'toHandle' }, ['暴雨险情']],
    ['预采用', { group: 'shortlisted' }, ['春耕备耕']],
    ['留用: none', { group: 'heldBack' }, []],
    [
      'by urgency, oldest of the same first',
      { sort: 'urgency' },
      ['暴雨险情', '营商环境', '春耕备耕', '就业10', '企业用工'],
    ],
    ['by deadline', { sort: 'due' }, ['就业10', '营商环境', '企业用工', '暴雨险情', '春耕备耕']],
    ['unread by me', { unread: true }, ['企业用工', '营商环境', '就业10', '春耕备耕']],
    ['of several urgencies', { urgency: ['flash', 'urgent'] }, ['营商环境', '暴雨险情']],
    ['of a category', { category: ['newSituation'] }, ['春耕备耕']],
    ['between two days, both included', { arrivedFrom: '2026-03-02', arrivedTo: '2026-03-03' }, ['就业10', '春耕备耕']],
    ['search in the title', { search: '用工' }, ['企业用工']],
    ['search in the unit', { search: '迎泽' }, ['就业10']],
    ['a per cent sign is a character', { search: '100%' }, ['就业10']],
    ['an underscore too', { search: '1_0' }, []],
    ['a blank search asks nothing', { search: '  ', group: 'shortlisted' }, ['春耕备耕']],
  ])('%s', async (_reason, query, expected) => expect(await titles(query)).toEqual(expected))

  test('of a unit and what stands below it', async () => {
    expect(await titles({ unitId: world.unit('140106').id })).toEqual(['就业10'])
    expect(await titles({ unitId: world.unit('140100').id })).toHaveLength(5)
  })
  test.each(['arrived', 'due', 'urgency'] as const)('pages by %s join without gap or repetition', async (sort) => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ sort, limit: 2, cursor })
      expect(page.total).toBe(cursor === undefined ? 5 : null)
      seen.push(...page.items.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual((await list({ sort })).items.map((row) => row.id))
  })
  test('a row says what may be done and whether I opened it', async () => {
    const rows = (await list()).items
    expect(rows.at(-1)).toMatchObject({
      unread: false,
      status: 'received',
      actions: expect.arrayContaining(['shortlist', 'edit', 'reject']),
    })
    expect(rows[0]).toMatchObject({ unread: true, status: 'arrived', actions: ['receive'] })
  })
  test('each office sees its own; a reporter sees none; a province editor with the subtree sees both', async () => {
    expect((await list({}, await world.person('editor', '140200'))).items).toEqual([])
    expect((await list({}, await world.person('reporter', '140100'))).items).toEqual([])
    expect((await list({}, await world.person('editor', '140000', { reach: 'subtree' }))).items).toHaveLength(6)
  })
  test('counts by tab, and the units that sent something', async () => {
    expect(await world.asReader(editor, (cx) => countInbox(cx, {}))).toEqual({
      groups: [
        { group: 'toReceive', count: 3, capped: false },
        { group: 'toHandle', count: 1, capped: false },
        { group: 'shortlisted', count: 1, capped: false },
        { group: 'editing', count: 0, capped: false },
        { group: 'heldBack', count: 0, capped: false },
      ],
      unread: 4,
    })
    expect((await world.asReader(editor, (cx) => listSourceUnits(cx, {}))).items.map((unit) => unit.name)).toEqual([
      '小店区人民政府办公室',
      '迎泽区人民政府办公室',
    ])
  })
})

test('tasks by deadline, and pieces in their list', async () => {
  const id = await desk.arrive({ title: '待编' })
  await world.as(editor, (cx) => receive(cx, { id }))
  const { pieceId } = await world.as(editor, (cx) => startEditing(cx, { id }))
  const tasks = await world.asReader(editor, (cx) => deskTasks(cx))
  expect(tasks.map((group) => [group.kind, group.count])).toEqual([
    ['handling.toReceive', 3],
    ['handling.toDecide', 2],
    ['piece.mine', 1],
  ])
  expect(tasks[0]!.items.map((task) => task.dueAt)).toEqual(tasks[0]!.items.map((task) => task.dueAt).toSorted())
  await world.as(editor, (cx) =>
    submitForSecondReview(cx, { id: pieceId, baseVersion: 1, publicationId: null, columnId: null }),
  )
  expect((await world.asReader(chief, (cx) => deskTasks(cx))).map((group) => [group.kind, group.count])).toContainEqual(
    ['piece.toReview', 1],
  )
  expect(await world.asReader(await world.person('reporter', '140100'), (cx) => deskTasks(cx))).toEqual([])

  const pieces = (actor: Actor, query: Partial<Parameters<typeof listPieces>[1]> = {}) =>
    world.asReader(actor, (cx) => listPieces(cx, { limit: 50, mine: false, ...query }))
  expect((await pieces(chief)).items).toMatchObject([
    {
      id: pieceId,
      status: 'inSecondReview',
      unitNames: ['小店区人民政府办公室'],
      actions: expect.arrayContaining(['sendBack', 'adopt']),
    },
  ])
  expect((await pieces(chief, { mine: true })).items).toEqual([])
  expect((await pieces(editor, { mine: true, search: '待编', status: ['inSecondReview'] })).total).toBe(1)
  expect((await pieces(editor, { search: '没有' })).items).toEqual([])
})

test('files of an item are for its desk; a picture of an editor hangs on the piece; a stranger’s picture is refused', async () => {
  const reporter = await desk.reporter('140105')
  const upload = (actor: Actor) =>
    world.as(actor, (cx) => recordFile(cx, '图.png', { sha256: newId(), size: 3, mediaType: 'image/png' }))
  const attached = await upload(reporter)
  const submissionId = newId()
  const id = await desk.arrive({ submissionId, change: { attachments: [attached] } })
  const may = (actor: Actor, fileId: string) => world.asReader(actor, (cx) => mayRead(cx, fileId))
  expect([await may(editor, attached.id), await may(await world.person('editor', '140200'), attached.id)]).toEqual([
    true,
    false,
  ])

  await world.as(editor, (cx) => receive(cx, { id }))
  const { pieceId } = await world.as(editor, (cx) => startEditing(cx, { id }))
  const save = (fileId: string, baseVersion: number) =>
    world.as(editor, (cx) =>
      savePiece(cx, {
        id: pieceId,
        title: '图',
        body: { type: 'doc', content: [{ type: 'image', attrs: { fileId, caption: '' } }] },
        baseVersion,
      }),
    )
  const own = await upload(editor)
  await save(own.id, 1)
  expect(await may(chief, own.id)).toBe(true)
  await expect(save((await upload(reporter)).id, 2)).rejects.toMatchObject({ code: 'file.not_attached' })
})

test('alike ones of two units stand together, named by the first', async () => {
  const grouped = (actor: Actor) => world.asReader(actor, (cx) => groupInbox(cx, { group: 'all', by: 'similar' }))
  const stranger = await world.person('editor', '140200')
  const two = []
  for (const from of ['140100', '140200'] as const)
    two.push(await desk.arrive({ from, to: '140000', title: `${from === '140100' ? '太原' : '大同'}反映供暖退费难` }))
  const province = await world.person('editor', '140000')
  expect((await grouped(province)).items).toEqual([{ key: two[0], label: '太原反映供暖退费难', count: 2 }])
  expect((await list({ alikeTo: two[0] }, province)).items.map((row) => row.id).toSorted()).toEqual(two.toSorted())
  expect((await grouped(stranger)).items).toEqual([])
})

describe('共享', () => {
  test('units below the office read what it shares, with its files; nobody beside it, no administrator, and no longer when it ends', async () => {
    const id = ids[1]!
    const { id: file } = await world.as(editor, async (cx) => {
      const recorded = await recordFile(cx, '附件.pdf', { sha256: newId(), size: 3, mediaType: 'application/pdf' })
      await hangFiles(cx, 'handling', id, [recorded.id])
      return recorded
    })
    const share = (shared: boolean) =>
      world.as(editor, (cx) => shareItem(cx, { id, shared, ground: '不涉密，刘志强审查' }))
    const seen = async (actor: Actor) => (await world.asReader(actor, (cx) => listShared(cx, { limit: 50 }))).items
    const county = await world.person('reporter', '140106')
    await expect(world.asReader(county, (cx) => getShared(cx, { id }))).rejects.toMatchObject({ code: 'not_found' })
    await share(true)
    for (const actor of [county, editor, await world.person('reporter', '140105')])
      expect(await seen(actor)).toMatchObject([{ id, title: '春耕备耕进展', officeName: world.unit('140100').name }])
    expect(await world.asReader(county, (cx) => getShared(cx, { id }))).toMatchObject({ ground: '不涉密，刘志强审查' })
    expect(await world.asReader(county, (cx) => mayRead(cx, file))).toBe(true)
    expect((await world.asReader(county, (cx) => listShared(cx, { limit: 50, search: '暴雨' }))).items).toEqual([])
    for (const stranger of [
      await world.person('reporter', '140200'),
      await world.person('reporter', '140000'),
      await world.person('systemAdmin', '140106'),
    ])
      expect(await seen(stranger)).toEqual([])
    await share(false)
    expect(await seen(county)).toEqual([])
  })
})
