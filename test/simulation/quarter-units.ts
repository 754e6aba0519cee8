import type { Role } from '../../contract/access.ts'
import type { Actor } from '../../server/platform/access.ts'
import { newId } from '../../server/platform/ids.ts'
import type { World } from '../world.ts'

/** A unit below the province in a simulated quarter, with the people who act for it. */
export interface AskedUnit {
  id: string
  name: string
  handler: Actor
  head: Actor
}

/** Founds this many units at once; the same two people act for each, with rights at that unit only. */
export async function foundUnits(world: World, count: number): Promise<AskedUnit[]> {
  const province = world.unit('140000')
  const handler = await world.person(['reporter', 'reviewer'], '140000-B01')
  const head = await world.person('deputySigner', '140000-B01')
  const units = Array.from({ length: count }, (_unit, n) => {
    const code = `14Q${String(n).padStart(3, '0')}`
    return { id: newId(), code, path: `${province.path}${code}/`, name: `第${String(n).padStart(3, '0')}单位` }
  })
  await world.db
    .insertInto('unit')
    .values(
      units.map(({ id, code, path, name }) => ({
        id,
        code,
        path,
        parent_id: province.id,
        kind: 'department',
        is_office: false,
        name,
        short_name: name,
        valid_from: '2014-03-27',
      })),
    )
    .execute()
  return units.map(({ id, path, name }) => {
    const at = (actor: Actor, roles: Role[]): Actor => ({
      ...actor,
      unitId: id,
      unitPath: path,
      unitName: name,
      grants: roles.map((role) => ({ role, unitId: id, unitPath: path, reach: 'own' })),
    })
    return { id, name, handler: at(handler, ['reporter', 'reviewer']), head: at(head, ['deputySigner']) }
  })
}
