import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold, foldRecord } from '../../server/library/fold.ts'
import { comparable, compare } from '../../server/library/rules/likeness.ts'
import { search } from '../../server/library/search.ts'
import { loadTexts, realData, realItems } from '../../server/library/testing.ts'
import { recount } from '../../server/library/upkeep.ts'
import type { Actor } from '../../server/platform/access.ts'
import startServer from '../../test/postgres-setup.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { bigramBm25, ndcg10 } from './lib/judge.ts'
import { reporter, round } from './lib/report.ts'

/**
 * npm run bench -- relevance: nDCG@10 of the search beside plain bigram BM25 on two judged sets, F1 of "already reported" on the hard pairs,
 * and whether every occurrence of phrases cut out of real texts is found. Reads the data beside the checkout.
 */
const { print, load, verdict } = reporter('relevance')
if (!existsSync(join(realData, 'search'))) {
  console.error(`没有测试数据，请将数据放在 ${realData}。 There is no test data at ${realData}.`)
  process.exit(2)
}
const jsonLines = <T>(path: string): T[] =>
  readFileSync(join(realData, path), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
const table = (path: string): string[][] =>
  readFileSync(join(realData, path), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))

const end = await startServer()
try {
  load()
  for (const set of ['statutes', 'replies']) await judge(set)
  duplicates()
  await inWorld(phrases)
  load()
} finally {
  await end?.()
}
verdict()

async function inWorld(work: (world: World, editor: Actor) => Promise<void>): Promise<void> {
  const world = await newWorld()
  try {
    await work(world, await world.person('editor', '140000'))
  } finally {
    await world.close()
  }
}

async function judge(set: string): Promise<void> {
  const corpus = jsonLines<{ doc_id: string; title?: string; text: string }>(`search/${set}/corpus.jsonl`)
  const judged = new Map<string, Set<string>>()
  for (const [query, document] of table(`search/${set}/qrels.tsv`))
    judged.set(query!, (judged.get(query!) ?? new Set()).add(document!))
  const queries = table(`search/${set}/queries.tsv`).filter(([id]) => judged.has(id!))
  const relevantTo = (id: string) => judged.get(id)!
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

  const reference = bigramBm25(corpus.map(({ doc_id, title, text }) => ({ id: doc_id, text: `${title ?? ''}${text}` })))
  const plain = mean(queries.map(([id, query]) => ndcg10(reference(query!), relevantTo(id!))))
  await inWorld(async (world, editor) => {
    const texts = corpus.map(({ title, text }) => ({ title: title ?? '', body: text, date: '2025-06-03' }))
    const ids = await loadTexts(world.db, texts, { unitId: world.unit('140000').id })
    await world.as(editor, recount)
    const documentOf = new Map(ids.map((id, at) => [id, corpus[at]!.doc_id]))
    const found: number[] = []
    for (const [id, query] of queries) {
      const page = await world.asReader(editor, (cx) => search(cx, { q: query!, sort: 'relevance', limit: 10 }))
      const ranked = page.items.map((hit) => documentOf.get(hit.id)!)
      found.push(ndcg10(ranked, relevantTo(id!)))
    }
    const ours = mean(found)
    print({ metric: `${set}.queries`, value: queries.length })
    print({ metric: `${set}.ndcg10`, value: Math.round(ours * 10_000) / 10_000 })
    print(
      {
        metric: `${set}.ndcg10_ratio`,
        value: Math.round((ours / plain) * 1000) / 1000,
        goal: 1,
        reference: {
          name: 'plain bigram BM25 over every document, nDCG@10',
          value: Math.round(plain * 10_000) / 10_000,
        },
      },
      true,
    )
  })
}

interface Pair {
  type: string
  label: 0 | 1 | 2
  hard: boolean
  fact_conflict?: string
  a: { title: string; body: string }
  b: { title: string; body: string }
}

/** A pair counts as reported before when the warning calls it a copy in any form; what is only about one matter does not. */
function duplicates(): void {
  const told = jsonLines<Pair>('duplicates/document-pairs.jsonl').map((pair) => ({
    pair,
    likeness: compare(comparable(fold(pair.a.body)), comparable(fold(pair.b.body))).likeness,
  }))
  const f1 = (pairs: typeof told) => {
    const isCopy = (one: (typeof told)[number]) => one.likeness !== null && one.likeness !== 'sameMatter'
    const right = pairs.filter((one) => isCopy(one) && one.pair.label === 1).length
    const [called, real] = [pairs.filter(isCopy).length, pairs.filter((one) => one.pair.label === 1).length]
    return Math.round(((2 * right) / (called + real)) * 1000) / 1000
  }
  const judged = told.filter(({ pair }) => pair.label !== 2)
  const changed = told.filter(({ pair }) => pair.fact_conflict)
  print({ metric: 'duplicates.hard_f1', value: f1(judged.filter(({ pair }) => pair.hard)), goal: 0.93 }, true)
  print({ metric: 'duplicates.all_f1', value: f1(judged) }, true)
  const flagged = changed.filter(({ likeness }) => likeness === 'conflict').length
  print({ metric: 'duplicates.changed_figures_flagged', value: round(flagged / changed.length), goal: 1 }, true)
}

/** Phrases cut out of real texts wherever they begin: what the search finds beside the plainest reading of every text. */
async function phrases(world: World, editor: Actor): Promise<void> {
  const items = realItems(4000)
  const ids = await loadTexts(world.db, items, { unitId: world.unit('140000').id })
  const folded = items.map((item) => foldRecord(item.title, item.body))
  let [there, found] = [0, 0]
  for (let n = 0; n < 300; n += 1) {
    const text = items[(n * 7919) % items.length]!.body.replace(/\s/gu, '')
    const at = (n * 104_729) % Math.max(1, text.length - 12)
    const phrase = text.slice(at, at + 3 + (n % 8)).replaceAll(/["“”„「」『』＂]/gu, '')
    const expected = new Set(ids.filter((_, item) => folded[item]!.includes(fold(phrase))))
    let cursor: string | undefined
    do {
      const asked = { q: `“${phrase}”`, sort: 'newest' as const, limit: 100, cursor }
      const page = await world.asReader(editor, (cx) => search(cx, asked))
      found += page.items.filter((hit) => expected.has(hit.id)).length
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    there += expected.size
  }
  print({ metric: 'phrases.occurrences', value: there })
  print({ metric: 'phrase_recall', value: Math.round((found / there) * 10_000) / 10_000, goal: 1 }, true)
}
