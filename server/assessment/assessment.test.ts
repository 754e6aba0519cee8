import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { compute } from './compute.ts'
import { findSchemeOn } from './load-scheme.ts'
import { assessed, smallScheme } from './situation.test-help.ts'

let world: World
let here: Awaited<ReturnType<typeof assessed>>
beforeAll(async () => {
  world = await newWorld()
  here = await assessed(world)
})
afterAll(() => world.close())

const q = { startsOn: '2026-01-01', endsOn: '2026-03-31' }

describe('schemes', () => {
  test('草拟、试算、批准、施行: by two persons, in this order', async () => {
    const id = newId()
    const assessor = here.of('assessor')
    const drafted = await assessor.createScheme({ id, name: '试行办法' })
    expect(drafted).toMatchObject({ status: 'draft', number: 1, actions: ['save', 'tryOut', 'discard'] })
    await expect(assessor.tryOutScheme({ id })).rejects.toMatchObject({ code: 'scheme.incomplete' })
    const saved = await assessor.saveScheme({
      id,
      version: drafted.version,
      name: '试行办法',
      content: smallScheme({ title: '试行办法' }),
    })
    expect(saved.explanation.problems).toEqual([])
    expect(saved.explanation.sentences.join('')).toContain('市级刊物采用')
    await expect(
      assessor.saveScheme({ id, version: drafted.version, name: '旧稿', content: smallScheme() }),
    ).rejects.toMatchObject({ code: 'stale' })
    await expect(here.of('chief').approveScheme({ id })).rejects.toMatchObject({ code: 'scheme.wrong_status' })
    expect(await assessor.tryOutScheme({ id })).toMatchObject({ status: 'trial', actions: ['backToDraft'] })
    await expect(assessor.approveScheme({ id })).rejects.toMatchObject({ code: 'not_permitted' })
    await here.of('chief').approveScheme({ id })
    expect(await here.of('chief').enforceScheme({ id, validFrom: '2025-01-01' })).toMatchObject({ status: 'inForce' })
  })

  test('who drafts may not approve, even as chief editor', async () => {
    const both = here.as(await world.person(['assessor', 'chiefEditor'], '140100')).assessment
    const id = newId()
    const { version } = await both.createScheme({ id, name: '一人包办' })
    await both.saveScheme({ id, version, name: '一人包办', content: smallScheme() })
    await both.tryOutScheme({ id })
    await expect(both.approveScheme({ id })).rejects.toMatchObject({ code: 'scheme.own_draft' })
  })

  test('the next version ends the one before on the day before; and it begins later', async () => {
    const next = await here.inForce(smallScheme(), '2026-01-01')
    const { items } = await here.of('assessor').schemes({})
    expect(items.find((one) => one.number === 1)).toMatchObject({ status: 'retired', validTo: '2025-12-31' })
    const id = newId()
    const { version } = await here.of('assessor').createScheme({ id, name: '更早', fromSchemeId: next.id })
    await here.of('assessor').saveScheme({ id, version, name: '更早', content: smallScheme() })
    await here.of('assessor').tryOutScheme({ id })
    await here.of('chief').approveScheme({ id })
    await expect(here.of('chief').enforceScheme({ id, validFrom: '2026-01-01' })).rejects.toMatchObject({
      code: 'scheme.bad_dates',
    })
  })

  test('a file exported here is imported again unchanged; a file that is no scheme is refused with a reason', async () => {
    const { items } = await here.of('assessor').schemes({})
    const source = await here.of('assessor').scheme({ id: items.find((one) => one.status === 'inForce')!.id })
    const { file } = await here.of('assessor').exportScheme({ id: source.id })
    const imported = await here.of('assessor').createScheme({ id: newId(), name: source.name, file })
    expect(imported.content).toEqual(source.content)
    await expect(
      here.of('assessor').createScheme({ id: newId(), name: '坏文件', file: { hello: 1 } }),
    ).rejects.toMatchObject({ code: 'scheme.unreadable' })
  })

  test('every shipped example reads and has no problem of its own', async () => {
    const { templates } = await here.of('assessor').schemes({})
    for (const { code, name } of templates) {
      const { explanation } = await here.of('assessor').createScheme({ id: newId(), name, template: code })
      expect([code, explanation.problems]).toEqual([code, []])
    }
  })
})

