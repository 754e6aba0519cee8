import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { runCommand } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { assessed, standsAt } from './situation.test-help.ts'
import { hearStandings } from './standings-told.ts'
import { tellStandings } from './tell-standings.ts'

let world: World
let here: Awaited<ReturnType<typeof assessed>>
const officeId = () => world.unit('140100').id
const q = { startsOn: '2026-01-01', endsOn: '2026-03-31' }

beforeAll(async () => {
  world = await newWorld()
  here = await assessed(world)
  await here.inForce()
  await here.release(await here.piece('小店区稳岗就业成效明显'))
  await here.release(await here.piece('小店区推行一窗通办'))
})
afterAll(() => world.close())

describe('结算中、公示、封账', () => {
  const id = newId()
  test('a period is posted only when it is over, and closed only when nobody may comment any more', async () => {
    const assessor = here.of('assessor')
    const opened = await assessor.openPeriod({ id, kind: 'quarter', year: 2026, part: 1 })
    expect(opened).toMatchObject({
      name: '2026年第一季度',
      startsOn: '2026-01-01',
      endsOn: '2026-03-31',
      status: 'open',
    })
    expect(opened.standings.groups[0]!.units[0]).toMatchObject({
      unitName: '小店区政府办',
      points: 6,
      rank: 1,
      levels: { city: 2 },
    })
    await expect(assessor.openPeriod({ id: newId(), kind: 'quarter', year: 2026, part: 1 })).rejects.toMatchObject({
      code: 'period.exists',
    })
    await expect(assessor.postPeriod({ id, commentUntil: '2026-04-05' })).rejects.toMatchObject({
      code: 'period.not_over',
    })
    world.setClock('2026-04-01T01:00:00.000Z')
    const posted = await assessor.postPeriod({ id, commentUntil: '2026-04-05' })
    expect((await here.of('county').standings({ ...q, officeId: officeId() })).commentUntil).toBe('2026-04-05')
    const chief = await freshChief()
    await expect(chief.closePeriod({ id, version: posted.version })).rejects.toMatchObject({
      code: 'period.comments_open',
    })
  })

  test('an appeal reaches the office with its answer coming back', async () => {
    const { lines } = await here.of('county').unitScore({ ...q, officeId: officeId() })
    const appealId = newId()
    await here.of('county').appeal({
      id: appealId,
      officeId: officeId(),
      about: lines[0]!.title,
      text: '该信息还获市领导批示，未计分。',
      factId: lines[0]!.factId,
      periodName: '2026年第一季度',
    })
    expect((await here.of('assessor').appeals({})).items[0]).toMatchObject({
      unitName: '小店区政府办',
      mayAnswer: true,
    })
    expect((await here.of('neighbour').myAppeals({})).items).toEqual([])
    await expect(here.of('chief').answerAppeal({ id: appealId, upheld: true, answer: '属实' })).rejects.toMatchObject({
      code: 'not_permitted',
    })
    await here.of('assessor').answerAppeal({ id: appealId, upheld: true, answer: '情况属实，将予更正。' })
    expect((await here.of('county').myAppeals({})).items[0]).toMatchObject({
      status: 'upheld',
      answer: '情况属实，将予更正。',
    })
    await expect(
      here.of('assessor').answerAppeal({ id: appealId, upheld: false, answer: '再答' }),
    ).rejects.toMatchObject({ code: 'appeal.wrong_status' })
  })

  test('closing freezes: what happens later changes nothing; a correction needs a date, a reason and a second person', async () => {
    world.setClock('2026-04-06T01:00:00.000Z')
    const chief = await freshChief()
    const { version } = await here.of('assessor').period({ id })
    const closed = await chief.closePeriod({ id, version })
    expect(closed).toMatchObject({ status: 'closed', standings: { frozen: true } })
    expect(closed.digest).toMatch(/^[0-9a-f]{64}$/)

    const bonus = newId()
    await here.of('assessor').enterFact({
      id: bonus,
      kind: 'bonus',
      title: '事后加分',
      on: '2026-03-31',
      unitIds: [world.unit('140106').id],
      amount: 9,
      reason: '补录',
      fileIds: [await here.evidence()],
    })
    await chief.confirmFact({ id: bonus })
    const yingze = async () =>
      (await here.of('assessor').period({ id })).standings.groups[0]!.units.find(
        (unit) => unit.unitName === '迎泽区政府办',
      )!
    expect((await yingze()).points).toBe(0)

    await here.of('assessor').amend({
      id,
      amendmentId: newId(),
      unitId: world.unit('140106').id,
      points: 7,
      reason: '漏计市领导批示一次',
    })
    const [amendment] = (await here.of('assessor').period({ id })).amendmentList
    expect((await yingze()).points).toBe(0)
    await expect(here.of('assessor').decideAmendment({ id: amendment!.id, agreed: true })).rejects.toMatchObject({
      code: 'amendment.own_entry',
    })
    await chief.decideAmendment({ id: amendment!.id, agreed: true })
    expect(await yingze()).toMatchObject({ points: 7, amended: 7, rank: 1 })
    const own = await here.of('neighbour').unitScore({ ...q, officeId: officeId() })
    expect(own.amendments).toMatchObject([{ points: 7, reason: '漏计市领导批示一次' }])
  })

  test('the bulletin is drafted from the frozen period, signed by another person, sent down and read', async () => {
    const bulletinId = newId()
    const drafted = await here.of('assessor').draftBulletin({
      id: bulletinId,
      periodId: id,
      tables: [
        'overview',
        'byMonth',
        'returned',
        'adopted',
        'byPublication',
        'sentAdopted',
        'byKind',
        'cumulative',
        'byLevel',
      ],
    })
    const text = JSON.stringify(drafted.body)
    expect(drafted.title).toBe('2026年第一季度政务信息采用情况通报')
    expect(text).toContain('采用县（市、区）政府办信息2条')
    expect(text).not.toContain('批示信息0条')
    expect(text).toContain('零报送单位：迎泽区政府办')
    expect(drafted.body.content.filter((block) => block.type === 'table').length).toBeGreaterThanOrEqual(9)

    const saved = await here.of('assessor').saveBulletin({
      id: bulletinId,
      title: drafted.title,
      body: drafted.body,
      baseVersion: drafted.textVersion,
    })
    await expect(here.of('assessor').signBulletin({ id: bulletinId, version: saved.version })).rejects.toMatchObject({
      code: 'not_permitted',
    })
    const chief = await freshChief()
    await chief.signBulletin({ id: bulletinId, version: saved.version })
    const released = await chief.releaseBulletin({ id: bulletinId })
    expect(released).toMatchObject({ status: 'released', recipientCount: 2, readCount: 0 })

    const received = (await here.of('county').receivedBulletins({ unread: true })).items
    expect(received).toMatchObject([{ title: drafted.title, points: 6, rank: 2, readAt: null }])
    await here.of('county').readBulletin({ id: received[0]!.id })
    expect(await here.of('assessor').bulletin({ id: bulletinId })).toMatchObject({ readCount: 1 })
    await expect(here.of('neighbour').readBulletin({ id: received[0]!.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('年度', () => {
  test('candidates by quota; who is barred is passed over with the reason; the decision goes into the history', async () => {
    const assessor = here.of('assessor')
    const first = await assessor.commendation({ year: 2026 })
    expect(first.groups[0]!.candidates.every((one) => one.prize === null)).toBe(true)
    const quotas = [{ groupKey: 'county', groupName: '县（市、区）政府办', prizes: [{ name: '一等奖', count: 1 }] }]
    const saved = await assessor.saveCommendation({
      year: 2026,
      version: first.version,
      quotas,
      personQuota: 1,
      bars: [{ unitId: world.unit('140106').id, reason: '漏报重大突发事件' }],
    })
    expect(saved.groups[0]!.candidates).toMatchObject([
      { unitName: '迎泽区政府办', barred: '漏报重大突发事件', prize: null },
      { unitName: '小店区政府办', prize: '一等奖' },
    ])
    expect(saved.people[0]).toMatchObject({
      personName: '值班员',
      unitName: '小店区政府办',
      points: 6,
      prize: '先进个人',
    })
    const chief = await freshChief()
    const decided = await chief.decideCommendation({ year: 2026, version: saved.version })
    expect(decided).toMatchObject({ status: 'decided', mayChange: false })
    expect(decided.history.map((one) => one.prize)).toEqual(expect.arrayContaining(['一等奖', '先进个人']))
    expect(JSON.stringify(decided.decision.body)).toContain('小店区政府办')
    await expect(
      assessor.saveCommendation({ year: 2026, version: decided.version, quotas, personQuota: 0, bars: [] }),
    ).rejects.toMatchObject({ code: 'commendation.wrong_status' })
  })
})

describe('办公室在另一节点', () => {
  test('a unit elsewhere is told once a day what has changed, and shows it beside what is its own', async () => {
    const tell = () => runCommand(world.app, systemActor, tellStandings)
    const letters = () =>
      world.db.selectFrom('letter').selectAll().where('kind', '=', 'assessment.standings').orderBy('id').execute()
    const span = { ...q, officeId: officeId() }
    world.setClock('2026-05-05T01:00:00.000Z')
    await standsAt(world, '140100', 'lower', '140105')
    await tell()
    const told = await letters()
    expect(new Set(told.map((letter) => letter.to_unit_id))).toEqual(new Set([world.unit('140105').id]))
    world.setClock('2026-05-06T01:00:00.000Z')
    await tell()
    expect(await letters()).toHaveLength(told.length) // nothing has changed, nothing is told
    const [closed] = (await here.of('assessor').periods({})).items.filter((one) => one.status === 'closed')
    const unitId = world.unit('140105').id
    await here.of('assessor').amend({
      id: closed!.id,
      amendmentId: newId(),
      unitId,
      points: 1,
      reason: '漏计一次',
    })
    const { amendmentList } = await here.of('assessor').period({ id: closed!.id })
    const { id: amendment } = amendmentList.find((one) => one.reason === '漏计一次')!
    await (await freshChief()).decideAmendment({ id: amendment, agreed: true })
    await tell()
    const corrected = await letters()
    expect(corrected).toHaveLength(told.length + 1) // a correction does not wait for the next morning

    const seen = await here.of('county').unitScore(span)
    await standsAt(world, '140105', 'upper', '140100')
    expect(await here.of('county').standings(span)).toMatchObject({ elsewhere: true, toldAt: null, groups: [] })
    await runCommand(world.app, systemActor, async (cx) => {
      for (const letter of corrected)
        await hearStandings(cx, {
          fromUnitId: letter.from_unit_id,
          toUnitId: letter.to_unit_id,
          body: letter.body,
        } as never)
    })
    expect(await here.of('county').standings(span)).toMatchObject({
      elsewhere: true,
      schemeName: '太原市政务信息考核办法',
    })
    const score = await here.of('county').unitScore(span)
    expect(score.standing).toEqual(seen.standing)
    expect(score.lines.map((line) => [line.title, line.points])).toEqual(
      seen.lines.map((line) => [line.title, line.points]),
    )
    expect(score.lines.every((line) => line.links.pieceId === undefined)).toBe(true)
    expect((await here.of('neighbour').standings(span)).toldAt).toBeNull() // told to another unit
  })
})

/** The chief editor, who has just given the password. */
async function freshChief() {
  return here.as({ ...here.people.chief, provedAt: world.app.clock() }).assessment
}
