import type { Scheme } from '../../contract/assessment-scheme.ts'
import { Scheme as SchemeShape, schemeFormat } from '../../contract/assessment-scheme.ts'
import type { World } from '../../test/world.ts'
import { newsroom } from '../publications/situation.test-help.ts'
import { newId } from '../platform/ids.ts'

/** A small rule set as an office might write it: 采用 3, with a directive 10 more; bonus by hand between -20 and 20. */
export const smallScheme = (change: Partial<Scheme> = {}): Scheme =>
  SchemeShape.parse({
    format: schemeFormat,
    code: 'own',
    title: '太原市政务信息考核办法',
    validFrom: '2026-01-01',
    ranks: [{ code: 'city', name: '市领导', level: 'city' }],
    groups: [
      { code: 'county', name: '县（市、区）政府办', units: { kinds: ['countyOffice'] } },
      { code: 'department', name: '市直部门', units: { kinds: ['department'] } },
    ],
    rules: [
      { id: 'adopted', name: '市级刊物采用', when: { kinds: ['adopted'] }, award: { type: 'fixed', points: 3 } },
      { id: 'directive', name: '领导批示', when: { kinds: ['directive'] }, award: { type: 'fixed', points: 10 } },
      { id: 'bonus', name: '加分', when: { kinds: ['bonus'] }, award: { type: 'range', min: -20, max: 20 } },
    ],
    targets: [
      {
        id: 'task',
        name: '季度报送任务',
        per: 'quarter',
        measure: { of: 'events', when: { kinds: ['submitted'] } },
        due: 2,
      },
    ],
    ...change,
  })

/** The city's newsroom with an assessor, and county people who read their own points. */
export async function assessed(world: World) {
  const room = await newsroom(world)
  const people = {
    ...room.cast,
    assessor: await world.person('assessor', '140100', { name: '白雪梅' }),
    county: await world.person('reporter', '140105', { name: '李晓雯' }),
    neighbour: await world.person('reporter', '140106', { name: '高娟' }),
    elsewhere: await world.person('reporter', '140200', { name: '外人' }),
  }
  const of = (person: keyof typeof people) => room.as(people[person]).assessment

  /** A scheme of the city drafted, tried out, approved and in force from the beginning of the year. */
  const inForce = async (content = smallScheme(), validFrom = '2026-01-01') => {
    const id = newId()
    const { version } = await of('assessor').createScheme({ id, name: content.title })
    await of('assessor').saveScheme({ id, version, name: content.title, content })
    await of('assessor').tryOutScheme({ id })
    await of('chief').approveScheme({ id })
    return of('chief').enforceScheme({ id, validFrom })
  }
  /** A file that stands for the evidence: uploaded by the assessor. */
  const evidence = async (by: keyof typeof people = 'assessor') => {
    const id = newId()
    await world.db
      .insertInto('stored_file')
      .values({
        id,
        name: '省办采用通知.pdf',
        sha256: 'e'.repeat(64),
        size: 10,
        media_type: 'application/pdf',
        unit_id: people[by].unitId,
        uploaded_by: people[by].personId,
        uploaded_at: new Date('2026-03-02T01:00:00Z'),
      })
      .execute()
    return id
  }
  const quarter = { startsOn: '2026-01-01', endsOn: '2026-03-31' }
  const pointsOf = async (code: '140105' | '140106', span = quarter) => {
    const { groups } = await of('assessor').standings(span)
    return groups.flatMap((group) => group.units).find((unit) => unit.unitId === world.unit(code).id)
  }
  return { ...room, people, of, inForce, evidence, quarter, pointsOf }
}

type UnitCode = Parameters<World['unit']>[0]

/** As if this database were the node of `self`, with one line to another node. */
export async function standsAt(world: World, self: UnitCode, role: 'lower' | 'upper', other: UnitCode): Promise<void> {
  await world.db.deleteFrom('outbox').execute()
  await world.db.deleteFrom('node').execute()
  const at = (code: UnitCode) => ({
    id: newId(),
    code,
    name: world.unit(code).name,
    unit_id: world.unit(code).id,
    state: 'active',
    fingerprint: 'f',
    enrolled_at: world.app.clock(),
  })
  await world.db
    .insertInto('node')
    .values([
      { ...at(self), role: 'self' },
      { ...at(other), role },
    ])
    .execute()
}
