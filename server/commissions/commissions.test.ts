import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'

let world: World
let cast: Record<'editor' | 'chief' | 'city' | 'leader' | 'reporter' | 'reviewer' | 'other' | 'stranger', Actor>
beforeAll(async () => {
  world = await newWorld()
  cast = {
    editor: await world.person('editor', '140000'),
    chief: await world.person('chiefEditor', '140000'),
    leader: await world.person('leader', '140000', { name: '林正平' }),
    city: await world.person(['editor', 'chiefEditor'], '140100'),
    reporter: await world.person('reporter', '140105'),
    reviewer: await world.person('reviewer', '140105'),
    other: await world.person(['reporter', 'reviewer'], '140106'),
    stranger: await world.person(['editor', 'chiefEditor'], '140200'),
  }
})
afterAll(() => world.close())

const as = (actor: Actor) => insideClient(world.app, actor)
const details = (units: UnitCode[], dueAt = '2026-03-06T09:30:00.000Z') => ({
  origin: 'own' as const,
  leaderId: null,
  sourceLabel: '',
  title: '春耕备耕情况',
  content: '农资储备、价格和存在的问题。',
  requirements: '1500字以内，有数据。',
  contactName: '周雨桐',
  contactPhone: '0351-3046000',
  dueAt,
  unitIds: units.map((code) => world.unit(code).id),
  groupIds: [] as string[],
  fileIds: [],
})
async function issued(by: Actor, units: UnitCode[], parentTaskId?: string) {
  const id = newId()
  await as(by).commissions.create({ id, parentTaskId, ...details(units) })
  return as(by).commissions.issue({ id })
}
const taskOf = async (actor: Actor, commissionId: string) =>
  (await as(actor).commissions.tasks({ group: 'all', limit: 50 })).items.find(
    (one) => one.commissionId === commissionId,
  )!

/** An item that was sent, as far as commissions look at it. */
async function sentItem(actor: Actor, commissionId: string | null = null) {
  const id = newId()
  await as(actor).submissions.create({ id, title: '小店区春耕备耕有序推进', body: bodyFromText('农资储备充足。') })
  await as(actor).submissions.saveDetails({ id, version: 1, commissionId })
  await world.as(actor, async (cx) => {
    await cx.db.updateTable('submission').set({ status: 'sent', sent_at: cx.now }).where('id', '=', id).execute()
    await cx.record('submission.sent', { id, unitId: actor.unitId }, {})
  })
  return id
}

test('from the office to the unit and back: read, accepted, answered in time with an item that named it while it was drafted', async () => {
  const commission = await issued(cast.city, ['140105', '140106'])
  expect(commission).toMatchObject({ status: 'issued', label: '约稿〔2026〕1号', counts: { targets: 2, waiting: 2 } })
  const task = await taskOf(cast.reporter, commission.id)
  expect(task).toMatchObject({ status: 'issued', title: '春耕备耕情况', officeName: '太原市人民政府办公室' })
  await as(cast.reporter).commissions.read({ id: task.id })
  await as(cast.reporter).commissions.accept({ id: task.id })
  const submissionId = await sentItem(cast.reporter, commission.id)

  const seen = await as(cast.city).commissions.get({ id: commission.id })
  const target = seen.targets.find((one) => one.unitId === cast.reporter.unitId)!
  expect(target).toMatchObject({ status: 'answered', onTime: true, readByName: cast.reporter.name })
  expect(target.answers).toMatchObject([{ submissionId, onTime: true, withdrawnAt: null }])
  expect(seen.counts).toMatchObject({ answered: 1, late: 0, waiting: 1 })
  expect((await world.events(commission.id)).find((event) => event.kind === 'commission.answered')?.data).toMatchObject(
    {
      targetUnitId: cast.reporter.unitId,
      onTime: true,
      isFirst: true,
    },
  )

  await as(cast.city).commissions.grade({
    id: commission.id,
    targetId: target.id,
    quality: 'excellent',
    note: '数据扎实',
  })
  expect(await as(cast.reporter).commissions.task({ id: task.id })).toMatchObject({
    quality: 'excellent',
    qualityName: '优',
    qualityNote: '数据扎实',
  })
  await expect(as(cast.city).commissions.remove({ id: commission.id, reason: '误发' })).rejects.toMatchObject({
    code: 'commission.answered',
  })

  // the marks are the office's own list; what was given keeps its name, also where nobody has that list
  const officeId = world.unit('140100').id
  const mark = { list: 'answerQuality' as const, officeId, code: 'model', name: '示范' }
  const { id } = await as(cast.city).catalogue.createEntry({ ...mark, nameEn: '', note: '', data: {} })
  const given = { id: commission.id, targetId: target.id, quality: 'model', note: '' }
  await as(cast.city).commissions.grade(given)
  await as(cast.city).catalogue.setActive({ id, active: false })
  await expect(as(cast.city).commissions.grade(given)).rejects.toMatchObject({ code: 'catalogue.unknown_value' })
  const [shown, told] = [
    (await as(cast.city).commissions.get({ id: commission.id })).targets.find((one) => one.id === target.id),
    await as(cast.reporter).commissions.task({ id: task.id }),
  ]
  for (const side of [shown, told])
    expect(side).toMatchObject({ quality: 'model', qualityName: '示范', qualityNote: '' })
})

