import { afterAll, beforeAll, expect, test } from 'vitest'
import { Permission, Role } from '../../contract/access.ts'
import { can, canSomewhere, everyone, permissionsOf, within } from '../../server/platform/access.ts'
import type { Actor, Grant } from '../../server/platform/access.ts'
import { newWorld } from '../world.ts'
import type { UnitCode, World } from '../world.ts'

let world: World
let units: { id: string; path: string; code: string }[]
beforeAll(async () => {
  world = await newWorld()
  // a neighbour whose code begins alike: '/140000/1401/' must not count as above '/140000/140100/'
  await world.db
    .insertInto('unit')
    .values({
      id: crypto.randomUUID(),
      code: '1401',
      path: `${world.unit('140000').path}1401/`,
      parent_id: world.unit('140000').id,
      kind: 'institution',
      name: '省级事业单位',
      short_name: '事业单位',
      valid_from: '2014-03-27',
    })
    .execute()
  units = await world.db.selectFrom('unit').select(['id', 'path', 'code']).execute()
})
afterAll(() => world.close())

/** The city is where the role is held; the others stand around it. */
const held: UnitCode = '140100'
const places: [string, string][] = [
  ['own', '140100'],
  ['parent', '140000'],
  ['child', '140105'],
  ['other child', '140106'],
  ['sibling', '140200'],
  ['department beside', '140000-B01'],
  ['alike by name', '1401'],
]

const actorWith = (grants: Grant[]): Actor => ({
  personId: crypto.randomUUID(),
  name: '测试',
  title: '',
  unitId: world.unit(held).id,
  unitPath: world.unit(held).path,
  unitName: '',
  grants,
  provedAt: null,
})
const grant = (role: Role, reach: Grant['reach'], code: UnitCode = held): Grant => ({
  role,
  reach,
  unitId: world.unit(code).id,
  unitPath: world.unit(code).path,
})

/** Which units the query answers with, and which `can` allows: two roads to one table. */
async function bothWays(actor: Actor, permission: Permission) {
  const rows = await world.db
    .selectFrom('unit')
    .select('code')
    .where(within(actor, permission, 'unit.id'))
    .execute()
  return {
    byQuery: rows.map((row) => row.code).sort(),
    byRecord: units
      .filter((unit) => can(actor, permission, unit.path))
      .map((unit) => unit.code)
      .sort(),
  }
}

test.each(Role.options.flatMap((role) => (['own', 'subtree'] as const).map((reach) => [role, reach] as const)))(
  '%s reaching %s: the query and the record agree for every permission at every place',
  async (role, reach) => {
    const actor = actorWith([grant(role, reach)])
    for (const permission of Permission.options) {
      const { byQuery, byRecord } = await bothWays(actor, permission)
      expect.soft([permission, byQuery]).toEqual([permission, byRecord])
      const reached = reach === 'own' ? ['140100'] : ['140100', '140105', '140106']
      const isClosed = permission === 'issue.readOwn' && ['systemAdmin', 'securityAdmin', 'auditor'].includes(role)
      const expected =
        everyone.includes(permission) && !isClosed
          ? units.map((unit) => unit.code)
          : (permissionsOf[role] as readonly string[]).includes(permission)
            ? reached
            : []
      expect.soft([permission, byQuery]).toEqual([permission, [...expected].sort()])
      for (const [place, code] of places)
        expect.soft([permission, place, byRecord.includes(code)]).toEqual([permission, place, expected.includes(code)])
      expect.soft([permission, canSomewhere(actor, permission)]).toEqual([permission, expected.length > 0])
    }
  },
)

test('several grants add up, the same on both roads', async () => {
  const actor = actorWith([
    grant('reporter', 'own', '140105'),
    grant('reporter', 'own', '140106'),
    grant('editor', 'subtree', '140200'),
    grant('leader', 'own', '140000'),
    grant('chiefEditor', 'own', '140000'),
  ])
  for (const permission of Permission.options) {
    const { byQuery, byRecord } = await bothWays(actor, permission)
    expect.soft([permission, byQuery]).toEqual([permission, byRecord])
  }
  expect((await bothWays(actor, 'submission.read')).byQuery).toEqual(['140000', '140105', '140106', '140200'])
})

test('who holds nothing sees nothing but the address book and what was sent to them', async () => {
  for (const permission of Permission.options) {
    const { byQuery, byRecord } = await bothWays(actorWith([]), permission)
    expect
      .soft([permission, byQuery.length, byRecord.length])
      .toEqual(everyone.includes(permission) ? [permission, units.length, units.length] : [permission, 0, 0])
  }
})

test('administrators see no business content, and share no permission with each other (SEC-20)', () => {
  const admins = ['systemAdmin', 'securityAdmin', 'auditor'] as const
  for (const admin of admins) {
    expect(
      permissionsOf[admin].filter((permission) => /^(submission|handling|piece|issue|publication)\./.test(permission)),
    ).toEqual([])
    for (const other of admins)
      if (other !== admin)
        expect(
          (permissionsOf[admin] as readonly string[]).filter((permission) =>
            (permissionsOf[other] as readonly string[]).includes(permission),
          ),
        ).toEqual([])
  }
})
