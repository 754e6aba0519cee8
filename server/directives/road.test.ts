import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { recordFile } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { directing } from './situation.test-help.ts'

let world: World
let city: Awaited<ReturnType<typeof directing>>
beforeAll(async () => {
  world = await newWorld()
  city = await directing(world)
})
afterAll(() => world.close())

const day = (date: string, time = '09:00') => world.setClock(new Date(`${date}T${time}:00+08:00`).toISOString())

test('from the pen of a leader to the closed file: every state has its owner and its clock', async () => {
  const { as, cast, words } = city
  day('2026-03-02')
  const { adoptionId, issueId } = await city.released()
  const { id, label } = await as(cast.leader).directives.record({
    ...words,
    id: newId(),
    leaderId: null,
    source: { kind: 'issue', adoptionId },
  })
  expect(label).toMatch(/^批示〔2026〕\d+号$/)
  const supervisor = as(cast.supervisor).directives
  const registered = await supervisor.get({ id })
  expect(registered).toMatchObject({
    status: 'registered',
    issueId,
    isOnBehalf: false,
    leaderRank: 'city',
    dueAt: '2026-03-02T15:59:59.000Z', // 不过夜
    actions: ['edit', 'transfer', 'report', 'close', 'void'],
  })

  const assigned = await supervisor.transfer({
    id,
    version: registered.version,
    parts: [city.lead(), city.other()],
    contact: '督办科',
  })
  expect(assigned.status).toBe('assigned')
  const lead = assigned.assignments.find((part) => part.role === 'lead')!
  expect(lead.milestones.map((one) => [one.name, one.dueAt])).toEqual([
    ['当日签收', '2026-03-02T15:59:59.000Z'],
    ['三日反馈办理方案', '2026-03-05T15:59:59.000Z'],
    ['七日反馈办理进展', '2026-03-11T15:59:59.000Z'],
    ['一个月办结反馈', '2026-04-02T15:59:59.000Z'],
  ])
  const handler = as(cast.handler).directives
  const task = await handler.signFor({ id: lead.id })
  expect(task).toMatchObject({ status: 'signedFor', otherUnits: [world.unit('140106').name], text: words.text })

  day('2026-03-04')
  await city.feedback(lead.id, 'stage')
  const afterStage = await supervisor.get({ id })
  expect(afterStage.assignments[0]).toMatchObject({ status: 'handling', dueAt: '2026-03-11T15:59:59.000Z' })
  expect(afterStage.assignments[0]!.feedback[0]).toMatchObject({ kind: 'stage', signedByName: cast.head.name })

  await supervisor.urge({ id: lead.id, text: '请抓紧' })
  expect(await handler.task({ id: lead.id })).toMatchObject({ urgedCount: 1, lastUrgeText: '请抓紧' })
  const inspection = {
    inspectedOn: '2026-03-04',
    inspectors: '督办科两人',
    findings: '换热站未检修',
    demands: '限期检修',
  }
  await supervisor.inspect({ id: lead.id, ...inspection })
  expect((await handler.task({ id: lead.id })).inspections).toMatchObject([{ findings: '换热站未检修' }])

  await handler.askExtension({ id: lead.id, reason: '管件未到货', plan: '到货后十日内换完', until: '2026-04-20' })
  await supervisor.decideExtension({ id: lead.id, approve: true, note: '同意' })
  const extended = await handler.task({ id: lead.id })
  expect(extended.milestones.at(-1)).toMatchObject({ expects: 'final', dueAt: '2026-04-20T15:59:59.000Z' })
  expect(extended.extension).toMatchObject({ decision: 'approved' })

  day('2026-04-10')
  await city.feedback(lead.id, 'final')
  await supervisor.redo({ id: lead.id, reason: '没有说明整改时限', dueOn: '2026-04-17' })
  expect(await handler.task({ id: lead.id })).toMatchObject({ status: 'redo', dueAt: '2026-04-17T15:59:59.000Z' })
  await city.feedback(lead.id, 'final')
  await supervisor.accept({ id: lead.id, note: '' })
  expect((await supervisor.get({ id })).status).toBe('assigned') // the co-unit has not finished

  const coUnit = assigned.assignments.find((part) => part.role === 'other')!
  await as(cast.otherHandler).directives.signFor({ id: coUnit.id })
  await city.feedback(coUnit.id, 'final', { drafts: cast.otherHandler, signs: cast.otherHead })
  await supervisor.accept({ id: coUnit.id, note: '' })
  expect((await supervisor.get({ id })).status).toBe('inClosing')

  const reported = await supervisor.report({ id, result: '问题已解决，管网检修完毕。' })
  expect(reported).toMatchObject({ status: 'reported', dueAt: '2026-04-17T15:59:59.000Z' })
  await expect(supervisor.close({ id, note: '' })).rejects.toMatchObject({ code: 'directive.leader_may_answer' })
  await as(cast.leader).directives.answer({ id, text: '好', isNew: false })
  expect(await supervisor.close({ id, note: '' })).toMatchObject({ status: 'closed', light: 'green', dueAt: null })
  expect(await supervisor.archive({ id })).toMatchObject({ status: 'archived', actions: [] })

  const kinds = (await world.events(id)).map((event) => event.kind)
  for (const kind of [
    'recorded',
    'transferred',
    'signed_for',
    'feedback_received',
    'returned',
    'accepted',
    'reported',
    'closed',
  ])
    expect(kinds).toContain(`directive.${kind}`)
})

