import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { Role } from '../../contract/access.ts'
import { PaperAction, PaperStatus } from '../../contract/guidance.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import { holds } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { newsroom } from '../publications/situation.test-help.ts'
import { tellAdoptions, watchGuidance } from './index.ts'
import { issuePaper } from './issue.ts'
import { mayMovePaper, paperMoves } from './rules/moves.ts'
import { adoptionReport, periodLabel } from './rules/report.ts'

let world: World
let room: Awaited<ReturnType<typeof newsroom>>
let cast: Record<'province' | 'city' | 'reporter' | 'stranger', Actor>
beforeAll(async () => {
  world = await newWorld()
  room = await newsroom(world)
  cast = {
    province: await world.person('chiefEditor', '140000'),
    city: await world.person('chiefEditor', '140100'),
    reporter: await world.person('reporter', '140105'),
    stranger: await world.person(['chiefEditor', 'reporter'], '140200'),
  }
})
afterAll(() => world.close())
const as = (actor: Actor) => insideClient(world.app, actor)

const allowed: Record<PaperStatus, string> = {
  draft: 'edit generate issue remove',
  issued: 'remind withdraw',
  withdrawn: '',
}
const roles: Record<PaperAction, Role[]> = {
  edit: ['editor', 'chiefEditor'],
  generate: ['editor', 'chiefEditor'],
  remove: ['editor', 'chiefEditor'],
  issue: ['chiefEditor', 'issueSigner'],
  remind: ['editor', 'chiefEditor'],
  withdraw: ['chiefEditor', 'issueSigner'],
}
test.each(PaperStatus.options.flatMap((status) => PaperAction.options.map((action) => [status, action] as const)))(
  'state × action × role: %s, %s',
  (status, action) => {
    for (const role of Role.options) {
      const expected = allowed[status].split(' ').includes(action) && roles[action].includes(role)
      const may = holds(role, paperMoves[action].need) && mayMovePaper({ status, kind: 'adoption' }, action)
      expect.soft([role, may]).toEqual([role, expected])
    }
    expect(mayMovePaper({ status, kind: 'points' }, 'generate')).toBe(false)
  },
)

test.each([
  ['2026-07-01', '2026-09-30', '2026年第三季度'],
  ['2026-02-01', '2026-02-28', '2026年2月'],
  ['2026-01-01', '2026-12-31', '2026年'],
  ['2026-12-25', '2027-01-05', '2026年12月25日至2027年1月5日'],
])('a period from %s to %s is called %s', (from, to, label) => expect(periodLabel(from, to)).toBe(label))

test('a report leaves out clauses with nothing in them; a joint item stands under each of its units', () => {
  const unit = (name: string, kind: string) => ({ id: name, name, kind })
  const item = (title: string, units: ReturnType<typeof unit>[]) => ({
    title,
    units,
    publicationName: '要情',
    issueLabel: '2026年第3期',
  })
  const body = adoptionReport(
    [
      item('甲', [unit('小店区', 'countyOffice')]),
      item('乙', [unit('小店区', 'countyOffice'), unit('迎泽区', 'countyOffice')]),
    ],
    { officeName: '市政府办', period: '2026年9月' },
  )
  const text = JSON.stringify(body)
  expect(text).toContain('2026年9月，市政府办共采用信息2条。其中，采用各市、县（市、区）2条。现将采用情况通报如下。')
  expect(text).toContain('小店区（2条）')
  expect(text).toContain('迎泽区（1条）')
  expect(text).not.toContain('各部门')
})

const details = (unitIds: string[]) => ({
  title: '2026年3月报送要点',
  body: bodyFromText('请围绕以下要点报送。'),
  periodFrom: '2026-03-01',
  periodTo: '2026-03-31',
  points: [] as { id: string; text: string; detail: string; basedOn: null }[],
  unitIds,
  groupIds: [],
  fileIds: [],
})
const point = (text: string) => ({ id: newId(), text, detail: '', basedOn: null })

