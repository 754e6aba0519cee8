import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import type { Actor } from '../platform/access.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { decodeText, readTable, writeTable } from './csv.ts'
import { exportPeople, exportUnits } from './export.ts'
import { importPeople } from './import-people.ts'
import { importShanxi, importUnits } from './import-units.ts'
import { personColumns } from './rules/person-rows.ts'
import { unitColumns } from './rules/unit-rows.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

let world: World
let admin: Actor
beforeAll(async () => {
  world = await newWorld()
  admin = await world.person('systemAdmin', '140100', { reach: 'subtree', name: '管理员甲' })
})
afterAll(() => world.close())

const unitHeader = '代码,名称,简称,上级代码,类型,采编端,所属政府,设立日期,终止日期,并入代码'
const checkUnits = (...lines: string[]) =>
  world.as(admin, (cx) => importUnits(cx, { content: base64([unitHeader, ...lines].join('\r\n')), mode: 'check' }))
const personHeader = '姓名,单位代码,职务,信息员,办公电话,手机,电子邮箱,任职日期'
const checkPeople = (...lines: string[]) =>
  world.as(admin, (cx) => importPeople(cx, { content: base64([personHeader, ...lines].join('\n')), mode: 'check' }))

describe('each bad row of units is named with line, column, value and reason', () => {
  test.each([
    ['no code', ',某街道办,某街道,140105,联系点', '代码', '', 'empty'],
    ['a code that cannot be in a path', '14/01,某街道办,某街道,140105,联系点', '代码', '14/01', 'bad_code'],
    ['a code of 41 characters', `${'9'.repeat(41)},某街道办,,140105,联系点`, '代码', '9'.repeat(41), 'too_long'],
    ['no name', 'X1,,某街道,140105,联系点', '名称', '', 'empty'],
    ['a name of 101 characters', `X1,${'某'.repeat(101)},某街道,140105,联系点`, '名称', '某'.repeat(60), 'too_long'],
    [
      'a short name of 41 characters',
      `X1,某街道办,${'某'.repeat(41)},140105,联系点`,
      '简称',
      '某'.repeat(41),
      'too_long',
    ],
    ['no superior', 'X1,某街道办,某街道,,联系点', '上级代码', '', 'empty'],
    ['an unknown superior', 'X1,某街道办,某街道,999999,联系点', '上级代码', '999999', 'unknown_parent'],
    ['its own superior', 'X1,某街道办,某街道,X1,联系点', '上级代码', 'X1', 'parent_is_itself'],
    ['a superior that has ended', 'X1,某街道办,某街道,140100-old,联系点', '上级代码', '140100-old', 'parent_ended'],
    ['a superior out of reach', 'X1,某单位,某单位,140200,部门', '上级代码', '140200', 'outside_reach'],
    ['no kind', 'X1,某街道办,某街道,140105,', '类型', '', 'empty'],
    ['an unknown kind', 'X1,某街道办,某街道,140105,公司', '类型', '公司', 'unknown_kind'],
    ['a desk that is neither yes nor no', 'X1,某街道办,某街道,140105,联系点,也许', '采编端', '也许', 'bad_flag'],
    [
      'a government of 101 characters',
      `X1,某街道办,某街道,140105,联系点,否,${'某'.repeat(101)}`,
      '所属政府',
      '某'.repeat(60),
      'too_long',
    ],
    ['a day that is none', 'X1,某街道办,某街道,140105,联系点,否,,2020-02-30', '设立日期', '2020-02-30', 'bad_date'],
    ['words for a day', 'X1,某街道办,某街道,140105,联系点,否,,去年', '设立日期', '去年', 'bad_date'],
    ['founded tomorrow', 'X1,某街道办,某街道,140105,联系点,否,,2026-03-03', '设立日期', '2026-03-03', 'date_in_future'],
    [
      'ended before founded',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,2019-12-31',
      '终止日期',
      '2019-12-31',
      'ends_before_begin',
    ],
    [
      'ends in the future',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,2027-01-01',
      '终止日期',
      '2027-01-01',
      'date_in_future',
    ],
    [
      'merged but not ended',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,,140106',
      '终止日期',
      '',
      'merged_without_end',
    ],
    [
      'merged into nobody',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,2021-01-01,999',
      '并入代码',
      '999',
      'unknown_successor',
    ],
    [
      'merged into itself',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,2021-01-01,X1',
      '并入代码',
      'X1',
      'successor_is_itself',
    ],
    [
      'a name that differs from the one it has',
      '140105,小店办,小店,140100,countyOffice',
      '名称',
      '小店办',
      'differs_from_existing',
    ],
    [
      'a superior that differs from the one it has',
      '140105,小店区人民政府办公室,小店,140106,countyOffice',
      '上级代码',
      '140106',
      'differs_from_existing',
    ],
    [
      'a kind that differs from the one it has',
      '140105,小店区人民政府办公室,小店,140100,部门',
      '类型',
      '部门',
      'differs_from_existing',
    ],
    [
      'more cells than the header',
      'X1,某街道办,某街道,140105,联系点,否,,2020-01-01,,,多出来的',
      '',
      '',
      'too_many_cells',
    ],
    [
      'a character nobody can see',
      'X1,某街\u0007道办,某街道,140105,联系点',
      '名称',
      '某街\u0007道办',
      'control_characters',
    ],
  ])('%s', async (_reason, line, column, value, problem) => {
    const id = world.unit('140100').id
    await world.db
      .insertInto('unit')
      .values({
        id: '00000000-0000-7000-8000-000000000001',
        code: '140100-old',
        path: '/140000/140100/140100-old/',
        parent_id: id,
        kind: 'department',
        name: '旧单位',
        short_name: '旧单位',
        valid_from: '2014-03-27',
        valid_to: '2020-01-01',
      })
      .onConflict((oc) => oc.doNothing())
      .execute()
    const report = await checkUnits('Y1,好的单位,好的,140105,联系点', line)
    expect(report.problems).toContainEqual({ line: 3, column, value, problem })
    expect(report).toMatchObject({ toAdd: 1, badRows: 1, committed: false, rows: 2 })
  })

  test('a code twice: the first is taken', async () => {
    const report = await checkUnits('X1,某甲,甲,140105,联系点', 'X1,某乙,乙,140105,联系点')
    expect(report).toMatchObject({
      toAdd: 1,
      problems: [{ line: 3, column: '代码', value: 'X1', problem: 'duplicate_in_file' }],
    })
  })

  test('a circle, and what hangs below it', async () => {
    const report = await checkUnits('A,甲,甲,B,联系点', 'B,乙,乙,A,联系点', 'C,丙,丙,B,联系点')
    expect(report.problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'parent_in_circle'],
      [3, 'parent_in_circle'],
      [4, 'parent_in_circle'],
    ])
  })

  test('below a bad row nothing can be taken', async () => {
    const report = await checkUnits('C,丙,丙,B,联系点', 'B,乙,乙,A,联系点', 'A,,甲,140105,联系点')
    expect(report.problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'parent_is_bad'],
      [3, 'parent_is_bad'],
      [4, 'empty'],
    ])
  })

  test('the line is where the row begins, also behind a cell of several lines', async () => {
    const report = await checkUnits('X1,"某\n街道办",某街道,140105,联系点', 'X2,,乙,140105,联系点')
    expect(report.problems).toContainEqual({ line: 4, column: '名称', value: '', problem: 'empty' })
  })
})

