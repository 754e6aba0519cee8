import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../platform/access.ts'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { listPeople } from './list-people.ts'
import { createPerson, editPerson } from './people.ts'
import { addPost, editPost, endPost, transferPerson } from './posts.ts'
import { showRoster } from './roster.ts'
import { showPerson } from './show-person.ts'
import { findActor } from './units.ts'

let world: World
let admin: Actor, cityAdmin: Actor
beforeAll(async () => {
  world = await newWorld()
  admin = await world.person('systemAdmin', '140000', { reach: 'subtree', name: '省管理员' })
  cityAdmin = await world.person('systemAdmin', '140100', { reach: 'subtree', name: '市管理员' })
})
afterAll(() => world.close())

const newPerson = (
  name: string,
  at: UnitCode,
  officer: 'none' | 'fullTime' | 'partTime' = 'fullTime',
  mobile: string | null = '13812341234',
  validFrom = '2025-01-01',
) => ({
  name,
  mobile,
  email: null,
  unitId: world.unit(at).id,
  title: '科员',
  officer,
  officePhone: null,
  validFrom,
})
const admit = (...person: Parameters<typeof newPerson>) =>
  world.as(cityAdmin, (cx) => createPerson(cx, newPerson(...person))).then(({ id }) => id)
const find = (actor: Actor, search: string) =>
  world.asReader(actor, (cx) => listPeople(cx, { search, limit: 50 })).then(({ items }) => items)

describe('the address book', () => {
  test.each([
    ['a colleague reads the whole number', '140105', '13812341234'],
    ['the superior office reads it', '140100', '13812341234'],
    ['the neighbour does not', '140106', '138****1234'],
    ['the province, two levels up, does not', '140000', '138****1234'],
    ['a department does not', '140000-B01', '138****1234'],
  ] as const)('%s', async (_reason, at, mobile) => {
    if ((await find(admin, '钱七七')).length === 0) await admit('钱七七', '140105')
    const reader = await world.person('reporter', at)
    const [line] = await find(reader, '钱七七')
    expect(line?.mobile).toBe(mobile)
    expect((await world.asReader(reader, (cx) => showPerson(cx, { id: line!.id }))).mobile).toBe(mobile)
  })

  test('whoever keeps the records reads it, and so does the person', async () => {
    const [line] = await find(admin, '钱七七')
    expect(line?.mobile).toBe('13812341234')
    const me = (await findActor(world.db, line!.id, world.app.clock(), null))!
    expect(await world.asReader(me, (cx) => showPerson(cx, { id: me.personId }))).toMatchObject({
      mobile: '13812341234',
      isMe: true,
      actions: ['edit'],
    })
  })

  test('pages by name without leaving anyone out, filters by unit, subtree and officer', async () => {
    for (const name of ['赵一', '赵二', '赵三', '赵四'])
      await admit(name, '140106', name === '赵四' ? 'partTime' : 'fullTime', null)
    const unitId = world.unit('140106').id
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.asReader(admin, (cx) => listPeople(cx, { unitId, search: '赵', limit: 3, cursor }))
      names.push(...page.items.map((item) => item.name))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(names.sort()).toEqual(['赵一', '赵三', '赵二', '赵四'].sort())
    expect(
      (await world.asReader(admin, (cx) => listPeople(cx, { unitId: world.unit('140100').id, search: '赵', limit: 9 })))
        .total,
    ).toBe(0)
    expect(
      (
        await world.asReader(admin, (cx) =>
          listPeople(cx, { unitId: world.unit('140100').id, below: true, search: '赵', limit: 9 }),
        )
      ).total,
    ).toBe(4)
    expect(
      (await world.asReader(admin, (cx) => listPeople(cx, { unitId, officer: ['partTime'], limit: 9 }))).items.map(
        (item) => item.name,
      ),
    ).toEqual(['赵四'])
  })
})

