import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { RecordKind } from '../../contract/library.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { directing } from '../directives/situation.test-help.ts'
import type { Actor } from '../platform/access.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { search } from './search.ts'

/** 第十九条: whatever happens of record stands in the library by the end of its transaction, in its present state, for who may see it. */
let world: World
let room: Awaited<ReturnType<typeof directing>>
beforeAll(async () => {
  world = await newWorld()
  room = await directing(world)
})
afterAll(() => world.close())

const found = async (actor: Actor, q: string, kind: RecordKind) =>
  (await world.asReader(actor, (cx) => search(cx, { q, kind: [kind], sort: 'newest', limit: 10 }))).items.map(
    (hit) => hit.state,
  )
const day = (days: number) => new Date(Date.parse('2026-03-02T01:00:00Z') + days * 86_400_000).toISOString()

test('an item that was received, edited, printed and taken back: 来稿、编辑稿、刊发稿、刊期', async () => {
  const { editor, stranger } = room.cast
  const piece = await room.piece('老旧管网改造提速')
  expect(await found(editor, '老旧管网', 'handling')).toEqual(['inSecondReview'])
  expect(await found(editor, '老旧管网', 'piece')).toEqual(['inSecondReview'])
  const issue = await room.release(piece)
  expect(await found(editor, '老旧管网', 'entry')).toEqual(['released'])
  expect(await found(editor, '老旧管网', 'issue')).toEqual(['released'])
  expect(await found(stranger, '老旧管网', 'entry'), 'who does not receive the issue').toEqual([])
  await room
    .as(room.cast.chief)
    .publications.addRecipients({ id: issue.id, personIds: [stranger.personId], unitIds: [] })
  expect(await found(stranger, '老旧管网', 'entry'), 'who receives it later').toEqual(['released'])
  await room.as(room.cast.signer).publications.void({ id: issue.id, reasonCode: 'error', reasonText: '数字有误' })
  expect([await found(editor, '老旧管网', 'entry'), await found(editor, '老旧管网', 'issue')]).toEqual([
    ['voided'],
    ['voided'],
  ])
  for (const kind of ['handling', 'piece'] as const) expect(await found(stranger, '老旧管网', kind)).toEqual([])
})

test('批示 at the office, for the leader who wrote it, and at the unit that carries it out', async () => {
  const { supervisor, leader, handler, otherHandler, stranger } = room.cast
  await room.transferred()
  expect(await found(supervisor, '限期解决', 'directive')).toEqual(['assigned'])
  expect(await found(leader, '限期解决', 'directive')).toEqual(['assigned'])
  expect(await found(handler, '查清情况', 'directive')).toEqual(['transferred'])
  for (const other of [otherHandler, stranger]) expect(await found(other, '限期解决', 'directive')).toEqual([])
  const { id } = await room.directive()
  await room.as(supervisor).directives.void({ id, reason: '重复登记。' })
  expect((await found(supervisor, '限期解决', 'directive')).sort()).toEqual(['assigned', 'voided'])
})

test('约稿 from its issue on, at the office and at the units, until it is revoked', async () => {
  const [city, asked, other] = [room.cast.editor, room.cast.handler, room.cast.otherHandler]
  const id = newId()
  const commissions = room.as(city).commissions
  await commissions.create({
    id,
    origin: 'own',
    leaderId: null,
    sourceLabel: '',
    title: '春耕备耕情况',
    content: '农资储备、价格和存在的问题。',
    requirements: '1500字以内。',
    contactName: '周雨桐',
    contactPhone: '0351-3046000',
    dueAt: day(4),
    unitIds: [asked.unitId],
    groupIds: [],
    fileIds: [],
  })
  expect(await found(city, '农资储备', 'commission'), 'a draft is not of record').toEqual([])
  await commissions.issue({ id })
  expect(await found(city, '农资储备', 'commission')).toEqual(['issued'])
  expect(await found(asked, '农资储备', 'commission')).toEqual(['issued'])
  expect(await found(other, '农资储备', 'commission')).toEqual([])
  await commissions.remove({ id, reason: '改为电话了解。' })
  expect([await found(city, '农资储备', 'commission'), await found(asked, '农资储备', 'commission')]).toEqual([
    ['revoked'],
    ['revoked'],
  ])
})

test('要点 at the office and at the units, until they are withdrawn', async () => {
  const [city, asked, other] = [room.cast.chief, room.cast.handler, room.cast.otherHandler]
  const id = newId()
  const { version } = await room.as(city).guidance.create({
    id,
    kind: 'points',
    title: '三月份报送要点',
    body: bodyFromText('围绕以下方面报送。'),
    periodFrom: '2026-03-01',
    periodTo: '2026-03-31',
    unitIds: [asked.unitId],
    groupIds: [],
    fileIds: [],
    points: [{ id: newId(), text: '设施农业灾后恢复', detail: '', basedOn: null }],
  })
  expect(await found(city, '设施农业灾后恢复', 'guidance')).toEqual([])
  await room.as(city).guidance.issue({ id, version })
  expect(await found(city, '设施农业灾后恢复', 'guidance')).toEqual(['issued'])
  expect(await found(asked, '设施农业灾后恢复', 'guidance')).toEqual(['issued'])
  expect(await found(other, '设施农业灾后恢复', 'guidance')).toEqual([])
  await room.as(city).guidance.withdraw({ id, reason: '要点有调整。' })
  expect([
    await found(city, '设施农业灾后恢复', 'guidance'),
    await found(asked, '设施农业灾后恢复', 'guidance'),
  ]).toEqual([['withdrawn'], ['withdrawn']])
})

test('通报 as a unit received it', async () => {
  const { handler, otherHandler, editor } = room.cast
  const id = newId()
  await world.as(handler, async (cx) => {
    await cx.db
      .insertInto('bulletin_copy')
      .values({
        id,
        bulletin_id: newId(),
        unit_id: handler.unitId,
        office_id: editor.unitId,
        office_name: editor.unitName,
        title: '一季度政务信息工作通报',
        body: json(bodyFromText('各县区报送质量稳步提高。')),
        signer_name: '王建国',
        released_at: cx.now,
        own: json({ points: 12, rank: 3 }),
      })
      .execute()
    await cx.record('bulletin.received', { id, unitId: handler.unitId }, { title: '一季度政务信息工作通报' })
  })
  expect(await found(handler, '稳步提高', 'bulletin')).toEqual(['released'])
  for (const other of [otherHandler, editor]) expect(await found(other, '稳步提高', 'bulletin')).toEqual([])
})

test('what is undone leaves nothing: record and library are one transaction', async () => {
  await expect(
    world.as(room.cast.supervisor, async (cx) => {
      const row = await cx.db.selectFrom('directive').select('id').limit(1).executeTakeFirstOrThrow()
      await cx.db.updateTable('directive').set({ text: '从未说过的话' }).where('id', '=', row.id).execute()
      await cx.record('directive.edited', { id: row.id, unitId: room.cast.supervisor.unitId })
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await found(room.cast.supervisor, '从未说过的话', 'directive')).toEqual([])
})