describe('each bad row of people', () => {
  test.each([
    ['no name', ',140105,科员', '姓名', '', 'empty'],
    ['a name of 41 characters', `${'某'.repeat(41)},140105,科员`, '姓名', '某'.repeat(41), 'too_long'],
    ['no unit', '张三,,科员', '单位代码', '', 'empty'],
    ['an unknown unit', '张三,140199,科员', '单位代码', '140199', 'unknown_unit'],
    ['a unit that has ended', '张三,140100-old,科员', '单位代码', '140100-old', 'unit_ended'],
    ['a unit out of reach', '张三,140200,科员', '单位代码', '140200', 'outside_reach'],
    ['no title', '张三,140105,', '职务', '', 'empty'],
    ['a title of 61 characters', `张三,140105,${'某'.repeat(61)}`, '职务', '某'.repeat(60), 'too_long'],
    ['an unknown word for officer', '张三,140105,科员,偶尔', '信息员', '偶尔', 'unknown_officer'],
    ['a telephone of 41 digits', `张三,140105,科员,专职,${'1'.repeat(41)}`, '办公电话', '1'.repeat(41), 'too_long'],
    ['a mobile as a table spoils it', '张三,140105,科员,专职,,1.38E+10', '手机', '1.38E+10', 'bad_mobile'],
    ['an address without a place', '张三,140105,科员,专职,,,zhangsan', '电子邮箱', 'zhangsan', 'bad_email'],
    ['a month that is none', '张三,140105,科员,专职,,,,2026-13-01', '任职日期', '2026-13-01', 'bad_date'],
    ['begins tomorrow', '张三,140105,科员,专职,,,,2026/3/3', '任职日期', '2026/3/3', 'date_in_future'],
  ])('%s', async (_reason, line, column, value, problem) => {
    const report = await checkPeople('李四,140105,科员,专职,0351-1,13800000000,li@example.cn,2026年1月5日', line)
    expect(report.problems).toContainEqual({ line: 3, column, value, problem })
    expect(report).toMatchObject({ toAdd: 1, badRows: 1 })
  })
})

