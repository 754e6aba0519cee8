import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { facets } from './facets.ts'
import { exportHits } from './export.ts'
import { fold, foldRecord } from './fold.ts'
import { search } from './search.ts'
import { loadTexts, realItems } from './testing.ts'
import type { RealItem } from './testing.ts'

/** The first promise of a library: every occurrence is found, at every entry. Against real texts and the plainest possible reading of them. */
let world: World
let editor: Actor
let items: RealItem[]
let ids: string[]
let folded: string[]
beforeAll(async () => {
  world = await newWorld()
  editor = await world.person('editor', '140000')
  items = realItems(1500)
  ids = await loadTexts(world.db, items, { unitId: world.unit('140000').id })
  folded = items.map((item) => foldRecord(item.title, item.body))
})
afterAll(() => world.close())

async function found(q: string, over: object = {}): Promise<string[]> {
  const all: string[] = []
  let cursor: string | undefined
  do {
    const page = await world.asReader(editor, (cx) => search(cx, { q, sort: 'newest', limit: 100, cursor, ...over }))
    all.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all.sort()
}

const holding = (...words: string[]) =>
  ids.filter((_, at) => words.every((word) => folded[at]!.includes(fold(word)))).sort()

/** Pieces cut out of the texts themselves, wherever they begin: a fixed choice, so that a failure can be repeated. */
function cuttings(length: number, count: number): string[] {
  let seed = length * 7919
  const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below
  return Array.from({ length: count }, () => {
    const text = items[next(items.length)]!.body.replace(/\s/g, '')
    const at = next(Math.max(1, text.length - length))
    return text.slice(at, at + length)
  }).filter((cut) => !/["“”„「」『』＂|｜\-－]/.test(cut) && !/^(标题|题目)[:：]/.test(cut) && cut.length === length)
}

test.each([1, 2, 3, 4, 6, 9])(
  'every occurrence of pieces of %i characters is found, and nothing else',
  async (length) => {
    for (const cut of cuttings(length, 20)) expect.soft([cut, await found(cut)]).toEqual([cut, holding(cut)])
  },
)

test('two words anywhere in a text, a phrase, and a word that must not be there', async () => {
  const words = cuttings(2, 30)
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [one, other] = [words[at]!, words[at + 1]!]
    expect.soft([one, other, await found(`${one} ${other}`)]).toEqual([one, other, holding(one, other)])
    const without = holding(one).filter((id) => !holding(other).includes(id))
    expect.soft([one, `-${other}`, await found(`${one} -${other}`)]).toEqual([one, `-${other}`, without])
    expect.soft((await found(`${one}|${other}`)).length).toBe(new Set([...holding(one), ...holding(other)]).size)
  }
})

test('counts, facets, relevance and exports speak of the same hits', async () => {
  for (const word of cuttings(2, 8)) {
    const expected = holding(word)
    const page = await world.asReader(editor, (cx) => search(cx, { q: word, sort: 'newest', limit: 20 }))
    expect
      .soft([word, page.total, page.totalCapped])
      .toEqual([word, Math.min(1000, expected.length), expected.length > 1000])
    const counted = await world.asReader(editor, (cx) => facets(cx, { q: word }))
    expect.soft([word, counted.of]).toEqual([word, Math.min(2000, expected.length)])
    const exported = await world.as(editor, (cx) => exportHits(cx, { q: word, withText: false }))
    expect.soft([word, exported.rows]).toEqual([word, expected.length])
    if (expected.length <= 200) expect.soft([word, await found(word, { sort: 'relevance' })]).toEqual([word, expected])
  }
})

test('newest first, page after page, each once', async () => {
  const days: string[] = []
  let cursor: string | undefined
  do {
    const page = await world.asReader(editor, (cx) => search(cx, { q: '发展', sort: 'newest', limit: 37, cursor }))
    days.push(...page.items.map((item) => item.sortAt))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(days.length).toBe(holding('发展').length)
  expect(days).toEqual([...days].sort().reverse())
})