test('an answer after the deadline is taken and marked late; taken back, the unit owes it again', async () => {
  const commission = await issued(cast.city, ['140105'])
  world.setClock('2026-03-07T01:00:00.000Z')
  expect((await as(cast.city).commissions.overdue({})).items.map((item) => item.commissionId)).toContain(commission.id)
  const task = await taskOf(cast.reporter, commission.id)
  const submissionId = await sentItem(cast.reporter)
  const answered = await as(cast.reporter).commissions.link({ id: task.id, submissionId })
  expect(answered).toMatchObject({ status: 'answered', onTime: false })
  await expect(as(cast.reporter).commissions.link({ id: task.id, submissionId })).rejects.toMatchObject({
    code: 'commissionTask.already_linked',
  })
  await world.as(cast.reporter, (cx) =>
    cx.record('submission.withdrawn', { id: submissionId, unitId: cast.reporter.unitId }, {}),
  )
  expect(await as(cast.city).commissions.get({ id: commission.id })).toMatchObject({
    targets: [{ status: 'accepted', onTime: null }],
    counts: { answered: 0, waiting: 1 },
    isOverdue: true,
  })
  world.setClock('2026-03-02T01:00:00.000Z')
})

test('declined with a reason by who may decide so; ended by the office, nothing more is asked', async () => {
  const commission = await issued(cast.city, ['140105', '140106'])
  const task = await taskOf(cast.reporter, commission.id)
  await expect(as(cast.reporter).commissions.decline({ id: task.id, reason: '无此项工作' })).rejects.toMatchObject({
    code: 'not_permitted',
  })
  await as(cast.reviewer).commissions.decline({ id: task.id, reason: '我区无此项工作。' })
  await as(cast.city).commissions.end({ id: commission.id, reason: '省里已另行部署。' })
  const ended = await as(cast.city).commissions.get({ id: commission.id })
  expect(ended.targets.map((one) => one.declineReason)).toContain('我区无此项工作。')
  expect((await world.events(commission.id)).find((event) => event.kind === 'commission.ended')?.data).toMatchObject({
    missed: [{ unitId: cast.other.unitId }],
  })
  const below = await taskOf(cast.other, commission.id)
  await expect(as(cast.other).commissions.accept({ id: below.id })).rejects.toMatchObject({
    code: 'commissionTask.ended',
  })
})

test('passed down: the city makes its own of what the province asks, and sees both ends', async () => {
  const above = await issued(cast.editor, ['140100'])
  const task = await taskOf(cast.city, above.id)
  const below = await issued(cast.city, ['140105', '140106'], task.id)
  expect(below.parentTask).toMatchObject({ id: task.id })
  expect(await as(cast.city).commissions.task({ id: task.id })).toMatchObject({ below: [{ id: below.id }] })
})

test('a leader asks, the desk issues, the leader sees how it stands', async () => {
  const id = newId()
  await as(cast.leader).commissions.request({ id, title: '煤炭保供情况', content: '', dueAt: null })
  const { version } = await as(cast.editor).commissions.get({ id })
  await as(cast.editor).commissions.save({ id, version, ...details(['140100', '140200']), origin: 'leader' })
  await as(cast.editor).commissions.issue({ id })
  expect(await as(cast.leader).commissions.get({ id })).toMatchObject({
    leaderName: '林正平',
    counts: { waiting: 2 },
    actions: [],
  })
  const { items } = await as(cast.leader).commissions.list({ scope: 'mine', limit: 10, overdue: false })
  expect(items.map((item) => item.id)).toEqual([id])
})