test('points go down, are read, adapted and passed on; an item written for one shows in the matrix of the office', async () => {
  const id = newId()
  const created = await as(cast.province).guidance.create({
    ...details([world.unit('140100').id]),
    id,
    kind: 'points',
    points: [point('春耕备耕'), point('能源保供')],
  })
  await as(cast.province).guidance.issue({ id, version: created.version })
  const { items } = await as(cast.city).guidance.received({ limit: 10, unread: true })
  await as(cast.city).guidance.read({ id: items[0]!.id })
  expect(await as(cast.province).guidance.get({ id })).toMatchObject({
    label: '报送要点〔2026〕1号',
    recipients: [{ readByName: cast.city.name }],
  })

  const own = await as(cast.city).guidance.create({
    ...details([world.unit('140105').id, world.unit('140106').id]),
    id: newId(),
    kind: 'points',
    basedOn: items[0]!.id,
  })
  expect(own.points.map((one) => one.text)).toEqual(['春耕备耕', '能源保供'])
  await as(cast.city).guidance.issue({ id: own.id, version: own.version })
  const open = await as(cast.reporter).guidance.openPoints({})
  const submissionId = newId()
  await as(cast.reporter).submissions.create({ id: submissionId, title: '小店区春耕', body: bodyFromText('进展。') })
  await as(cast.reporter).submissions.saveDetails({ id: submissionId, version: 1, pointIds: [open.items[0]!.id] })
  await world.as(cast.reporter, async (cx) => {
    await cx.db
      .updateTable('submission')
      .set({ status: 'sent', sent_at: cx.now })
      .where('id', '=', submissionId)
      .execute()
    await cx.record('submission.sent', { id: submissionId, unitId: cast.reporter.unitId }, {})
  })
  const matrix = await as(cast.city).guidance.get({ id: own.id })
  expect(matrix.coverage).toMatchObject([{ pointId: own.points[0]!.id, unitId: cast.reporter.unitId, submissionId }])
  await expect(as(cast.stranger).guidance.get({ id: own.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(as(cast.stranger).guidance.receipt({ id: items[0]!.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('an adoption report asks for the password again, and is withdrawn with a reason', async () => {
  await room.release(await room.piece('供暖初期的突出问题'))
  const id = newId()
  await as(cast.city).guidance.create({ ...details([world.unit('140105').id]), id, kind: 'adoption', title: '3月通报' })
  const written = await as(cast.city).guidance.generate({ id, version: 1 })
  expect(JSON.stringify(written.body)).toContain('供暖初期的突出问题')
  const tired = { ...cast.city, provedAt: null }
  await expect(
    runCommand(world.app, tired, (cx) => issuePaper(cx, { id, version: written.version })),
  ).rejects.toMatchObject({ code: 'prove_again' })
  await as(cast.city).guidance.issue({ id, version: written.version })
  await as(cast.city).guidance.withdraw({ id, reason: '数字有误，另行印发。' })
  const { items } = await as(cast.reporter).guidance.received({ limit: 10, kind: ['adoption'], unread: false })
  expect(await as(cast.reporter).guidance.receipt({ id: items[0]!.id })).toMatchObject({
    withdrawReason: '数字有误，另行印发。',
  })
})

test('催阅 reaches those who have not read, counts on both sides, and ends when all have', async () => {
  const id = newId()
  const { guidance } = as(cast.city)
  const units = [world.unit('140105').id, world.unit('140106').id]
  const { version } = await guidance.create({ ...details(units), id, kind: 'notice', title: '关于值班的通知' })
  const issued = await guidance.issue({ id, version })
  const mine = issued.recipients.find((one) => one.unitId === cast.reporter.unitId)!
  const other = issued.recipients.find((one) => one.id !== mine.id)!
  await guidance.remind({ id })
  const again = await guidance.remind({ id, recipientIds: [mine.id] })
  const counts = (paper: typeof again) => paper.recipients.map((one) => [one.id === mine.id, one.remindedCount])
  expect(counts(again)).toEqual(
    expect.arrayContaining([
      [true, 2],
      [false, 1],
    ]),
  )
  expect(await as(cast.reporter).guidance.receipt({ id: mine.id })).toMatchObject({ remindedCount: 2 })
  const { items } = await as(cast.reporter).home.notices({ limit: 5 })
  expect(items[0]).toMatchObject({ kind: 'guidance_receipt.reminded', subjectId: mine.id })

  await as(cast.reporter).guidance.read({ id: mine.id })
  await expect(guidance.remind({ id, recipientIds: [mine.id] })).rejects.toMatchObject({ code: 'guidance.all_read' })
  expect(counts(await guidance.remind({ id }))).toEqual(
    expect.arrayContaining([
      [true, 2],
      [false, 2],
    ]),
  )
  expect(other.remindedCount).toBe(0)
  await guidance.withdraw({ id, reason: '另行通知。' })
  await expect(guidance.remind({ id })).rejects.toMatchObject({ code: 'guidance.wrong_state' })
})

test('阅读期限: unread papers are reminded by the schedule, late ones told to the office once; who has read is left in peace', async () => {
  const id = newId()
  const { guidance } = as(cast.city)
  const units = [world.unit('140105').id, world.unit('140106').id]
  const watch = () => runCommand(world.app, systemActor, watchGuidance)
  const draft = { ...details(units), id, kind: 'notice' as const, title: '限时阅办的通知' }
  const { version } = await guidance.create({ ...draft, readBy: '2026-03-01T00:00:00.000Z' })
  await expect(guidance.issue({ id, version })).rejects.toMatchObject({ code: 'guidance.read_by_over' })
  const saved = await guidance.save({ ...draft, version, readBy: '2026-03-06T01:00:00.000Z' })
  const issued = await guidance.issue({ id, version: saved.version })
  const mine = issued.recipients.find((one) => one.unitId === cast.reporter.unitId)!
  const counts = async () => {
    const { recipients } = await guidance.get({ id })
    return [mine.id, recipients.find((one) => one.id !== mine.id)!.id].map(
      (one) => recipients.find((row) => row.id === one)!.remindedCount,
    )
  }
  const receipt = await as(cast.reporter).guidance.receipt({ id: mine.id })
  expect(receipt.readBy).toBe('2026-03-06T01:00:00.000Z')
  const { groups } = await as(cast.reporter).home.tasks({})
  expect(groups.find((group) => group.kind === 'guidance.toRead')?.items).toContainEqual(
    expect.objectContaining({ id: mine.id, dueAt: '2026-03-06T01:00:00.000Z' }),
  )

  // the schedule of the office: three days, one day and two hours before, one hour and three days after
  for (const [at, expected] of [
    ['2026-03-03T00:59:00.000Z', [0, 0]],
    ['2026-03-03T01:00:00.000Z', [1, 1]],
    ['2026-03-03T01:01:00.000Z', [1, 1]],
  ] as const) {
    world.setClock(at)
    await watch()
    expect([at, await counts()]).toEqual([at, expected])
  }
  await as(cast.reporter).guidance.read({ id: mine.id })
  const told = async () =>
    (await as(cast.city).home.notices({ limit: 20 })).items.filter((notice) => notice.kind === 'guidance.overdue')
  for (const [at, expected, overdue] of [
    ['2026-03-05T23:30:00.000Z', [1, 2], 0], // two reminders fell due while nobody looked: one is sent
    ['2026-03-06T01:01:00.000Z', [1, 2], 1],
    ['2026-03-06T02:00:00.000Z', [1, 3], 1],
    ['2026-03-09T01:00:00.000Z', [1, 4], 1],
    ['2026-04-09T01:00:00.000Z', [1, 4], 1],
  ] as const) {
    world.setClock(at)
    await watch()
    expect([at, await counts(), (await told()).length]).toEqual([at, expected, overdue])
  }
  expect((await told())[0]!.data).toMatchObject({ title: '限时阅办的通知', count: 1 })
  world.setClock('2026-03-02T01:00:00.000Z')
})

test('every unit is told of each adoption on its day, once, from five in the afternoon', async () => {
  const tell = () => runCommand(world.app, systemActor, tellAdoptions)
  const words = async () => (await as(cast.reporter).guidance.words({ limit: 10 })).items
  world.setClock('2026-03-03T02:00:00.000Z')
  await room.adopt(await room.piece('老旧小区改造的难点'))
  const before = (await words()).length
  world.setClock('2026-03-03T08:59:00.000Z')
  await tell()
  const titles = (await words()).flatMap((word) => word.items.map((item) => item.title))
  expect(titles).not.toContain('老旧小区改造的难点')
  world.setClock('2026-03-03T09:00:00.000Z')
  await tell()
  await tell()
  const after = await words()
  expect(after[0]).toMatchObject({ day: '2026-03-03', items: [{ title: '老旧小区改造的难点' }] })
  expect(after.filter((word) => word.day === '2026-03-03')).toHaveLength(1)
  expect(after.length).toBeGreaterThan(before)
})
