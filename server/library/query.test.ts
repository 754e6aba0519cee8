import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Search } from '../../contract/library.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'
import { enterLibrary } from './enter.ts'
import { search } from './search.ts'
import { suggest } from './suggest.ts'
import { recount } from './upkeep.ts'

/** 检索式: what is typed, and which of these few records answer. */
const records = {
  heating: ['太原市老旧小区供热改造提速', '全市开工三百二十处，完成投资１２．５亿元。', '2026-02-10', '140100'],
  jobs: ['小店区稳岗就业政策见效', '高校毕业生就业率提高，国办发〔2019〕6号要求逐项落实。', '2026-01-15', '140105'],
  rural: ['大同市乡村振兴中的就业问题', '返乡人员就业难，建议开展技能培训；5G基站建设加快。', '2025-06-01', '140200'],
  carbon: ['晉祠鎮「鄉村旅遊」發展調查', '遊客增加，電子商務與農業結合。', '2024-09-09', '140105'],
} as const
type Name = keyof typeof records

let world: World
let editor: Actor
const ids = new Map<string, Name>()
beforeAll(async () => {
  world = await newWorld()
  editor = await world.person('editor', '140000', { reach: 'subtree' })
  await world.person('reporter', '140105', { name: '李晓雯' })
  await world.as(editor, async (cx) => {
    for (const [name, [title, text, day, code]] of Object.entries(records)) {
      const [id, unit] = [newId(), world.unit(code)]
      ids.set(id, name as Name)
      const source = {
        sourceUnitId: unit.id,
        sourceUnitName: unit.name,
        categoryCode: name === 'jobs' ? 'keyWork' : null,
      }
      const kept = { unitId: unit.id, permission: 'submission.read' as const, state: 'sent' }
      await enterLibrary(cx, {
        id,
        kind: 'submission',
        sortAt: new Date(`${day}T08:00:00+08:00`),
        title,
        text,
        ...source,
        ...kept,
      })
    }
  })
})
afterAll(() => world.close())

const found = async (asked: Partial<Search>, sort: 'newest' | 'relevance' = 'newest') =>
  (await world.asReader(editor, (cx) => search(cx, { q: '', ...asked, sort, limit: 20 }))).items.map((hit) =>
    ids.get(hit.id)!,
  )

test.each<[string, string, Name[]]>([
  ['one word', '就业', ['jobs', 'rural']],
  ['two words: both are there', '就业 培训', ['rural']],
  ['a word that must not be there', '就业 -高校', ['rural']],
  ['the same in words', '就业 不含:高校', ['rural']],
  ['either of two', '供热|技能', ['heating', 'rural']],
  ['only in the title', '标题:就业', ['jobs', 'rural']],
  ['what only the text says is not in the title', '标题:培训', []],
  ['one character', '乡', ['rural', 'carbon']],
  ['the last character of a text', '合', ['carbon']],
  ['a phrase in quotes keeps its blank', '“稳岗 就业”', ['jobs']],
  ['a document number as printed', '国办发〔2019〕6号', ['jobs']],
  ['a document number as typed', '国办发[2019]6号', ['jobs']],
  ['a document number in full width', '国办发（２０１９）６号', ['jobs']],
  ['half width finds full width', '12.5亿', ['heating']],
  ['Latin, digits and Chinese, small letters', '5g基站', ['rural']],
  ['simplified finds traditional', '乡村旅游', ['carbon']],
  ['traditional finds simplified', '鄉村振興', ['rural']],
  ['other quotes around the same words', '『乡村旅游』发展', ['carbon']],
  ['nothing', '不存在的词', []],
])('%s: %s', async (_reason, q, names) => {
  expect(await found({ q })).toEqual(names)
  expect((await found({ q }, 'relevance')).sort()).toEqual([...names].sort())
})

test.each<[string, () => Partial<Search>, Name[]]>([
  ['a unit with all below it', () => ({ unitId: world.unit('140100').id }), ['heating', 'jobs', 'carbon']],
  ['a unit at the bottom', () => ({ unitId: world.unit('140105').id }), ['jobs', 'carbon']],
  ['a category', () => ({ category: ['keyWork'] }), ['jobs']],
  ['from a day on, and that day too', () => ({ from: '2026-01-15' }), ['heating', 'jobs']],
  ['up to a day, and that day too', () => ({ to: '2025-06-01' }), ['rural', 'carbon']],
  ['a year', () => ({ year: 2025 }), ['rural']],
  ['a place that the rules found', () => ({ place: ['大同市'] }), ['rural']],
  ['a word and a unit', () => ({ q: '就业', unitId: world.unit('140200').id }), ['rural']],
])('filter by %s', async (_reason, asked, names) => expect(await found(asked())).toEqual(names))

test.each([
  ['units by the first letters of their pinyin', 'tyszfb', '太原市政府办'],
  ['people by the first letters of their pinyin', 'lxw', '李晓雯'],
  ['units by a part of the name', '小店', '小店区人民政府办公室'],
  ['people by name', '晓雯', '李晓雯'],
  ['titles of records', '稳岗', '小店区稳岗就业政策见效'],
  ['places', '晋源', '晋源区'],
])('while typing: %s', async (_reason, q, text) =>
  expect((await world.asReader(editor, (cx) => suggest(cx, { q }))).items.map((item) => item.text)).toContain(text),
)

test('a question in words of its own finds what is near to it', async () => {
  expect((await found({ q: '返乡人员在就业方面有什么困难和技能培训需求' }, 'relevance'))[0]).toBe('rural')
  expect(await found({ q: '返乡人员在就业方面有什么困难和技能培训需求 -基站' }, 'relevance')).not.toContain('rural')
})

test('a wrong word is told when nothing is found; what is a word, or stands in quotes, is taken as meant', async () => {
  const unit = world.unit('140105')
  await world.as(editor, async (cx) => {
    const kept = { unitId: unit.id, permission: 'submission.read' as const, state: 'sent' }
    await enterLibrary(cx, {
      id: newId(),
      kind: 'submission',
      sortAt: cx.now,
      title: '农业补贴',
      text: '已发放。',
      ...kept,
    })
    await recount(cx)
  })
  const meant = async (q: string) =>
    (await world.asReader(editor, (cx) => search(cx, { q, sort: 'newest', limit: 1 }))).didYouMean
  expect(await meant('改遭')).toBe('改造')
  expect(await meant('小区供热改遭提速')).toBe('小区供热改造提速')
  expect(await meant('“小区供热改遭提速”')).toBe(null)
  expect(await meant('供热 改遭')).toBe('供热 改造')
  expect(await meant('农业 见效')).toBe(null) // not 就业 见效, which would find something
})