test('only what stands in a released issue may carry a directive', async () => {
  const draft = await city.draft(await city.piece('还没有成刊的一件'))
  const adoptionId = draft.columns[0]!.entries[0]!.adoptionId
  const record = (source: { kind: 'issue'; adoptionId: string }) =>
    city.as(city.cast.leader).directives.record({ ...city.words, id: newId(), leaderId: null, source })
  await expect(record({ kind: 'issue', adoptionId })).rejects.toMatchObject({ code: 'directive.not_released' })
  const { adoptionId: released } = await city.released()
  await expect(
    city.as(city.cast.stranger).directives.record({
      ...city.words,
      id: newId(),
      leaderId: null,
      source: { kind: 'issue', adoptionId: released },
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('a secretary records on behalf, marked as such; a stranger does not', async () => {
  const { as, cast, words, paper } = city
  const before = await city.directive()
  const secretary = await world.person('reader', '140100', { name: '秘书小何' })
  const [leader] = (await as(cast.supervisor).directives.rules({})).leaders
  await expect(
    as(secretary).directives.record({ ...words, id: newId(), leaderId: leader!.id, source: paper }),
  ).rejects.toMatchObject({ code: 'directive.not_the_leader' })
  await as(cast.supervisor).directives.saveLeader({ ...leader!, secretaryIds: [secretary.personId] })
  const { id } = await as(secretary).directives.record({ ...words, id: newId(), leaderId: leader!.id, source: paper })
  expect(await as(cast.supervisor).directives.get({ id })).toMatchObject({
    isOnBehalf: true,
    recordedByName: '秘书小何',
    leaderName: cast.leader.name,
  })
  const mine = (await as(cast.leader).directives.mine({ limit: 50 })).items.map((row) => row.id)
  expect(mine).toEqual(expect.arrayContaining([id, before.id]))
})

test('who or what is named must be there: unknown people, a leader entered twice and a second try each have their answer', async () => {
  const { as, cast, words, paper } = city
  await city.directive()
  const { saveLeader, rules } = as(cast.supervisor).directives
  const leader = (await rules({})).leaders.find((one) => one.personId === cast.leader.personId)!
  const save = (change: object) => saveLeader({ ...leader, secretaryIds: [], ...change })
  await expect(save({ personId: newId() })).rejects.toMatchObject({ code: 'not_found' })
  await expect(save({ secretaryIds: [newId()] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(save({ id: newId() })).rejects.toMatchObject({
    code: 'directive.leader_twice',
    data: { name: leader.name },
  })
  const input = { ...words, id: newId(), leaderId: null, source: paper }
  const first = await as(cast.leader).directives.record(input)
  expect(await as(cast.leader).directives.record(input)).toEqual(first)
  await expect(as(cast.supervisor).directives.record({ ...input, leaderId: leader.id })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('what is written by hand needs its picture, and its transcription before it is transferred', async () => {
  const { as, cast, words, paper } = city
  const written = { ...words, way: 'handwritten' as const, text: '', id: newId(), leaderId: null, source: paper }
  await expect(as(cast.leader).directives.record(written)).rejects.toMatchObject({ code: 'directive.needs_picture' })
  const picture = await world.as(cast.leader, (cx) =>
    recordFile(cx, '批示.png', { sha256: newId(), size: 900, mediaType: 'image/png' }),
  )
  const { id } = await as(cast.leader).directives.record({ ...written, fileIds: [picture.id, picture.id] })
  const supervisor = as(cast.supervisor).directives
  const shown = await supervisor.get({ id })
  expect(shown.files.map((file) => file.id)).toEqual([picture.id])
  const to = { id, parts: [city.lead()], contact: '' }
  await expect(supervisor.transfer({ ...to, version: shown.version })).rejects.toMatchObject({
    code: 'directive.needs_transcription',
  })
  const [leader] = (await supervisor.rules({})).leaders
  const edited = await supervisor.edit({
    ...words,
    id,
    version: shown.version,
    leaderId: leader!.id,
    fileIds: [picture.id],
  })
  const { assignments } = await supervisor.transfer({ ...to, version: edited.version })
  const task = await as(cast.handler).directives.task({ id: assignments[0]!.id })
  expect(task.files.map((file) => file.id)).toEqual([picture.id]) // the handwriting came with the letter
})

test('a new directive on the result takes the place of the old one', async () => {
  const { as, cast } = city
  const { id } = await city.directive()
  const supervisor = as(cast.supervisor).directives
  await supervisor.report({ id, result: '已办理。' })
  const answered = await as(cast.leader).directives.answer({ id, text: '再查一次', isNew: true })
  expect(answered).toMatchObject({ status: 'closed' })
  expect(await supervisor.get({ id: answered.followedBy! })).toMatchObject({
    status: 'registered',
    text: '再查一次',
    followOf: id,
  })
})

test('a city hands down to its counties and answers in its own name, when theirs are accepted', async () => {
  const { as } = city
  const province = {
    leader: await world.person('leader', '140000'),
    supervisor: await world.person('supervisor', '140000'),
  }
  const { id } = await as(province.leader).directives.record({
    ...city.words,
    id: newId(),
    leaderId: null,
    source: city.paper,
  })
  const { version } = await as(province.supervisor).directives.get({ id })
  const { assignments } = await as(province.supervisor).directives.transfer({
    id,
    version,
    parts: [{ unitId: world.unit('140100').id, role: 'lead', requirement: '认真办理' }],
    contact: '',
  })
  const taskId = assignments[0]!.id
  const handler = await world.person('reporter', '140100')
  const head = await world.person('deputySigner', '140100')
  await as(handler).directives.signFor({ id: taskId })
  const dueOn = '2026-05-20'
  await expect(
    as(handler).directives.delegate({
      id: taskId,
      parts: [{ unitId: world.unit('140200').id, requirement: '办理' }],
      dueOn,
    }),
  ).rejects.toMatchObject({ code: 'directive.not_below' })
  const { below } = await as(handler).directives.delegate({
    id: taskId,
    parts: [{ unitId: world.unit('140105').id, requirement: '报来本区情况' }],
    dueOn,
  })
  const part = below[0]!
  await as(city.cast.handler).directives.signFor({ id: part.id })
  await expect(city.feedback(taskId, 'final', { drafts: handler, signs: head })).rejects.toMatchObject({
    code: 'directiveTask.below_open',
  })
  await city.feedback(part.id, 'final')
  await as(handler).directives.accept({ id: part.id, note: '' })
  await city.feedback(taskId, 'final', { drafts: handler, signs: head })
  const shown = await as(province.supervisor).directives.get({ id })
  expect(shown.assignments[0]).toMatchObject({
    status: 'finalGiven',
    below: [{ name: world.unit('140105').name, status: 'accepted' }],
  })
})

test('taken back from a unit, it waits to be transferred again', async () => {
  const supervisor = city.as(city.cast.supervisor).directives
  const { id, assignments } = await city.transferred()
  await supervisor.withdraw({ id: assignments[0]!.id, reason: '改由市直部门办理' })
  expect(await supervisor.get({ id })).toMatchObject({ status: 'registered', unitCount: 0 })
  expect(await city.as(city.cast.handler).directives.task({ id: assignments[0]!.id })).toMatchObject({
    status: 'withdrawn',
    actions: [],
  })
})

test.each([
  ['no lead unit', () => [city.other()], 'directive.needs_one_lead'],
  ['two lead units', () => [city.lead(), { ...city.other(), role: 'lead' as const }], 'directive.needs_one_lead'],
  ['one unit twice', () => [city.lead(), { ...city.lead(), role: 'other' as const }], 'directive.unit_twice'],
])('no transfer with %s', async (_reason, parts, code) => {
  const { id, version } = await city.directive()
  await expect(
    city.as(city.cast.supervisor).directives.transfer({ id, version, parts: parts(), contact: '' }),
  ).rejects.toMatchObject({ code })
})

test('nobody signs an own feedback', async () => {
  const { assignments } = await city.transferred()
  const both = await world.person(['reporter', 'deputySigner'], '140105')
  await city.as(both).directives.signFor({ id: assignments[0]!.id })
  await expect(city.feedback(assignments[0]!.id, 'stage', { drafts: both, signs: both })).rejects.toMatchObject({
    code: 'directiveTask.own_feedback',
  })
})

test('who sees what: the desk all, the leader his own, the units their part, others nothing', async () => {
  const { as, cast } = city
  const { id, assignments } = await city.transferred()
  for (const reader of [cast.supervisor, cast.chief, cast.editor, cast.leader])
    expect((await as(reader).directives.get({ id })).id).toBe(id)
  for (const other of [cast.stranger, cast.handler, cast.head, cast.otherHandler])
    await expect(as(other).directives.get({ id })).rejects.toMatchObject({ code: 'not_found' })
  const taskId = assignments[0]!.id
  expect((await as(cast.head).directives.task({ id: taskId })).id).toBe(taskId)
  for (const other of [cast.otherHandler, cast.leader, cast.chief, cast.stranger])
    await expect(as(other).directives.task({ id: taskId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(as(cast.handler).directives.ledger({ limit: 10, sort: 'recorded' })).rejects.toMatchObject({
    code: 'not_permitted',
  })
  expect(
    (await as(cast.otherHandler).directives.tasks({ limit: 200, group: 'all', sort: 'due' })).items.map(
      (row) => row.id,
    ),
  ).not.toContain(taskId)
})