describe('files as a whole', () => {
  const file = (content: string | Uint8Array) =>
    world.as(admin, (cx) =>
      importUnits(cx, { content: Buffer.from(content as string).toString('base64'), mode: 'check' }),
    )
  test.each([
    ['nothing in it', '', 'import.empty'],
    ['only a header', unitHeader, 'import.empty'],
    ['a quote that is not closed', `${unitHeader}\nX1,"某街道办,某街道,140105,联系点`, 'import.broken_csv'],
    ['columns missing', '代码,名称\nX1,某街道办', 'import.missing_columns'],
    ['a workbook renamed to .csv', 'PK\u0003\u0004....', 'import.not_text'],
    ['bytes that are no text', '\u0000\u0001\u0002', 'import.not_text'],
  ])('%s', async (_reason, content, code) => expect(file(content)).rejects.toMatchObject({ code }))

  test('too many rows', async () =>
    expect(
      file([unitHeader, ...Array.from({ length: 20_001 }, (_, i) => `X${i},某,某,140105,联系点`)].join('\n')),
    ).rejects.toMatchObject({ code: 'import.too_many_rows' }))

  test('GB18030, as WPS saves it, and tabs, as one pastes from a table', () => {
    const gb18030 = Buffer.from([0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xcc, 0xab, 0xd4, 0xad])
    expect(decodeText(gb18030)).toEqual({ text: '代码,太原', encoding: 'gb18030' })
    expect(decodeText(Buffer.from('\ufeff太原'))).toMatchObject({ encoding: 'utf-8' })
    expect(readTable('\ufeff姓名\t单位代码\t职务\n张三\t140105\t科员', personColumns)[0]).toMatchObject({
      line: 2,
      cells: { name: '张三', unit: '140105' },
    })
  })

  test('what would be a formula is guarded when written and comes back as it was', () => {
    const csv = writeTable(personColumns, [
      { name: '=1+1', unit: '140105', title: '@科员', office_phone: '+86 351', mobile: null },
    ])
    expect(csv.startsWith('\ufeff姓名,')).toBe(true)
    expect(csv).toContain("'=1+1")
    expect(csv).toContain("'@科员")
    expect(readTable(csv.slice(1), personColumns)[0]?.cells).toMatchObject({
      name: '=1+1',
      title: '@科员',
      office_phone: '+86 351',
    })
  })
})