describe('the ledger', () => {
  test('an item sent, adopted and printed scores on the issue’s day; taking the issue back takes the points', async () => {
    const before = (await here.pointsOf('140105'))!
    const pieceId = await here.piece('小店区稳岗就业成效明显')
    expect((await here.pointsOf('140105'))!.sent).toBe(before.sent + 1)
    const signed = await here.sign(pieceId)
    expect((await here.pointsOf('140105'))!.points).toBe(before.points) // adopted, but in no issue that was released
    await here.as(here.people.chief).publications.release({ id: signed.id })
    const after = (await here.pointsOf('140105'))!
    expect(after).toMatchObject({ points: before.points + 3, adopted: before.adopted + 1, rank: 1 })

    const { lines, standing } = await here.of('county').unitScore({ ...q, officeId: world.unit('140100').id })
    expect(lines[0]).toMatchObject({
      title: '小店区稳岗就业成效明显',
      rule: '市级刊物采用',
      points: 3,
      links: { pieceId, issueId: signed.id },
    })
    expect(standing).toMatchObject({ points: after.points, rank: 1 })

    await here.as(here.people.signer).publications.void({ id: signed.id, reasonCode: 'error', reasonText: '数据有误' })
    expect((await here.pointsOf('140105'))!.points).toBe(before.points)
  })

  test('un-adopting takes exactly its own points', async () => {
    const [kept, dropped] = [await here.piece('保留的信息'), await here.piece('撤销的信息')]
    const [one, other] = [await here.adopt(kept), await here.adopt(dropped)]
    await here.as(here.people.chief).publications.unadopt({ id: other, reasonText: '重复' })
    const facts = await world.db
      .selectFrom('score_fact')
      .select(['origin', 'status'])
      .where('origin', 'in', [`adoption:${one}`, `adoption:${other}`])
      .execute()
    expect(new Map(facts.map((fact) => [fact.origin, fact.status]))).toEqual(
      new Map([
        [`adoption:${one}`, 'effective'],
        [`adoption:${other}`, 'withdrawn'],
      ]),
    )
  })

  test('an entry by hand needs evidence and a second person, and scores only then', async () => {
    const before = (await here.pointsOf('140106'))!.points
    const entry = {
      kind: 'bonus' as const,
      title: '承办全市信息工作现场会',
      on: '2026-02-10',
      unitIds: [world.unit('140106').id],
      amount: 5,
      reason: '市政府办通知',
    }
    const assessor = here.of('assessor')
    await expect(assessor.enterFact({ id: newId(), ...entry, fileIds: [] })).rejects.toMatchObject({
      code: 'fact.evidence_missing',
    })
    await expect(
      assessor.enterFact({
        id: newId(),
        ...entry,
        unitIds: [world.unit('140200').id],
        fileIds: [await here.evidence()],
      }),
    ).rejects.toMatchObject({ code: 'fact.unknown_unit' })
    const id = newId()
    const entered = await assessor.enterFact({ id, ...entry, fileIds: [await here.evidence()] })
    expect(entered).toMatchObject({ status: 'pending', actions: ['withdraw'] })
    expect((await here.pointsOf('140106'))!.points).toBe(before)
    await expect(assessor.confirmFact({ id })).rejects.toMatchObject({ code: 'fact.own_entry' })
    await here.of('chief').confirmFact({ id })
    expect((await here.pointsOf('140106'))!.points).toBe(before + 5)
    await assessor.withdrawFact({ id, reason: '登记重复' })
    expect((await here.pointsOf('140106'))!.points).toBe(before)
    expect((await assessor.fact({ id })).timeline.map((line) => line.kind)).toEqual([
      'fact.entered',
      'fact.confirmed',
      'fact.withdrawn',
    ])
  })

  test('the list is filtered, searched and paged', async () => {
    const assessor = here.of('assessor')
    const first = await assessor.facts({ limit: 2 })
    expect(first.items).toHaveLength(2)
    const second = await assessor.facts({ limit: 2, cursor: first.nextCursor! })
    expect(second.items.map((row) => row.id)).not.toContain(first.items[0]!.id)
    expect((await assessor.facts({ kind: ['bonus'], status: ['withdrawn'] })).items).toHaveLength(1)
    expect((await assessor.facts({ search: '稳岗就业' })).items.length).toBeGreaterThan(0)
    expect((await assessor.facts({ search: '没有这样的' })).items).toEqual([])
    expect(
      (await assessor.facts({ unitId: world.unit('140106').id })).items.every((row) =>
        row.units.includes('迎泽区政府办'),
      ),
    ).toBe(true)
  })
})

