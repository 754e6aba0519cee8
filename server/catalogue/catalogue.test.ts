import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CatalogueList, dataShapeOf } from '../../contract/catalogue.ts'
import type { Actor } from '../platform/access.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { createEntry, editEntry, reorder, setActive } from './change-entries.ts'
import { deadlineFor, loadEntry } from './entries.ts'
import { catalogueOptions, listEntries, listOwners } from './list-entries.ts'
import { effectiveEntries, positionsFor } from './rules/effective.ts'

const node = (code: string, position: number) => ({ code, officeId: null, position })
const own = (code: string, position: number) => ({ code, officeId: 'office', position })

describe('which entries an office has', () => {
  test.each([
    ['the node’s where the office has none', [node('a', 0), node('b', 100)], ['a', 'b']],
    ['its own in place of the node’s', [node('a', 0), node('b', 100), own('a', 0)], ['a', 'b']],
    [
      'its own right before the node’s at the same place',
      [node('a', 0), node('b', 100), own('x', 100)],
      ['a', 'x', 'b'],
    ],
    ['its own between two of the node’s', [node('b', 100), own('x', 1), node('a', 0)], ['a', 'x', 'b']],
  ])('%s', (_reason, entries, codes) => expect(effectiveEntries(entries).map((entry) => entry.code)).toEqual(codes))

  test('an own entry hides the node’s of that code', () =>
    expect(effectiveEntries([node('a', 0), own('a', 50)])).toEqual([own('a', 50)]))

  test.each([
    [
      'the node’s list is numbered afresh',
      [node('a', 0), node('b', 100), node('c', 200)],
      ['c', 'a', 'b'],
      false,
      { c: 0, a: 100, b: 200 },
    ],
    [
      'an office moves only its own',
      [node('a', 0), node('b', 100), own('x', 101), own('y', 102)],
      ['a', 'y', 'x', 'b'],
      true,
      { y: 1, x: 2 },
    ],
    ['to the very front', [node('a', 0), own('x', 1)], ['x', 'a'], true, { x: -99 }],
    ['what is not in the list is passed over', [node('a', 0)], ['zz', 'a'], false, { a: 0 }],
  ])('%s', (_reason, entries, codes, ofOffice, positions) =>
    expect(Object.fromEntries(positionsFor(entries, codes, ofOffice))).toEqual(positions),
  )
})

test.each([
  ['hours of an urgency', 'urgency', { reviewHours: 2, handleHours: 0.5 }, true],
  ['an urgency without deadlines', 'urgency', {}, true],
  ['no negative hours', 'urgency', { reviewHours: -1 }, false],
  ['a reject reason must say whether one may send again', 'rejectReason', {}, false],
  ['it says so', 'rejectReason', { mayResend: true }, true],
  ['parts of a research item', 'category', { article: '第十一条', parts: ['情况', '问题'] }, true],
  ['no field that nobody reads', 'genre', { colour: 'red' }, false],
] as const)('data of an entry: %s', (_reason, list, data, good) =>
  expect(dataShapeOf(list).safeParse(data).success).toBe(good),
)

