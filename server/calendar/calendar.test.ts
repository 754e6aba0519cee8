import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { confirmYear, setDays } from './change.ts'
import { addWorkingDays, calendarOf } from './index.ts'
import { publishedDay, publishedYear } from './published.ts'
import { showYear } from './show-year.ts'

test.each([
  [2003, false],
  [2004, true],
  [2026, true],
  [2099, false],
])('the library knows %i: %s', (year, known) => expect(publishedYear(year)).toBe(known))

const table = join(import.meta.dirname, '../../../shared/data/holidays/holidays-2014-2026.csv')
test.runIf(existsSync(table))('every published day is what the table of the State Council’s notices says', () => {
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1)
  for (const [day, kind, festival] of rows.map((row) => row.split(',')))
    expect
      .soft([day, publishedDay(day!)])
      .toEqual([day, { kind: kind === 'holiday' ? 'rest' : 'work', name: festival }])
})

describe('corrections', () => {
  let world: World
  let city: Actor, province: Actor, admin: Actor, reporter: Actor
  beforeAll(async () => {
    world = await newWorld()
    city = await world.person('chiefEditor', '140100')
    province = await world.person('chiefEditor', '140000')
    admin = await world.person('systemAdmin', '140000', { reach: 'subtree' })
    reporter = await world.person('reporter', '140105')
  })
  afterAll(() => world.close())
  const works = (code: Parameters<World['unit']>[0], day: string) =>
    world.asReader(reporter, async (cx) => (await calendarOf(cx, world.unit(code).id)).isWorking(day))
  const day = { from: '2026-05-08', to: '2026-05-08', name: '防汛值守' }

  test('the nearest word counts: the node’s, the province’s, the city’s; others keep theirs', async () => {
    const officeId = (code: Parameters<World['unit']>[0]) => world.unit(code).id
    expect(await works('140105', '2026-05-08')).toBe(true)
    await world.as(admin, (cx) => setDays(cx, { ...day, officeId: null, kind: 'rest' }))
    expect(await works('140105', '2026-05-08')).toBe(false)
    await world.as(city, (cx) => setDays(cx, { ...day, officeId: officeId('140100'), kind: 'work' }))
    expect(await works('140105', '2026-05-08')).toBe(true)
    expect(await works('140200', '2026-05-08')).toBe(false)
    await world.as(city, (cx) => setDays(cx, { ...day, officeId: officeId('140100'), kind: null }))
    expect(await works('140105', '2026-05-08')).toBe(false)
    await world.as(admin, (cx) => setDays(cx, { ...day, officeId: null, kind: null }))
    expect(await works('140105', '2026-05-08')).toBe(true)
  })

  test('a year without published holidays flags its deadlines until someone has entered them', async () => {
    const due = () =>
      world.asReader(reporter, (cx) =>
        addWorkingDays(cx, world.unit('140105').id, 3, new Date('2090-05-10T01:00:00.000Z')),
      )
    expect((await due()).missingYears).toEqual([2090])
    const officeId = world.unit('140000').id
    expect(await world.asReader(province, (cx) => showYear(cx, { year: 2090, officeId }))).toMatchObject({
      knownBy: null,
      days: [],
      mayChange: true,
    })
    await world.as(province, (cx) =>
      setDays(cx, { officeId, from: '2090-05-11', to: '2090-05-12', kind: 'rest', name: '' }),
    )
    await world.as(province, (cx) => confirmYear(cx, { year: 2090, officeId, confirmed: true }))
    expect(await due()).toEqual({ at: new Date('2090-05-17T15:59:59.000Z'), missingYears: [] })
    const shown = await world.asReader(province, (cx) => showYear(cx, { year: 2090, officeId }))
    expect(shown.knownBy).toBe('confirmed')
    expect(shown.days.map(({ day, source }) => [day, source])).toEqual([
      ['2090-05-11', 'office'],
      ['2090-05-12', 'office'],
    ])
  })

  test.each([
    ['a reporter corrects nothing', () => reporter, '140105'],
    ['an office not another’s calendar', () => city, '140000'],
    ['an office not the node’s', () => city, null],
    ['an administrator not an office’s', () => admin, '140100'],
  ] as const)('%s', async (_reason, who, code) => {
    const officeId = code && world.unit(code).id
    await expect(world.as(who(), (cx) => setDays(cx, { ...day, officeId, kind: 'rest' }))).rejects.toMatchObject({
      code: 'not_permitted',
    })
    await expect(
      world.as(who(), (cx) => confirmYear(cx, { year: 2027, officeId, confirmed: true })),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })
})