describe('try-out', () => {
  test('the same happenings by two versions, with the differences', async () => {
    await here.release(await here.piece('试算用的信息'))
    const id = newId()
    const richer = smallScheme()
    richer.rules[0]!.award = { type: 'fixed', points: 8 }
    const { version } = await here.of('assessor').createScheme({ id, name: '提高分值' })
    await here.of('assessor').saveScheme({ id, version, name: '提高分值', content: richer })
    const trial = await here.of('assessor').trial({ id, ...q })
    const row = trial.rows.find((one) => one.unitId === world.unit('140105').id)!
    expect(trial.againstName).toContain('太原市政务信息考核办法')
    expect(row.after - row.before!).toBe(5)
    expect((await here.pointsOf('140105'))!.points).toBe(row.before) // nothing changed by it
  })
})

describe('the books', () => {
  test('what is kept and added to, happening by happening, is what would be computed from nothing', async () => {
    const office = world.unit('140100')
    await world.asReader(here.people.assessor, async (cx) => {
      const { content } = (await findSchemeOn(cx, office.id, q.endsOn))!
      const [kept, fresh] = [
        await compute(cx, office, content, q),
        await compute({ ...cx, app: { ...cx.app } }, office, content, q),
      ]
      expect(kept.result.lines.length).toBeGreaterThan(0)
      expect(JSON.stringify(kept.result)).toBe(JSON.stringify(fresh.result))
      const unitId = world.unit('140105').id
      expect(kept.linesOf(unitId)).toEqual(fresh.result.lines.filter((line) => line.unitId === unitId))
    })
  })
})

describe('access', () => {
  test('a unit reads its own lines and the standings, never another unit’s lines or the ledger', async () => {
    const officeId = world.unit('140100').id
    const county = here.of('county')
    expect((await county.standings({ ...q, officeId })).groups[0]!.units.length).toBeGreaterThan(1)
    expect(
      (await county.standings({ ...q, officeId })).groups.flatMap((g) => g.units).flatMap((u) => u.guards),
    ).toEqual([])
    await expect(county.unitScore({ ...q, officeId, unitId: world.unit('140106').id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(county.facts({ officeId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(county.schemes({ officeId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(here.of('elsewhere').standings({ ...q, officeId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await county.offices()).items.map((office) => office.name)).toEqual([
      '太原市人民政府办公室',
      '山西省人民政府办公厅',
    ])
  })

  test('the chief editor approves but does not keep the ledger', async () => {
    await expect(
      here.of('chief').enterFact({
        id: newId(),
        kind: 'bonus',
        title: '无权',
        on: '2026-02-10',
        unitIds: [world.unit('140106').id],
        reason: '无',
        fileIds: [newId()],
      }),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(here.of('editor').facts({})).rejects.toMatchObject({ code: 'not_found' })
  })
})
