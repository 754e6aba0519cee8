import { Readable } from 'node:stream'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { ImportReport, RecordKind } from '../../contract/library.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { directing } from '../directives/situation.test-help.ts'
import type { Actor } from '../platform/access.ts'
import { json } from '../platform/database.ts'
import { recordFile, storeUpload } from '../platform/files.ts'
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

describe('批量入库: an archive and a table, each file with a line in the report', () => {
  const issue =
    '《并州信息》第 12 期\n2024年3月5日\n汾河湿地候鸟保护调查\n汾河两岸候鸟增加到一百二十种，建议扩大保护范围。'
  const table = [
    '标题,正文,日期,刊物,期号,单位',
    '"潇河新城""一河两岸""调查","新城，招商势头好。",2024-05-06,《并州信息》,13,太原市政府办',
    '没有正文,,2024-05-06,,,',
    '日期写错,正文在此。,2024-13-40,,,',
  ].join('\r\n')
  const archive = zipSync({
    '过刊/候鸟.txt': strToU8(issue),
    '过刊/候鸟（副本）.txt': strToU8(issue),
    '过刊/空白.txt': new Uint8Array(),
    '过刊/坏的.docx': Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9),
    '__MACOSX/过刊/._候鸟.txt': strToU8('垃圾'),
  })
  let report: ImportReport
  beforeAll(async () => {
    const { editor } = room.cast
    report = await room.as(editor).library.importFiles({
      id: newId(),
      fileIds: [await uploaded(editor, '过刊.zip', archive), await uploaded(editor, '目录.csv', strToU8(table))],
      audience: 'below',
      publicationName: '',
    })
  })

  async function uploaded(actor: Actor, name: string, bytes: Uint8Array): Promise<string> {
    const kept = await storeUpload(world.app.dataDir, name, Readable.from([Buffer.from(bytes)]))
    return (await world.as(actor, (cx) => recordFile(cx, name, kept))).id
  }

  test('the report names what came in, what is there twice, and what could not be read, and why', async () => {
    expect(report.lines.map(({ name, status, problem }) => [name.replace(/^.*\//, ''), status, problem])).toEqual([
      ['候鸟.txt', 'imported', null],
      ['候鸟（副本）.txt', 'known', null],
      ['空白.txt', 'refused', 'empty'],
      ['坏的.docx', 'refused', expect.any(String)],
      ['目录.csv 第2行', 'imported', null],
      ['目录.csv 第3行', 'refused', 'noText'],
      ['目录.csv 第4行', 'refused', 'badDay'],
    ])
    expect([report.imported, report.known, report.refused]).toEqual([2, 1, 4])
    expect((await room.as(room.cast.editor).library.imports({})).items[0]).toMatchObject({ id: report.id, imported: 2 })
  })

  test('what came in is found below the office, cited as it was printed, and stands among the back issues', async () => {
    const { editor, handler } = room.cast
    expect(await found(handler, '候鸟增加', 'document')).toEqual(['imported'])
    expect(await found(handler, '一河两岸', 'entry')).toEqual(['imported'])
    const entry = report.lines.find((line) => line.name.endsWith('第2行'))!
    const { citation } = await room.as(editor).library.record({ id: entry.recordId! })
    expect(citation).toBe('太原市政府办：《潇河新城"一河两岸"调查》，载《并州信息》2024年第13期，2024年5月6日。')
    const { items } = await room.as(editor).library.search({ q: '', kind: ['issue'], publication: ['并州信息'] })
    expect(items.map((hit) => hit.issueLabel)).toEqual(['2024年第13期'])
  })

  test('标引: what a person says holds, who may not say it is refused, and an unknown name too', async () => {
    const { editor, stranger } = room.cast
    const id = report.lines[0]!.recordId!
    const tagged = await room.as(editor).library.tagRecord({ id, topics: ['生态环保'], places: ['太原市', '小店区'] })
    expect([tagged.topics, tagged.places]).toEqual([['生态环保'], ['太原市', '小店区']])
    expect(tagged.handTags).toContainEqual({ kind: 'place', name: '小店区', added: true, byName: editor.name })
    const tags = { id, topics: ['生态环保'], places: [] }
    await expect(room.as(stranger).library.tagRecord(tags)).rejects.toThrow()
    await expect(room.as(editor).library.tagRecord({ ...tags, topics: ['没有的专题'] })).rejects.toMatchObject({
      code: 'library.unknown_topic',
    })
    await expect(room.as(editor).library.tagRecord({ ...tags, places: ['没有的地方'] })).rejects.toMatchObject({
      code: 'library.unknown_place',
    })
  })

  test('是否已报: the same text with another figure is told while writing, an unlike one is not', async () => {
    const ask = (text: string) => room.as(room.cast.editor).library.alreadyReported({ title: '汾河候鸟', text })
    const { items } = await ask(issue.replace('一百二十种', '三百二十种'))
    expect(items[0]).toMatchObject({ id: report.lines[0]!.recordId })
    expect((await ask('各县区认真组织秋粮收购，农户售粮有序进行，价格平稳。')).items).toEqual([])
  })
})
