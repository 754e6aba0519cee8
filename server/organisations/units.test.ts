import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { can, within } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { editUnit } from './change-unit.ts'
import { createUnit } from './create-unit.ts'
import { abolishUnit, mergeUnit } from './end-unit.ts'
import { moveUnit } from './move-unit.ts'
import { renameUnit } from './rename-unit.ts'
import { showUnit } from './show-unit.ts'
import { unitOptions } from './unit-options.ts'
import { findActor, officesAbove, peopleWith } from './units.ts'

let world: World
let admin: Actor
beforeAll(async () => {
  world = await newWorld()
  admin = await world.person('systemAdmin', '140000', { reach: 'subtree' })
})
afterAll(() => world.close())

const options = (wanted: Partial<Parameters<typeof unitOptions>[1]>, actor = admin) =>
  world.asReader(actor, (cx) => unitOptions(cx, { limit: 100, ...wanted })).then(({ items }) => items)
const found = (parentId: string, code: string, name: string) =>
  world
    .as(admin, (cx) =>
      createUnit(cx, {
        parentId,
        code,
        kind: 'reportingPoint',
        isOffice: false,
        name,
        shortName: name,
        governmentName: null,
        phone: null,
        position: 0,
        validFrom: '2026-01-01',
        basis: '测试〔2026〕1号',
      }),
    )
    .then(({ id }) => id)
const day = { basis: '晋编办〔2026〕8号', effectiveOn: '2026-02-01' }

describe('the tree', () => {
  test('opens branch by branch, finds by part of a name, short name or code, and shows the way', async () => {
    expect((await options({})).map((unit) => unit.code)).toEqual(['140000'])
    const below = await options({ parentId: world.unit('140000').id })
    expect(below.map((unit) => [unit.code, unit.hasChildren])).toEqual([
      ['140100', true],
      ['140200', false],
      ['140000-B01', false],
    ])
    expect((await options({ search: '小店区' }))[0]).toMatchObject({
      code: '140105',
      trail: ['省政府办公厅', '太原市政府办'],
    })
    expect((await options({ search: '太原市政府' })).map((unit) => unit.code)).toContain('140100')
    expect((await options({ search: '14010' })).map((unit) => unit.code)).toEqual(['140100', '140105', '140106'])
    expect(await options({ search: '100%' })).toEqual([])
    expect((await options({ search: '省', officesOnly: true })).map((unit) => unit.code)).not.toContain('140000-B01')
    expect((await options({ ids: [world.unit('140106').id] }))[0]?.shortName).toBe('迎泽区政府办')
  })

  test.each([
    ['a reporter founds nothing', 'reporter', '140105', 'own', 'not_permitted'],
    ['an administrator of a city founds nothing in another', 'systemAdmin', '140200', 'subtree', 'not_permitted'],
    ['an administrator of one unit founds nothing below another', 'systemAdmin', '140000', 'own', 'not_permitted'],
  ] as const)('%s', async (_reason, role, at, reach, code) => {
    const actor = await world.person(role, at, { reach })
    const input = {
      parentId: world.unit('140105').id,
      code: 'N1',
      kind: 'reportingPoint',
      isOffice: false,
      name: '新单位',
      shortName: '新',
      governmentName: null,
      phone: null,
      position: 0,
      validFrom: '2026-01-01',
      basis: '',
    } as const
    await expect(world.as(actor, (cx) => createUnit(cx, input))).rejects.toMatchObject({ code })
  })

  test('a code is given once, and nothing is founded in the future', async () => {
    await expect(found(world.unit('140105').id, '140106', '重复')).rejects.toMatchObject({
      code: 'unit.code_taken',
      data: { name: '迎泽区人民政府办公室' },
    })
    world.setClock('2025-12-31T01:00:00.000Z')
    await expect(found(world.unit('140105').id, 'later', '以后')).rejects.toMatchObject({
      code: 'unit.effective_in_future',
    })
    world.setClock('2026-03-02T01:00:00.000Z')
  })
})