describe('personnel records', () => {
  test('the same person is not entered twice; another of that name has another number', async () => {
    await admit('重名者', '140105')
    await expect(admit('重名者', '140105')).rejects.toMatchObject({
      code: 'person.same_in_unit',
      data: { unitName: '小店区人民政府办公室' },
    })
    await admit('重名者', '140105', 'none', '13900000000')
  })

  test.each([
    ['a reporter keeps no records', 'reporter', '140105'],
    ['a security administrator keeps no records', 'securityAdmin', '140000'],
    ['an administrator elsewhere keeps none here', 'systemAdmin', '140200'],
  ] as const)('%s', async (_reason, role, at) => {
    const actor = await world.person(role, at, { reach: 'subtree' })
    await expect(world.as(actor, (cx) => createPerson(cx, newPerson('某人', '140105')))).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })

  test('one changes the own number, not the own name, and no number is in the record', async () => {
    const id = await admit('自改者', '140105')
    const me = (await findActor(world.db, id, world.app.clock(), null))!
    await world.as(me, (cx) => editPerson(cx, { id, name: '自改者', mobile: '13700000000', email: null }))
    await expect(
      world.as(me, (cx) => editPerson(cx, { id, name: '改名者', mobile: null, email: null })),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    const events = await world.events(id)
    expect(events.map((event) => event.kind)).toEqual(['person.created', 'post.began', 'person.edited'])
    expect(JSON.stringify(events)).not.toMatch(/13[78]\d{8}/)
  })

  test('a transfer ends one post and begins another; roles of the old unit end; who takes over is told', async () => {
    const id = await admit('调动者', '140105')
    const heir = await admit('接手者', '140105')
    await world.db
      .insertInto('role_grant')
      .values({
        id: crypto.randomUUID(),
        person_id: id,
        unit_id: world.unit('140105').id,
        role: 'reporter',
        reach: 'own',
        valid_from: '2025-01-01',
        granted_at: new Date(),
      })
      .execute()
    const transfer = {
      id,
      unitId: world.unit('140106').id,
      title: '副科长',
      officer: 'partTime',
      officePhone: null,
      effectiveOn: '2026-03-02',
      handOverToId: heir,
    } as const
    await expect(
      world.as(cityAdmin, (cx) => transferPerson(cx, { ...transfer, effectiveOn: '2026-03-03' })),
    ).rejects.toMatchObject({ code: 'unit.effective_in_future' })
    await expect(
      world.as(cityAdmin, (cx) => transferPerson(cx, { ...transfer, effectiveOn: '2025-01-01' })),
    ).rejects.toMatchObject({ code: 'post.too_early' })
    await expect(
      world.as(cityAdmin, (cx) => transferPerson(cx, { ...transfer, unitId: world.unit('140200').id })),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    await world.as(cityAdmin, (cx) => transferPerson(cx, transfer))
    const actor = await findActor(world.db, id, world.app.clock(), null)
    expect(actor).toMatchObject({ unitId: world.unit('140106').id, title: '副科长', grants: [] })
    const { posts } = await world.asReader(cityAdmin, (cx) => showPerson(cx, { id }))
    expect(posts.map((post) => [post.validFrom, post.validTo, post.isCurrent])).toEqual([
      ['2026-03-02', null, true],
      ['2025-01-01', '2026-03-01', false],
    ])
    expect((await world.events(id)).find((event) => event.kind === 'post.ended')?.data).toMatchObject({
      handOverToId: heir,
      handOverToName: '接手者',
      toUnitId: world.unit('140106').id,
    })
  })

  test('a second post beside the main one; an ended one cannot be changed; without any nobody comes in', async () => {
    const id = await admit('兼任者', '140105')
    const { id: second } = await world.as(cityAdmin, (cx) =>
      addPost(cx, {
        id,
        unitId: world.unit('140106').id,
        title: '挂职',
        officer: 'none',
        officePhone: null,
        validFrom: '2026-01-01',
      }),
    )
    expect((await findActor(world.db, id, world.app.clock(), null))?.unitId).toBe(world.unit('140105').id)
    await world.as(cityAdmin, (cx) =>
      editPost(cx, { id: second, title: '挂职副主任', officer: 'partTime', officePhone: '1' }),
    )
    await world.as(cityAdmin, (cx) => endPost(cx, { id: second, lastDay: '2026-03-01', handOverToId: null }))
    await expect(
      world.as(cityAdmin, (cx) => editPost(cx, { id: second, title: '再改', officer: 'none', officePhone: null })),
    ).rejects.toMatchObject({ code: 'post.ended' })
    const first = (
      await world.db
        .selectFrom('post')
        .select('id')
        .where('person_id', '=', id)
        .where('is_main', '=', true)
        .executeTakeFirstOrThrow()
    ).id
    await world.as(cityAdmin, (cx) => endPost(cx, { id: first, lastDay: '2026-03-01', handOverToId: null }))
    expect(await findActor(world.db, id, world.app.clock(), null)).toBeUndefined()
    expect(await find(admin, '兼任者')).toEqual([])
    expect(
      (await world.asReader(admin, (cx) => listPeople(cx, { search: '兼任者', former: true, limit: 9 }))).items,
    ).toHaveLength(2)
  })
})

test('the roster counts officers, shows who is missing (第五条) and who came and went in a year', async () => {
  const fresh = await newWorld()
  try {
    const keeper = await fresh.person('systemAdmin', '140000', { reach: 'subtree' })
    await fresh.db.updateTable('post').set({ officer: 'none' }).execute()
    const put = (at: UnitCode, officer: 'fullTime' | 'partTime', validFrom: string, validTo: string | null = null) =>
      fresh.as(keeper, async (cx) => {
        const { id } = await createPerson(cx, {
          name: `某${at}${officer}${validFrom}`,
          mobile: null,
          email: null,
          unitId: fresh.unit(at).id,
          title: '科员',
          officer,
          officePhone: null,
          validFrom,
        })
        if (validTo) await cx.db.updateTable('post').set({ valid_to: validTo }).where('person_id', '=', id).execute()
      })
    await put('140100', 'partTime', '2020-01-01')
    await put('140105', 'partTime', '2026-01-05')
    await put('140106', 'fullTime', '2020-01-01', '2025-12-31')
    await put('140106', 'fullTime', '2020-01-01', '2024-12-31')
    const roster = await fresh.asReader(keeper, (cx) => showRoster(cx, { limit: 50 }))
    const line = (code: string) => roster.items.find((row) => row.code === code)
    expect(line('140100')).toMatchObject({ fullTime: 0, partTime: 1, standing: 'needsFullTime', begun: 0 })
    expect(line('140105')).toMatchObject({ partTime: 1, standing: 'met', begun: 1, ended: 0 })
    expect(line('140106')).toMatchObject({ fullTime: 0, standing: 'vacant', begun: 0, ended: 1 })
    expect(roster.summary).toEqual({
      units: 6,
      vacant: 4,
      needsFullTime: 1,
      fullTime: 0,
      partTime: 2,
      begun: 1,
      ended: 1,
    })
    const vacant = await fresh.asReader(keeper, (cx) =>
      showRoster(cx, { standing: ['vacant'], unitId: fresh.unit('140100').id, limit: 1 }),
    )
    expect(vacant).toMatchObject({ items: [{ code: '140106' }], total: 1, nextCursor: null })
    const first = await fresh.asReader(keeper, (cx) => showRoster(cx, { limit: 4 }))
    const second = await fresh.asReader(keeper, (cx) => showRoster(cx, { limit: 4, cursor: first.nextCursor! }))
    expect([...first.items, ...second.items].map((row) => row.code)).toEqual([
      '140000',
      '140000-B01',
      '140100',
      '140105',
      '140106',
      '140200',
    ])
  } finally {
    await fresh.close()
  }
})
