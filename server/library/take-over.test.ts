import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import type { Actor } from '../platform/access.ts'
import { openDatabase } from '../platform/database.ts'
import { loadOffline, mendIndex } from './bulk.ts'
import { refuseCompany, takeOver } from './take-over.ts'

/** 历年资料入库: a folder of years, into the library of one office. */
let world: World
let owner: ReturnType<typeof openDatabase>['db']
let folder: string
let editor: Actor
let below: Actor
let stranger: Actor

beforeAll(async () => {
  world = await newWorld()
  owner = openDatabase(world.databaseUrl, { max: 2 }).db
  editor = await world.person('editor', '140100')
  below = await world.person('reporter', '140105')
  stranger = await world.person('editor', '140200')
  folder = mkdtempSync(join(tmpdir(), 'zhengxin-take-over-'))
  const file = (path: string, content: string | Uint8Array) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  file('2019/一季度/汾河.txt', '汾河水质调查\n2019年2月5日\n汾河下游断面水质稳定达标。')
  file(
    '2020/目录.csv',
    '标题,正文,日期,单位\n晋祠保护,晋祠泉域水位连续回升。,2020-06-01,晋源区\n没有日期,此行照收。,,\n,没有标题。,,',
  )
  file('2020/坏的.docx', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9))
  file('2020/Thumbs.db', 'x')
  file('2020/~$草稿.docx', 'x')
  file('.svn/entries', 'x')
})
afterAll(async () => {
  await owner.destroy()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const taken = (over: Partial<Parameters<typeof takeOver>[2]> = {}) =>
  takeOver(
    world.app,
    owner,
    { folder, officeCode: '140100', audience: 'below', publicationName: '', ...over },
    () => {},
  )
const found = async (actor: Actor, q: string) =>
  (await insideClient(world.app, actor).library.search({ q })).items.map((hit) =>
    hit.title.map((part) => part.text).join(''),
  )
const indexed = async () =>
  (await sql<{ there: boolean }>`select to_regclass('library_record_tsv') is not null as there`.execute(owner)).rows[0]!
    .there

test('every file of every folder enters, is found by who may read it, and the report names what could not be read', async () => {
  expect(await taken()).toEqual({ imported: 3, known: 0, refused: 2 })
  for (const actor of [editor, below]) {
    expect(await found(actor, '断面水质')).toEqual(['汾河水质调查'])
    expect(await found(actor, '泉域水位')).toEqual(['晋祠保护'])
  }
  expect(await found(stranger, '断面水质')).toEqual([])
  const { items } = await insideClient(world.app, editor).library.imports({})
  expect(items[0]).toMatchObject({ byName: '系统', imported: 3, refused: 2 })
  expect(items[0]!.lines.map(({ name, problem }) => [name, problem])).toEqual([
    [join('2020', '坏的.docx'), expect.any(String)],
    [`${join('2020', '目录.csv')} 第4行`, 'noTitle'],
  ])
  expect(await indexed()).toBe(true)
})

test('run again, nothing comes twice', async () => {
  expect(await taken()).toEqual({ imported: 0, known: 3, refused: 2 })
  expect(await found(editor, '断面水质')).toEqual(['汾河水质调查'])
})

test('a load that fails leaves the index made anew; one that was killed finds it at the next start', async () => {
  const failing = loadOffline(owner, () => Promise.reject(new Error('disk full')))
  await expect(failing).rejects.toThrow('disk full')
  expect(await indexed()).toBe(true)
  await sql`drop index library_record_tsv`.execute(owner) // as a kill leaves it
  expect(await found(editor, '断面水质')).toEqual(['汾河水质调查']) // slower, and right
  await Promise.all([mendIndex(owner), mendIndex(owner)]) // two processes start at once
  expect(await indexed()).toBe(true)
})

test.each([
  ['a folder that is not there', { folder: '/nowhere/at/all' }, '没有这个文件夹'],
  ['a unit that keeps no library', { officeCode: '999999' }, '没有编码为“999999”的办公厅'],
])('%s is refused with a sentence, and the index stays', async (_, over, sentence) => {
  await expect(taken(over)).rejects.toThrow(sentence)
  expect(await indexed()).toBe(true)
})

test('while the node works in the database, it is refused', async () => {
  await world.db.selectFrom('unit').select('id').limit(1).execute()
  await expect(refuseCompany(owner)).rejects.toThrow('政信服务正在运行')
})