test('a bad row does not lose the good ones, unless one wants all or nothing', async () => {
  const content = base64([unitHeader, 'X2,坞城街道办事处,坞城街道,140105,联系点', 'X3,,,140105,联系点'].join('\n'))
  await expect(world.as(admin, (cx) => importUnits(cx, { content, mode: 'all' }))).rejects.toMatchObject({
    code: 'import.bad_rows',
    data: { count: 1 },
  })
  expect(await world.as(admin, (cx) => importUnits(cx, { content, mode: 'good' }))).toMatchObject({
    toAdd: 1,
    badRows: 1,
    committed: true,
  })
  expect(await world.as(admin, (cx) => importUnits(cx, { content, mode: 'good' }))).toMatchObject({
    toAdd: 0,
    unchanged: 1,
  })
  const unit = await world.db.selectFrom('unit').selectAll().where('code', '=', 'X2').executeTakeFirstOrThrow()
  expect(unit).toMatchObject({
    path: '/140000/140100/140105/X2/',
    parent_id: world.unit('140105').id,
    valid_from: '2026-03-02',
    kind: 'reportingPoint',
  })
})

test('people come in once, are in the address book, and go out with guard and mark', async () => {
  const content = base64(
    [personHeader, '王五,140106,科员,专职,0351-7,13900001111,,2026-01-05', '=HYPERLINK(1),140106,科员,兼职'].join('\n'),
  )
  expect(await world.as(admin, (cx) => importPeople(cx, { content, mode: 'all' }))).toMatchObject({
    toAdd: 2,
    committed: true,
  })
  expect(await world.as(admin, (cx) => importPeople(cx, { content, mode: 'all' }))).toMatchObject({
    toAdd: 0,
    unchanged: 2,
  })
  const { csv, fileName } = await world.as(admin, (cx) => exportPeople(cx, { unitId: world.unit('140106').id }))
  expect(fileName).toBe('人员-迎泽区政府办-2026-03-02.csv')
  expect(csv).toContain('王五,140106,科员,专职,0351-7,13900001111,,2026-01-05')
  expect(csv).toContain("'=HYPERLINK(1)")
  const stranger = await world.person('reporter', '140106')
  await expect(world.as(stranger, (cx) => exportPeople(cx, { unitId: world.unit('140106').id }))).rejects.toMatchObject(
    { code: 'not_permitted' },
  )
  await expect(world.as(stranger, (cx) => importPeople(cx, { content, mode: 'check' }))).rejects.toMatchObject({
    code: 'not_permitted',
  })
})

describe('the tree of Shanxi', () => {
  test('loads twice to the same tree, with its ended offices and their successors', async () => {
    const other = await newWorld()
    try {
      await other.db.deleteFrom('unit').execute()
      await runCommand(other.app, systemActor, importShanxi)
      await runCommand(other.app, systemActor, importShanxi)
      const counts = await other.db
        .selectFrom('unit')
        .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
        .groupBy('kind')
        .execute()
      expect(Object.fromEntries(counts.map((row) => [row.kind, row.count]))).toMatchObject({
        provinceOffice: 1,
        cityOffice: 11,
        countyOffice: 117,
        outsideOffice: 15,
      })
      const county = await other.db
        .selectFrom('unit')
        .selectAll()
        .where('code', '=', '140105')
        .executeTakeFirstOrThrow()
      expect(county).toMatchObject({
        path: '/140000/140100/140105/',
        name: '小店区人民政府办公室',
        short_name: '小店区政府办',
        is_office: true,
      })
      const { rows } =
        await sql`select u.short_name as name, s.short_name as into from unit_change c join unit u on u.id = c.unit_id join unit s on s.id = (c.after->>'into')::uuid where c.kind = 'merged'`.execute(
          other.db,
        )
      expect(rows).toContainEqual({ name: '驻深办', into: '驻穗（深）办' })
    } finally {
      await other.close()
    }
  })

  test('what is exported is unchanged when it is read again', async () => {
    const { csv } = await world.as(admin, (cx) => exportUnits(cx, { unitId: world.unit('140100').id }))
    const rows = readTable(csv.slice(1), unitColumns)
    const report = await world.as(admin, (cx) => importUnits(cx, { content: base64(csv), mode: 'all' }))
    expect(report).toMatchObject({ unchanged: rows.length, toAdd: 0, badRows: 0 })
  })
})
