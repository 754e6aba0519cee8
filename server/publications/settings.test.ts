import { Readable } from 'node:stream'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { deskWorld } from '../desk/testing.ts'
import { stopPrinting, toPdf, toXlsx } from '../documents/index.ts'
import { sql } from 'kysely'
import { recordFile, storeUpload } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { issuePaper } from './issue-document.ts'
import { findIssue } from './load-issue.ts'
import { newsroom } from './situation.test-help.ts'

let world: World
let room: Awaited<ReturnType<typeof newsroom>>

beforeAll(async () => {
  world = await newWorld()
  room = await newsroom(world)
})
afterAll(async () => {
  stopPrinting()
  await world.close()
})
const chief = () => room.as(room.cast.chief).publications
const editor = () => room.as(room.cast.editor).publications

const heads = ['期号', '标题', '级别', '载体', '采用时间', '备注', '主报单位', '分', '采用单位', '分', '其他单位', '分']
const xlsxOf = (labels: string[], rows: (string | number | null)[][]) =>
  toXlsx({ sheets: [{ name: '采用记录', title: '2026年采用记录', columns: labels.map((label) => ({ label })), rows }] })
/** A file the chief editor has uploaded. */
const upload = async (name: string, bytes: Promise<Buffer>): Promise<string> => {
  const stored = await storeUpload(world.app.dataDir, name, Readable.from([await bytes]))
  return (await world.as(room.cast.chief, (cx) => recordFile(cx, name, stored))).id
}

test('columns swap names, change order and go when unused; a used one can only be taken out of use', async () => {
  const before = await room.main()
  const [first, second, third] = before.columns
  const kept = ({ id, name, active }: (typeof before.columns)[number]) => ({ id, name, active })
  const swapped = await chief().saveColumns({
    id: before.id,
    version: before.version,
    columns: [{ ...kept(second!), name: first!.name }, { ...kept(first!), name: second!.name }, kept(third!)],
  })
  expect(swapped.columns.map((column) => [column.id, column.name])).toEqual([
    [second!.id, first!.name],
    [first!.id, second!.name],
    [third!.id, third!.name],
  ])
  await expect(
    chief().saveColumns({ id: before.id, version: before.version, columns: [kept(third!)] }),
  ).rejects.toMatchObject({ code: 'stale' })

  const shorter = await chief().saveColumns({
    id: before.id,
    version: swapped.version,
    columns: swapped.columns.slice(0, 2).map(kept),
  })
  expect(shorter.columns).toHaveLength(2)
  const used = shorter.columns[0]!
  await room.adopt(await room.piece('占住栏目'))
  await expect(
    chief().saveColumns({ id: before.id, version: shorter.version, columns: [kept(shorter.columns[1]!)] }),
  ).rejects.toMatchObject({ code: 'publication.column_in_use', data: { name: used.name } })
  const resting = await chief().saveColumns({
    id: before.id,
    version: shorter.version,
    columns: [{ ...kept(used), active: false }, kept(shorter.columns[1]!)],
  })
  await expect(
    chief().adopt({ pieceId: await room.piece('停用栏目'), publicationId: before.id, columnId: used.id, mode: 'sole' }),
  ).rejects.toMatchObject({ code: 'publication.column_unknown' })
  expect(
    (await editor().options({})).publications.find((one) => one.id === before.id)!.columns.map((column) => column.id),
  ).toEqual([shorter.columns[1]!.id])
  await chief().saveColumns({
    id: before.id,
    version: resting.version,
    columns: resting.columns.map((column) => ({ ...kept(column), active: true })),
  })
})

test('a tier that a publication goes to by default is not put away; its people read from the next release on', async () => {
  const { items } = await chief().tiers({})
  const tier = items.find((one) => one.name === '主要领导')!
  await expect(
    chief().saveTier({ id: tier.id, name: tier.name, note: '', active: false, personIds: [], unitIds: [] }),
  ).rejects.toMatchObject({ code: 'tier.in_use' })
  await expect(
    chief().saveTier({ id: newId(), name: tier.name, note: '', active: true, personIds: [], unitIds: [] }),
  ).rejects.toMatchObject({ code: 'tier.name_taken' })
  await expect(
    editor().saveTier({ id: tier.id, name: tier.name, note: '', active: true, personIds: [], unitIds: [] }),
  ).rejects.toMatchObject({ code: 'not_permitted' })
  for (const nobody of [{ personIds: [newId()] }, { unitIds: [newId()] }])
    await expect(
      chief().saveTier({ id: newId(), name: '无此人', note: '', active: true, personIds: [], unitIds: [], ...nobody }),
    ).rejects.toMatchObject({ code: 'not_found' })
  await chief().saveTier({
    id: tier.id,
    name: tier.name,
    note: '含外地挂职',
    active: true,
    personIds: [room.cast.leader.personId, room.cast.stranger.personId],
    unitIds: [],
  })
  const issue = await room.release(await room.piece('新成员也能读'))
  expect(await room.as(room.cast.stranger).publications.openIssue({ id: issue.id })).toMatchObject({ id: issue.id })
})

