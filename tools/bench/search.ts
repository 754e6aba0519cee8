import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Search } from '../../contract/library.ts'
import { prepare } from '../../server/library/ask.ts'
import { enterMany, loadOffline } from '../../server/library/bulk.ts'
import { enterLibrary } from '../../server/library/enter.ts'
import { facets } from '../../server/library/facets.ts'
import { countHits, search } from '../../server/library/search.ts'
import { nodeTopics } from '../../server/library/testing.ts'
import { recount } from '../../server/library/upkeep.ts'
import type { Actor } from '../../server/platform/access.ts'
import { newId } from '../../server/platform/ids.ts'
import { openGroonga } from './lib/groonga.ts'
import type { Groonga } from './lib/groonga.ts'
import { openLibraryBench } from './lib/library-bench.ts'
import { recordMaker } from './lib/library-texts.ts'
import { chooseWords } from './lib/library-words.ts'
import type { WordClass } from './lib/library-words.ts'
import { plainSearch } from './lib/plain-search.ts'
import { percentile, reporter, round, timesOf } from './lib/report.ts'

/**
 * npm run bench -- search [--items 1000000] [--no-reference]: builds the load of real titles and sentences put together anew (fixed seed), then
 * asks for words of every class, newest first and by relevance, with one client and with eight, as somebody who sees everything and as
 * somebody who sees about 3 %. Every question is asked three times: the best of them counts, as for the reference, and `first.…` is what
 * who asks it first waits. Reference: Groonga with the same texts and filters where it is installed (Debian: groonga-bin), otherwise a
 * plain statement over the same rows, which reads the texts newest first.
 */
const { values } = parseArgs({
  options: { items: { type: 'string', default: '1000000' }, 'no-reference': { type: 'boolean', default: false } },
})
const total = Number(values.items)
const goals = { newest: 50, relevance: 100 } as const
type Sort = keyof typeof goals
const { print, load, verdict } = reporter('search')
const bench = await openLibraryBench()
try {
  load()
  await run()
  load()
} finally {
  await bench.close()
}
verdict()

async function run(): Promise<void> {
  const make = recordMaker(total, bench.units, new Date())
  await fill(make)
  const started = performance.now()
  await bench.write(bench.person('editor', bench.units[0]!, 'own'), recount)
  print({ metric: 'recount_ms', value: round(performance.now() - started) })
  const sample = Array.from({ length: 8000 }, (_, at) => make(Math.floor((at * total) / 8000)))
  const words = chooseWords(sample)
  const everything = bench.person('chiefEditor', bench.units[0]!, 'subtree')
  const city = bench.units.find((unit) => unit.isOffice && unit.path.split('/').length === 4)!
  const few = bench.person('editor', city, 'subtree')

  await Promise.all(Array.from({ length: 12 }, () => ask(everything, { q: '' }, 'newest'))) // connections are open
  const groonga = values['no-reference'] ? null : await openGroonga(bench.units)
  try {
    if (groonga) await fillGroonga(groonga, make)
    for (const name of Object.keys(words) as WordClass[]) {
      const asked = words[name].map((word, at) => queryOf(name, word, at))
      await measure(name, asked, 'newest')
      if (groonga)
        print({ metric: `counts.${name}.as_groonga_percent`, value: await agreement(groonga, asked), goal: 100 }, true)
      await measure(name, asked, 'relevance')
    }
  } finally {
    await groonga?.close()
  }
  await others(everything, few, words)
  await saves(everything, make)

  async function measure(name: WordClass, asked: Search[], sort: Sort): Promise<void> {
    const goal = goals[sort]
    const { first, best } = await askedThrice(everything, asked, sort)
    if (sort === 'newest') print({ metric: `newest.${name}.p50_ms`, value: percentile(best, 0.5) })
    const reference = await referenceFor(asked, sort)
    print({ metric: `${sort}.${name}.p95_ms`, value: percentile(best, 0.95), goal, ...reference })
    print({ metric: `first.${sort}.${name}.p95_ms`, value: percentile(first, 0.95), goal })
    await withOthers(name, asked, sort)
  }

  /** With seven others at the same time, and as somebody who sees little. */
  async function withOthers(name: WordClass, asked: Search[], sort: Sort): Promise<void> {
    const goal = goals[sort]
    const eight = await Promise.all(
      Array.from({ length: 8 }, () =>
        timesOf(Math.min(12, asked.length), (at) => ask(everything, asked[at]!, sort), 0),
      ),
    )
    print({ metric: `clients8.${sort}.${name}.p95_ms`, value: percentile(eight.flat(), 0.95) })
    const { first, best } = await askedThrice(few, asked, sort)
    print({ metric: `few.${sort}.${name}.p95_ms`, value: percentile(best, 0.95), goal })
    print({ metric: `first.few.${sort}.${name}.p95_ms`, value: percentile(first, 0.95), goal })
  }

  /** To how many of the questions both find equally many, as far as ours counts. */
  async function agreement(groonga: Groonga, asked: Search[]): Promise<number> {
    let same = 0
    for (const one of asked) {
      const ours = await bench.read(everything, async (cx) => countHits(cx, await prepare(cx, one)))
      if (ours === Math.min(await groonga.ask(one, 'newest'), 1001)) same += 1
    }
    return round((same / asked.length) * 100)
  }

  async function referenceFor(asked: Search[], sort: Sort) {
    if (values['no-reference'] || (!groonga && sort === 'relevance')) return {}
    if (!groonga) return { reference: await plainSearch(bench, everything, asked) }
    const best: number[] = []
    for (const one of asked) best.push(Math.min(...(await timesOf(3, () => groonga.ask(one, sort), 0))))
    return { reference: { name: `${groonga.name}, p95`, value: percentile(best, 0.95) } }
  }
}