test('groups follow the tree; only units below can be asked; what is not one’s own is not there', async () => {
  const group = {
    id: newId(),
    name: '各区',
    kind: 'rule' as const,
    unitKinds: ['countyOffice'],
    depth: 'direct' as const,
    unitIds: [],
    active: true,
  }
  await as(cast.city).commissions.saveGroup(group)
  const { items } = await as(cast.city).commissions.groups({})
  expect(items[0]!.units).toHaveLength(2)
  const id = newId()
  await as(cast.city).commissions.create({ id, ...details([]), groupIds: [group.id] })
  expect((await as(cast.city).commissions.issue({ id })).counts.targets).toBe(2)

  const foreign = newId()
  await as(cast.city).commissions.create({ id: foreign, ...details(['140200']) })
  await expect(as(cast.city).commissions.issue({ id: foreign })).rejects.toMatchObject({ code: 'commission.not_below' })
  await expect(as(cast.stranger).commissions.get({ id })).rejects.toMatchObject({ code: 'not_found' })
  const task = await taskOf(cast.reporter, id)
  await expect(as(cast.other).commissions.task({ id: task.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    as(cast.reporter).commissions.list({ limit: 10, overdue: false, scope: 'office' }),
  ).resolves.toMatchObject({ items: [] })
})

test('the office counts what came without naming the commission, by the line or by telephone: in time by when it was sent, and the unit is told', async () => {
  world.setClock('2026-03-03T01:00:00.000Z')
  const commission = await issued(cast.city, ['140105', '140106'])
  const [target, other] = ['140105', '140106'].map((code) =>
    commission.targets.find((one) => one.unitId === world.unit(code as UnitCode).id)!,
  )
  const lies = async (unit: UnitCode, submissionId: string | null, title: string) => {
    const id = newId()
    const { id: source_unit_id, name } = world.unit(unit)
    const now = world.app.clock()
    await world.db
      .insertInto('handling')
      .values({
        id,
        office_id: world.unit('140100').id,
        source_unit_id,
        source_unit_name: name,
        submission_id: submissionId,
        channel: submissionId ? 'system' : 'phone',
        title,
        characters: 100,
        urgency_code: 'normal',
        urgency_hours: 72,
        classification_code: 'internal',
        arrived_at: now,
        updated_at: now,
      })
      .execute()
    return id
  }
  world.setClock('2026-03-04T01:00:00.000Z')
  const submissionId = await sentItem(cast.reporter)
  const handlingId = await lies('140105', submissionId, '小店区春耕备耕有序推进')
  const byPhone = await lies('140106', null, '迎泽区春耕情况（电话）')
  const { commissions } = as(cast.city)
  const candidates = await commissions.candidates({ id: commission.id, targetId: target!.id })
  expect(candidates.items.map((item) => item.handlingId)).toEqual([handlingId])
  await commissions.linkAnswer({ id: commission.id, targetId: target!.id, handlingId })
  const linked = await commissions.linkAnswer({ id: commission.id, targetId: other!.id, handlingId: byPhone })
  expect(linked.targets.map((one) => [one.status, one.onTime, one.readAt, one.answers[0]!.handlingId])).toEqual(
    expect.arrayContaining([
      ['answered', true, null, handlingId],
      ['answered', true, null, byPhone],
    ]),
  )
  expect(await taskOf(cast.reporter, commission.id)).toMatchObject({ status: 'answered' })
  const { items } = await as(cast.reporter).home.notices({ limit: 5 })
  expect(items[0]).toMatchObject({ kind: 'commission_task.linked' })
  // the other unit's item does not answer for this one, and nothing answers twice
  for (const [targetId, item] of [
    [target!.id, byPhone],
    [target!.id, handlingId],
  ] as const)
    await expect(commissions.linkAnswer({ id: commission.id, targetId, handlingId: item })).rejects.toMatchObject({
      code: 'commission.already_linked',
    })
  await expect(
    as(cast.stranger).commissions.linkAnswer({ id: commission.id, targetId: target!.id, handlingId }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