test('a publication has one name in its office, and one out of use takes nothing more', async () => {
  const { items } = await chief().list({})
  const { id, version, columns, ...details } = items.find((one) => one.kind === 'specialReport')!
  await expect(
    chief().edit({ ...details, id, version, name: items.find((one) => one.id !== id)!.name }),
  ).rejects.toMatchObject({ code: 'publication.name_taken' })
  await expect(chief().edit({ ...details, id, version: version + 1 })).rejects.toMatchObject({ code: 'stale' })
  await chief().edit({ ...details, id, version, active: false })
  await expect(
    chief().adopt({ pieceId: await room.piece('停刊'), publicationId: id, columnId: columns[0]!.id, mode: 'sole' }),
  ).rejects.toMatchObject({ code: 'publication.inactive' })
  await expect(editor().createIssue({ id: newId(), publicationId: id, series: 'main' })).rejects.toMatchObject({
    code: 'publication.inactive',
  })
})

test('版式 is data of the publication: titles on the first page, without column names and sources', async () => {
  const { id, version, columns, ...details } = await room.main()
  const layout = { contents: true, columnNames: false, sources: false }
  const saved = await chief().edit({ ...details, id, version, layout })
  expect(saved.layout).toEqual(layout)
  const { id: issueId } = await room.draft(await room.piece('版式一件'))
  const { document } = await world.as(room.cast.editor, async (cx) => issuePaper(cx, (await findIssue(cx, issueId))!))
  expect(document).toMatchObject({ contents: true, columns: [{ name: '', entries: [{ source: [] }] }] })
  const { text } = await extractText(new Uint8Array(await toPdf(document)), { mergePages: true })
  expect(text).toContain('本期要目')
  expect(text.match(/版式一件/gu)!.length).toBeGreaterThan(1)
  expect(text).not.toContain(`【${columns[0]!.name}】`)
  await chief().edit({ ...details, id, version: saved.version })
}, 60_000)

test('supplements are numbered apart from the main series', async () => {
  const [main, supplement, another] = [
    await room.sign(await room.piece('正刊')),
    await room.sign(await room.piece('增刊一'), 'supplement'),
    await room.sign(await room.piece('增刊二'), 'supplement'),
  ]
  expect([supplement.label, another.label]).toEqual(['2026年增刊第1期', '2026年增刊第2期'])
  expect([main.totalLabel, supplement.totalLabel]).toEqual([`总第${main.serial}期`, null])
})

test('a publication that ran on paper numbers on from there, and never below what was signed here', async () => {
  const { id } = await room.main()
  const set = (change: Partial<{ year: number; number: number; serial: number; supplement: number }>) =>
    chief().setNumbering({ id, year: 2026, number: 40, serial: 3150, supplement: 7, ...change })
  const first = await room.sign(await room.piece('纸上编过'))
  await expect(set({ number: first.number! - 1 })).rejects.toMatchObject({
    code: 'publication.number_used',
    data: { least: first.number, of: 'number' },
  })
  await expect(set({ serial: 39 })).rejects.toMatchObject({ code: 'publication.total_too_small' })
  await expect(set({ year: 2025 })).rejects.toMatchObject({ code: 'publication.year_over', data: { year: 2026 } })
  await expect(editor().setNumbering({ id, year: 2026, number: 50, serial: 60, supplement: 8 })).rejects.toMatchObject({
    code: 'not_permitted',
  })
  expect((await room.main()).numbering.number).toBe(first.number)
  expect((await set({})).numbering).toEqual({ year: 2026, number: 40, serial: 3150, supplement: 7 })
  const [next, supplement] = [
    await room.sign(await room.piece('接着编')),
    await room.sign(await room.piece('增刊接着编'), 'supplement'),
  ]
  expect([next.label, next.totalLabel, supplement.label]).toEqual(['2026年第41期', '总第3151期', '2026年增刊第8期'])
})