describe('lists of an office', () => {
  let world: World
  let keeper: Actor, chief: Actor, reporter: Actor, admin: Actor
  beforeAll(async () => {
    world = await newWorld()
    keeper = await world.person('chiefEditor', '140100')
    chief = await world.person('chiefEditor', '140000')
    reporter = await world.person('reporter', '140105')
    admin = await world.person('systemAdmin', '140000', { reach: 'subtree' })
  })
  afterAll(() => world.close())
  const options = (actor: Actor, list: CatalogueList) =>
    world
      .asReader(actor, (cx) => catalogueOptions(cx, {}))
      .then(({ items }) => items.filter((item) => item.list === list))
  const draft = { nameEn: '', note: '', data: { mayResend: true } }

  test('every seeded entry has the data its list asks for', async () => {
    for (const list of CatalogueList.options) {
      const { items } = await world.asReader(reporter, (cx) => listEntries(cx, { list }))
      expect(items.length).toBeGreaterThan(2)
      for (const item of items) expect(dataShapeOf(list).safeParse(item.data).error?.issues ?? []).toEqual([])
    }
  })

  test('an office adds its own reason, and puts its own in place of the node’s; others do not see it', async () => {
    const cityId = world.unit('140100').id
    await world.as(keeper, (cx) =>
      createEntry(cx, { ...draft, list: 'rejectReason', officeId: cityId, code: 'local', name: '请先报市直部门' }),
    )
    await world.as(keeper, (cx) =>
      createEntry(cx, { ...draft, list: 'rejectReason', officeId: cityId, code: 'late', name: '超过时限' }),
    )
    const mine = await options(keeper, 'rejectReason')
    expect(mine.at(0)?.name).toBe('超过时限')
    expect(mine.at(-1)?.name).toBe('请先报市直部门')
    expect((await options(chief, 'rejectReason')).map((item) => item.name)).toContain('时效已过')
    expect((await options(chief, 'rejectReason')).map((item) => item.code)).not.toContain('local')
    const { items } = await world.asReader(keeper, (cx) => listEntries(cx, { list: 'rejectReason', officeId: cityId }))
    expect(items.find((item) => item.code === 'late')).toMatchObject({
      overrides: true,
      inherited: false,
      actions: ['edit', 'deactivate'],
    })
    expect(items.find((item) => item.code === 'thin')).toMatchObject({ inherited: true, actions: ['override'] })
  })

  test('a unit without a desk uses the lists of the office above it', async () => {
    const province = await world.person('reporter', '140000-B01')
    await world.as(chief, (cx) =>
      createEntry(cx, {
        list: 'genre',
        officeId: world.unit('140000').id,
        code: 'express',
        name: '快报',
        nameEn: 'Express',
        note: '',
        data: {},
      }),
    )
    expect((await options(province, 'genre')).map((item) => item.code)).toContain('express')
    expect((await options(reporter, 'genre')).map((item) => item.code)).not.toContain('express')
  })

  test('what is no longer used is not offered, but keeps its name and its deadline', async () => {
    const [entry] = (await world.asReader(admin, (cx) => listEntries(cx, { list: 'urgency' }))).items
    await world.as(admin, (cx) => setActive(cx, { id: entry!.id, active: false }))
    const { items, retired } = await world.asReader(reporter, (cx) => catalogueOptions(cx, {}))
    expect(items.some((item) => item.list === 'urgency' && item.code === 'flash')).toBe(false)
    expect(retired.map((item) => item.code)).toContain('flash')
    await world.asReader(chief, async (cx) => {
      await expect(loadEntry(cx, world.unit('140000').id, 'urgency', 'flash')).rejects.toMatchObject({
        code: 'catalogue.unknown_value',
      })
      expect((await deadlineFor(cx, world.unit('140000').id, 'flash', 'receiveHours'))?.toISOString()).toBe(
        '2026-03-02T02:00:00.000Z',
      )
      expect(await deadlineFor(cx, world.unit('140000').id, 'unheardOf', 'receiveHours')).toBeNull()
    })
    await world.as(admin, (cx) => setActive(cx, { id: entry!.id, active: true }))
  })

  test('the order is kept', async () => {
    const codes = (await options(chief, 'holdReason')).map((item) => item.code).toReversed()
    await world.as(admin, (cx) => reorder(cx, { list: 'holdReason', officeId: null, codes }))
    expect((await options(chief, 'holdReason')).map((item) => item.code)).toEqual(codes)
  })

  test('whoever edits what another has changed meanwhile is told', async () => {
    const [entry] = (await world.asReader(admin, (cx) => listEntries(cx, { list: 'channel' }))).items
    const change = { id: entry!.id, name: '热线电话', nameEn: 'Hotline', note: '', data: {}, readAt: entry!.updatedAt }
    world.setClock('2026-03-02T01:05:00.000Z')
    await world.as(admin, (cx) => editEntry(cx, change))
    await expect(world.as(admin, (cx) => editEntry(cx, change))).rejects.toMatchObject({ code: 'stale' })
  })

  test.each([
    ['a reporter keeps no list', () => reporter, '140105'],
    ['a chief editor keeps only the lists of the own office', () => keeper, '140000'],
    ['a chief editor does not keep the node’s', () => chief, null],
    ['a system administrator does not keep an office’s', () => admin, '140100'],
  ] as const)('%s', async (_reason, who, at) => {
    const officeId = at && world.unit(at).id
    await expect(
      world.as(who(), (cx) =>
        createEntry(cx, { list: 'genre', officeId, code: 'x', name: 'x', nameEn: '', note: '', data: {} }),
      ),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test.each([
    ['绝密', '', 1],
    ['机密级', '', 0],
    ['秘 密', '', 2],
    ['其他', 'Top secret', 1],
    ['更高一级', '', 3],
  ])('涉密上限: the classification %s%s of rank %i is refused', async (name, nameEn, rank) => {
    const entry = { list: 'classification', code: 'more', name, nameEn, note: '', data: { rank } } as const
    const officeId = world.unit('140100').id
    await expect(world.as(keeper, (cx) => createEntry(cx, { ...entry, officeId }))).rejects.toMatchObject({
      code: 'catalogue.above_ceiling',
    })
  })
  test('涉密上限: another word for 工作秘密 is fine', async () => {
    const entry = { list: 'classification', code: 'duty', name: '工作秘密（限阅）', nameEn: '', note: '' } as const
    const officeId = world.unit('140100').id
    await world.as(keeper, (cx) => createEntry(cx, { ...entry, data: { rank: 2 }, officeId }))
  })

  test('one code once, and data as the list asks', async () => {
    const officeId = world.unit('140100').id
    await expect(
      world.as(keeper, (cx) =>
        createEntry(cx, { ...draft, list: 'rejectReason', officeId, code: 'local', name: '又一个' }),
      ),
    ).rejects.toMatchObject({ code: 'catalogue.code_taken' })
    await expect(
      world.as(keeper, (cx) =>
        createEntry(cx, {
          ...draft,
          data: { mayResend: 'perhaps' },
          list: 'rejectReason',
          officeId,
          code: 'other2',
          name: '又一个',
        }),
      ),
    ).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('each keeper is offered what they keep', async () => {
    expect((await world.asReader(admin, listOwners)).items).toEqual([{ officeId: null, name: '' }])
    expect((await world.asReader(keeper, listOwners)).items).toMatchObject([{ name: '太原市政府办' }])
    expect((await world.asReader(reporter, listOwners)).items).toEqual([])
  })
})