test('a renamed unit is read under its old name for its time', async () => {
  const id = await found(world.unit('140106').id, 'R1', '老军营街道办')
  const rename = { id, name: '新军营街道办', shortName: '新军营', governmentName: null, ...day }
  await expect(world.as(admin, (cx) => renameUnit(cx, { ...rename, effectiveOn: '2026-03-03' }))).rejects.toMatchObject(
    { code: 'unit.effective_in_future' },
  )
  await expect(world.as(admin, (cx) => renameUnit(cx, { ...rename, effectiveOn: '2026-01-01' }))).rejects.toMatchObject(
    { code: 'unit.effective_too_early', data: { after: '2026-01-01' } },
  )
  await world.as(admin, (cx) => renameUnit(cx, rename))
  await expect(world.as(admin, (cx) => renameUnit(cx, rename))).rejects.toMatchObject({
    code: 'unit.effective_too_early',
    data: { after: '2026-02-01' },
  })
  const nameOn = async (asOf?: string) => [
    (await world.asReader(admin, (cx) => showUnit(cx, { id, asOf }))).name,
    (await options({ parentId: world.unit('140106').id, asOf }))[0]?.name,
  ]
  expect(await nameOn()).toEqual(['新军营街道办', '新军营街道办'])
  expect(await nameOn('2026-02-01')).toEqual(['新军营街道办', '新军营街道办'])
  expect(await nameOn('2026-01-31')).toEqual(['老军营街道办', '老军营街道办'])
  expect(await options({ parentId: world.unit('140106').id, asOf: '2025-12-31' })).toEqual([])
  const { history } = await world.asReader(admin, (cx) => showUnit(cx, { id }))
  expect(history.map((change) => [change.kind, change.basis, change.recordedByName])).toEqual([
    ['founded', '测试〔2026〕1号', 'systemAdmin-140000'],
    ['renamed', '晋编办〔2026〕8号', 'systemAdmin-140000'],
  ])
  expect((await world.events(id)).map((event) => event.kind)).toEqual(['unit.founded', 'unit.renamed'])
})

test('a moved unit takes all below it along: paths, offices above, and what is granted for a subtree', async () => {
  const city = world.unit('140200')
  const section = await found(world.unit('140105').id, 'M1', '某开发区')
  const team = await found(section, 'M2', '某园区')
  const chief = await world.person('chiefEditor', '140200', { reach: 'subtree' })
  const seen = (actor: Actor) =>
    world
      .asReader(actor, (cx) =>
        cx.db
          .selectFrom('unit')
          .select('code')
          .where(within(cx.actor, 'handling.read', 'unit.id'))
          .orderBy('code')
          .execute(),
      )
      .then((rows) => rows.map((row) => row.code))
  expect(await seen(chief)).toEqual(['140200'])

  await expect(world.as(admin, (cx) => moveUnit(cx, { id: section, parentId: team, ...day }))).rejects.toMatchObject({
    code: 'unit.move_into_itself',
  })
  await expect(
    world.as(admin, (cx) => moveUnit(cx, { id: world.unit('140000').id, parentId: team, ...day })),
  ).rejects.toMatchObject({ code: 'unit.is_top' })
  await world.as(admin, (cx) => moveUnit(cx, { id: section, parentId: city.id, ...day }))

  expect(await seen(chief)).toEqual(['140200', 'M1', 'M2'])
  const path = (await world.db.selectFrom('unit').select('path').where('id', '=', team).executeTakeFirstOrThrow()).path
  expect(path).toBe('/140000/140200/M1/M2/')
  expect(can(chief, 'handling.read', path)).toBe(true)
  expect((await world.asReader(admin, (cx) => officesAbove(cx, team))).map((unit) => unit.code)).toEqual([
    '140200',
    '140000',
  ])
  expect((await options({ parentId: world.unit('140105').id })).map((unit) => unit.code)).not.toContain('M1')
  expect((await options({ parentId: world.unit('140105').id, asOf: '2026-01-31' })).map((unit) => unit.code)).toContain(
    'M1',
  )
  expect(
    (await world.db.selectFrom('unit').select('path').where('code', '=', '140105').executeTakeFirstOrThrow()).path,
  ).toBe('/140000/140100/140105/')
})

test('two moves at once cannot make a circle', async () => {
  const one = await found(world.unit('140106').id, 'K1', '甲')
  const other = await found(world.unit('140106').id, 'K2', '乙')
  const results = await Promise.allSettled([
    world.as(admin, (cx) => moveUnit(cx, { id: one, parentId: other, ...day })),
    world.as(admin, (cx) => moveUnit(cx, { id: other, parentId: one, ...day })),
  ])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find((result) => result.status === 'rejected')).toMatchObject({
    reason: { code: 'unit.move_into_itself' },
  })
})