test('an item that nobody signed off stops the issue; one that came by phone only warns', async () => {
  const byPhone = await room.draft(await room.piece('电话报来'))
  expect(byPhone.problems.map(({ kind, blocks }) => [kind, blocks])).toEqual([['backEntry', false]])

  const desk = await deskWorld(world)
  const handlingId = await desk.arrive({ title: '没有签发' })
  await room.as(room.cast.editor).desk.receive({ id: handlingId })
  const { pieceId } = await room.as(room.cast.editor).desk.startEditing({ id: handlingId })
  const { text } = await room.as(room.cast.editor).desk.piece({ id: pieceId })
  await room
    .as(room.cast.editor)
    .desk.submitForSecondReview({ id: pieceId, baseVersion: text.version, publicationId: null, columnId: null })
  const signed = await room.draft(pieceId)
  expect(signed.problems).toEqual([])
  await world.db.updateTable('handling').set({ sign_off: null }).where('id', '=', handlingId).execute()
  await expect(editor().preRelease({ id: signed.id })).rejects.toMatchObject({
    code: 'issue.not_ready',
    data: { problems: [{ kind: 'unsignedSource', title: '没有签发', detail: world.unit('140105').name }] },
  })
})

test('a result from above is recorded with evidence on a forwarded piece: its unit is told, the ledger credits it, and both are undone', async () => {
  const desk = await deskWorld(world)
  const handlingId = await desk.arrive({ title: '报到省里的一件' })
  const [atDesk, results] = [room.as(room.cast.editor).desk, chief()]
  await atDesk.receive({ id: handlingId })
  const { pieceId } = await atDesk.startEditing({ id: handlingId })
  const evidence = await world.as(room.cast.chief, (cx) =>
    recordFile(cx, '采用通报.pdf', { sha256: newId(), size: 3, mediaType: 'application/pdf' }),
  )
  const told = {
    id: newId(),
    pieceId,
    kind: 'state' as const,
    byWhom: '国务院办公厅',
    publicationName: '专报信息',
    issueLabel: '第31期',
    resultOn: '2026-02-27',
    fileIds: [evidence.id],
  }
  await expect(results.recordResult(told)).rejects.toMatchObject({ code: 'result.not_forwarded' })
  await atDesk.forward({ id: pieceId })
  await expect(results.recordResult({ ...told, fileIds: [] })).rejects.toMatchObject({
    code: 'result.evidence_missing',
  })
  await expect(editor().recordResult(told)).rejects.toMatchObject({ code: 'not_permitted' })
  expect(await results.recordResult(told)).toMatchObject({ title: '报到省里的一件', mayRevoke: true })

  const { submission_id: objectId } = await world.db
    .selectFrom('handling')
    .select('submission_id')
    .where('id', '=', handlingId)
    .executeTakeFirstOrThrow()
  const letters = async (kind: string) =>
    (
      await world.db
        .selectFrom('letter')
        .select('body')
        .where('object_id', '=', objectId)
        .where('kind', '=', kind)
        .orderBy('id')
        .execute()
    ).map(({ body }) => body as Record<string, unknown>)
  const facts = () =>
    world.db
      .selectFrom('score_fact')
      .select(['kind', 'status', 'event'])
      .where(sql<boolean>`event ->> 'itemId' = ${pieceId}`)
      .where('kind', 'in', ['adopted', 'bonus'])
      .orderBy('kind')
      .execute()
  expect((await letters('item.progress')).at(-1)).toMatchObject({
    stage: 'published',
    officeName: '国务院办公厅',
    publicationName: '专报信息',
    issueOn: '2026-02-27',
  })
  expect(await facts()).toMatchObject([{ kind: 'adopted', status: 'effective', event: { level: 'state' } }])

  const bonus = { ...told, id: newId(), kind: 'bonus' as const, publicationName: '', points: 2.5 }
  await results.recordResult(bonus)
  expect((await letters('item.comment')).at(-1)).toMatchObject({ text: '国务院办公厅对本件加 2.5 分。' })
  for (const { id } of [told, bonus]) await results.revokeResult({ id, reasonText: '登记错了' })
  expect((await letters('item.progress')).at(-1)).toMatchObject({ stage: 'recalled', reasonText: '登记错了' })
  expect((await facts()).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn'])
  await expect(results.revokeResult({ id: told.id, reasonText: '再来' })).rejects.toMatchObject({
    code: 'result.revoked',
  })
  expect((await editor().results({ limit: 20 })).items.map(({ status }) => status)).toEqual(['revoked', 'revoked'])
})

test('a table of adoption records is looked at line by line, imported when confirmed, scored, and never doubled', async () => {
  const [lead, other] = [world.unit('140105').name, world.unit('140106').name]
  const record = ['第8期', '棚改安置进展', '省级', '山西政务信息', '2026-01-08', '', '小店区', 5, '', null, other, 2]
  const rows = [
    record,
    ['9', '没有这个单位', '省级', '山西政务信息', '2026-01-09', '', '某某厅', 1, '', null, '', null],
    ['3', '本市自己的采用', '市级', '太原信息', '2026-01-10', '', lead, null, '', null, '', null],
  ]
  const fileId = await upload('采用记录.xlsx', xlsxOf(heads, rows))
  const table = await chief().readRecordTable({ fileId })
  expect(table).toMatchObject({
    fitting: [{ row: 3, level: 'province', credit: [{ unitName: lead }, { unitName: other }] }, { row: 5 }],
    known: [],
    unfit: [{ row: 4, problem: 'unitUnknown', value: '某某厅' }],
  })
  expect((await chief().results({ limit: 50, search: '棚改' })).items).toEqual([])
  await expect(editor().readRecordTable({ fileId })).rejects.toMatchObject({ code: 'not_found' }) // another's upload
  expect(await chief().importRecords({ fileId, rows: [3, 4, 5] })).toEqual({ imported: 2, known: 0, unfit: 1 })
  expect(await chief().importRecords({ fileId, rows: [3, 5] })).toEqual({ imported: 0, known: 2, unfit: 1 })

  const kept = (await chief().results({ limit: 50, search: '棚改' })).items[0]!
  expect(kept).toMatchObject({ kind: 'province', pieceId: null, units: [lead, other], byWhom: '省级' })
  expect(kept.files.map((file) => file.name)).toEqual(['采用记录.xlsx'])
  const fact = () =>
    world.db
      .selectFrom('score_fact')
      .select(['kind', 'status', 'counted_on', 'unit_ids', 'event'])
      .where('origin', '=', `result:${kept.id}`)
      .executeTakeFirstOrThrow()
  expect(await fact()).toMatchObject({
    kind: 'adopted',
    status: 'effective',
    counted_on: '2026-01-08',
    unit_ids: [world.unit('140105').id, world.unit('140106').id],
    event: {
      level: 'province',
      credit: [
        { role: 'lead', amount: 5 },
        { role: 'other', amount: 2 },
      ],
    },
  })
  await chief().revokeResult({ id: kept.id, reasonText: '表填错了' })
  expect((await fact()).status).toBe('withdrawn')
})

test('a table that cannot be read is refused with what to do', async () => {
  const look = async (fileId: string) => chief().readRecordTable({ fileId })
  const columns = heads.filter((label) => label !== '载体')
  const without = upload('缺列.xlsx', xlsxOf(columns, [['8', '甲', '省级']]))
  await expect(look(await without)).rejects.toMatchObject({
    code: 'result.table_headings',
    data: { columns: '载体' },
  })
  const many = Array.from({ length: 501 }, (_, at) => ['1', `第${at}条`, '省级', '山西政务信息', '2026-01-08'])
  await expect(look(await upload('太长.xlsx', xlsxOf(heads, many)))).rejects.toMatchObject({
    code: 'result.table_too_long',
  })
  const spoilt = (await xlsxOf(heads, many)).fill(7, 600, 900)
  await expect(look(await upload('坏.xlsx', Promise.resolve(spoilt)))).rejects.toMatchObject({
    code: 'file.unreadable',
    data: { reason: 'damaged' },
  })
  await expect(look(await upload('说明.txt', Promise.resolve(Buffer.from('不是表格'))))).rejects.toMatchObject({
    code: 'file.unreadable',
    data: { reason: 'not_xlsx' },
  })
})

test('characters that no printing font has are named with their item', async () => {
  const issue = await room.draft(await room.piece('缺字的一件', bodyFromText('这里有一个私用区的字\u{e123}。')))
  expect((await editor().glyphs({ id: issue.id })).problems).toMatchObject([
    { kind: 'missingGlyphs', blocks: false, title: '缺字的一件', detail: '\u{e123}' },
  ])
  await expect(room.as(room.cast.stranger).publications.glyphs({ id: issue.id })).rejects.toMatchObject({
    code: 'not_found',
  })
}, 60_000)

test('unsigned issues go without a trace in the numbers, and their items wait again', async () => {
  const issue = await room.draft(await room.piece('删掉这一期'))
  const adoptionId = issue.columns.flatMap((column) => column.entries)[0]!.adoptionId
  await editor().discardIssue({ id: issue.id })
  expect((await editor().pool({ limit: 200, placed: false })).items.map((item) => item.id)).toContain(adoptionId)
  await expect(editor().issue({ id: issue.id })).rejects.toMatchObject({ code: 'not_found' })
})

test('the pool and the issues are read page by page, each line once', async () => {
  for (let turn = 0; turn < 3; turn++) await room.draft(await room.piece(`分页${turn}`))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await editor().issues({ limit: 2, cursor })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const whole = (await editor().issues({ limit: 200 })).items.map((item) => item.id)
  expect(seen).toEqual(whole)
  expect(new Set(seen).size).toBe(whole.length)
})