/** The same texts into Groonga, which indexes them in one go as ours were. */
async function fillGroonga(groonga: Groonga, make: Make): Promise<void> {
  const started = performance.now()
  for (let at = 0; at < total; at += 1000)
    await groonga.load(Array.from({ length: Math.min(1000, total - at) }, (_, index) => make(at + index)))
  await groonga.index()
  print({ metric: 'groonga.fill_s', value: round((performance.now() - started) / 1000) })
}

/** What is asked: a word, or a word with a unit and all below it, two years and a category. */
function queryOf(name: WordClass, word: string, at: number): Search {
  if (name !== 'filtered') return { q: word }
  const cities = bench.units.filter((unit) => unit.path.split('/').length === 4)
  const year = new Date().getFullYear() - 1 - (at % 3)
  return {
    q: word,
    unitId: cities[at % cities.length]!.id,
    from: `${year - 1}-03-01`,
    to: `${year}-09-30`,
    category: ['keyWork'],
  }
}

/** The page as people ask for it: the hits with their snippets, and the capped count. */
function ask(actor: Actor, asked: Search, sort: Sort) {
  return bench.read(actor, (cx) => search(cx, { ...asked, sort, limit: 20 }))
}

/** How long each question took the first time, and the best of three times. */
async function askedThrice(actor: Actor, asked: Search[], sort: Sort): Promise<{ first: number[]; best: number[] }> {
  const round = () => timesOf(asked.length, (at) => ask(actor, asked[at]!, sort), 0)
  const rounds = [await round(), await round(), await round()]
  return { first: rounds[0]!, best: asked.map((_, at) => Math.min(...rounds.map((times) => times[at]!))) }
}

async function others(everything: Actor, few: Actor, words: Record<WordClass, string[]>): Promise<void> {
  const mixed = [
    ...words.common.slice(0, 6),
    ...words.half.slice(0, 6),
    ...words.mid.slice(0, 6),
    ...words.rare.slice(0, 6),
  ]
  const counted = await timesOf(mixed.length, (at) =>
    bench.read(everything, async (cx) => countHits(cx, await prepare(cx, { q: mixed[at]! }))),
  )
  print({ metric: 'count_capped.p95_ms', value: percentile(counted, 0.95) })
  const spread = await timesOf(mixed.length, (at) => bench.read(everything, (cx) => facets(cx, { q: mixed[at]! })))
  print({ metric: 'facets.p95_ms', value: percentile(spread, 0.95) })
  const seen = await bench.read(few, async (cx) => countAll(cx))
  print({ metric: 'few.sees_percent', value: round((seen / total) * 100) })
  const sentences = words.phrase.map(
    (phrase, at) => `${phrase.slice(1, -1)}的情况怎样处理和${words.rare[at % words.rare.length]}`,
  )
  const near = await askedThrice(
    everything,
    sentences.map((q) => ({ q })),
    'relevance',
  )
  print({ metric: 'relevance.question.p95_ms', value: percentile(near.best, 0.95) })

  async function countAll(cx: Parameters<typeof countHits>[0]): Promise<number> {
    const { where } = await prepare(cx, { q: '' })
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from library_record record where ${where}`.execute(cx.db)
    return rows[0]!.n
  }
}

type Make = ReturnType<typeof recordMaker>

/** Most of the load while nobody searches, as years of records are taken over; the last part into the living index, as imports are. */
async function fill(make: Make): Promise<void> {
  const living = Math.min(5000, Math.floor(total / 20))
  const started = performance.now()
  await loadOffline(bench.db, () => enterAll(make, 0, total - living))
  print(
    { metric: 'bulk.per_s', value: round(((total - living) / (performance.now() - started)) * 1000), goal: 1000 },
    true,
  )
  const then = performance.now()
  await enterAll(make, total - living, total)
  print({ metric: 'bulk.living_per_s', value: round((living / (performance.now() - then)) * 1000) })
  const { rows } = await sql<{ mb: number; index: number }>`
    select (pg_total_relation_size('library_record') + pg_total_relation_size('library_text')) / 1048576 as mb, pg_relation_size('library_record_tsv') / 1048576 as index`.execute(
    bench.db,
  )
  print({ metric: 'disk_mb', value: rows[0]!.mb })
  print({ metric: 'index_mb', value: rows[0]!.index })
}

/** Two at a time: one is written while the next is made. */
async function enterAll(make: Make, from: number, to: number): Promise<void> {
  let at = from
  const work = async () => {
    while (at < to) {
      const start = at
      at = Math.min(to, at + 500)
      const batch = Array.from({ length: at - start }, (_, index) => make(start + index))
      await enterMany(bench.db, batch, { now: new Date(), topics: nodeTopics })
    }
  }
  await Promise.all([work(), work()])
}

/** What it costs a save that its record enters the library: the act with it beside the act without. */
async function saves(actor: Actor, make: Make): Promise<void> {
  const act = (n: number, entering: boolean) =>
    bench.write(actor, async (cx) => {
      await cx.record('bench.saved', { id: newId(), unitId: actor.unitId })
      if (entering) await enterLibrary(cx, { ...make(n), id: newId(), sortAt: cx.now })
    })
  const without = await timesOf(100, (at) => act(at, false))
  const added = await timesOf(100, (at) => act(at * 7, true))
  print({ metric: 'save_added_ms', value: round(percentile(added, 0.5) - percentile(without, 0.5)), goal: 20 })
  print({ metric: 'save_added_p95_ms', value: round(percentile(added, 0.95) - percentile(without, 0.5)) })
}