describe('a unit ends', () => {
  test('merged into another: its history points there, posts stay on record, people go on if wanted, roles do not', async () => {
    const { id: intoId } = world.unit('140200')
    const id = await found(world.unit('140106').id, 'E1', '旧单位')
    const actor = await world.person('reporter', '140106', { name: '老张' })
    await world.db.updateTable('post').set({ unit_id: id }).where('person_id', '=', actor.personId).execute()
    await world.db.updateTable('role_grant').set({ unit_id: id }).where('person_id', '=', actor.personId).execute()

    await expect(
      world.as(admin, (cx) => mergeUnit(cx, { id, intoId: id, carryPosts: true, ...day })),
    ).rejects.toMatchObject({ code: 'unit.merge_into_itself' })
    await world.as(admin, (cx) => mergeUnit(cx, { id, intoId, carryPosts: true, ...day }))

    const unit = await world.asReader(admin, (cx) => showUnit(cx, { id }))
    expect(unit).toMatchObject({ validTo: '2026-01-31', mergedInto: { id: intoId }, actions: [] })
    const posts = await world.db
      .selectFrom('post')
      .select(['unit_id', 'valid_from', 'valid_to'])
      .where('person_id', '=', actor.personId)
      .orderBy('valid_from')
      .execute()
    expect(posts).toEqual([
      { unit_id: id, valid_from: '2014-03-27', valid_to: '2026-01-31' },
      { unit_id: intoId, valid_from: '2026-02-01', valid_to: null },
    ])
    expect(await findActor(world.db, actor.personId, world.app.clock(), null)).toMatchObject({
      unitId: intoId,
      grants: [],
    })
    expect(await options({ search: '旧单位' })).toEqual([])
    expect(await options({ search: '旧单位', withEnded: true })).toHaveLength(1)
    expect(await options({ search: '旧单位', asOf: '2026-01-15' })).toHaveLength(1)
    await expect(
      world.as(admin, (cx) => renameUnit(cx, { id, name: '新名', shortName: '新名', governmentName: null, ...day })),
    ).rejects.toMatchObject({ code: 'unit.ended', data: { validTo: '2026-01-31' } })
    await expect(found(id, 'E2', '其下')).rejects.toMatchObject({ code: 'unit.ended' })
  })

  test('not while units hang below it or people work there: the refusal names them', async () => {
    const id = await found(world.unit('140106').id, 'F1', '待撤单位')
    const child = await found(id, 'F2', '其下单位')
    await expect(world.as(admin, (cx) => abolishUnit(cx, { id, ...day }))).rejects.toMatchObject({
      code: 'unit.has_children',
      data: { count: 1, names: ['其下单位'] },
    })
    await expect(
      world.as(admin, (cx) => mergeUnit(cx, { id, intoId: world.unit('140105').id, carryPosts: false, ...day })),
    ).rejects.toMatchObject({ code: 'unit.has_children' })
    await world.as(admin, (cx) => abolishUnit(cx, { id: child, ...day }))
    const actor = await world.person('reporter', '140106', { name: '在任者' })
    await world.db.updateTable('post').set({ unit_id: id }).where('person_id', '=', actor.personId).execute()
    await expect(world.as(admin, (cx) => abolishUnit(cx, { id, ...day }))).rejects.toMatchObject({
      code: 'unit.has_posts',
      data: { count: 1, names: ['在任者'] },
    })
    await world.db.updateTable('post').set({ valid_to: '2026-01-20' }).where('person_id', '=', actor.personId).execute()
    await world.as(admin, (cx) => abolishUnit(cx, { id, ...day }))
    expect((await world.asReader(admin, (cx) => showUnit(cx, { id }))).history.at(-1)).toMatchObject({
      kind: 'abolished',
      effectiveOn: '2026-02-01',
    })
    await expect(
      world.as(admin, (cx) => abolishUnit(cx, { id: world.unit('140000').id, ...day })),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^unit\.(has_posts|is_top)$/) })
  })
})

test('what is not dated is edited in place', async () => {
  const id = await found(world.unit('140106').id, 'G1', '改电话')
  await world.as(admin, (cx) =>
    editUnit(cx, { id, kind: 'institution', isOffice: true, phone: '0351-123', position: 5 }),
  )
  expect(await world.asReader(admin, (cx) => showUnit(cx, { id }))).toMatchObject({
    kind: 'institution',
    isOffice: true,
    phone: '0351-123',
    position: 5,
  })
})

test('those who hold a permission are named once, and only while they work there', async () => {
  const actor = await world.person(['reviewer', 'reporter'], '140200', { name: '双岗' })
  const named = () =>
    world
      .asReader(admin, (cx) => peopleWith(cx, 'submission.draft', world.unit('140200').id))
      .then((people) => people.filter((person) => person.name === '双岗'))
  expect(await named()).toHaveLength(1)
  await world.db.updateTable('post').set({ valid_to: '2026-03-01' }).where('person_id', '=', actor.personId).execute()
  expect(await named()).toHaveLength(0)
})
