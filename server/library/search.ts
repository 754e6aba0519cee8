import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Hit, Search } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { readCursor, writeCursor } from '../platform/paging.ts'
import { newestIds, prepare } from './ask.ts'
import type { Asked } from './ask.ts'
import { didYouMean } from './did-you-mean.ts'
import { between } from './fold.ts'
import { showHits } from './hits.ts'
import { rarityOf, termRecords } from './lexicon.ts'
import { anyPairQuery, pairsOf } from './rules/grams.ts'
import { isSentence } from './rules/query.ts'
import { rank } from './rules/rank.ts'

/** More hits than this are not counted: 超过 1000 条. */
export const countCap = 1000

interface Page {
  items: Hit[]
  nextCursor: string | null
  total: number | null
  totalCapped: boolean
  didYouMean: string | null
}

/** 检索: newest first, or by how much a record is about the words. */
export async function search(
  cx: Cx,
  input: Search & { sort: 'newest' | 'relevance'; cursor?: string; limit: number },
): Promise<Page> {
  const asked = await prepare(cx, input)
  const page = input.sort === 'relevance' && asked.parsed.all.length > 0 ? byRelevance : byTime
  const { ids, nextCursor } = await page(cx, asked, input)
  const first = input.cursor === undefined
  const counted = first
    ? await count(cx, asked, ids.length < input.limit ? ids.length : null)
    : { total: null, totalCapped: false }
  return {
    items: await showHits(cx, ids, shownTerms(asked)),
    nextCursor,
    ...counted,
    didYouMean: first && ids.length === 0 && input.q !== '' ? await didYouMean(cx, input, asked) : null,
  }
}

/** The words to mark; of a sentence that was taken apart, its longer pieces. */
const shownTerms = ({ parsed }: Asked): string[] => parsed.all.flatMap(({ choices }) => choices)

async function byTime(cx: Cx, asked: Asked, input: { cursor?: string; limit: number }) {
  const { rows } = await newestIds(asked, { limit: input.limit + 1, after: readCursor(input.cursor) }).execute(cx.db)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    ids: shown.map((row) => row.id),
    nextCursor: rows.length > input.limit && last ? writeCursor(last.sort_at, last.id) : null,
  }
}

async function count(cx: Cx, asked: Asked, known: number | null) {
  if (known !== null && known < 20) return { total: known, totalCapped: false }
  const total = await countHits(cx, asked)
  return { total: Math.min(total, countCap), totalCapped: total > countCap }
}

/** How many hits there are, one more than the cap at most. */
export async function countHits(cx: Cx, asked: Asked): Promise<number> {
  const ids = newestIds({ ...asked }, { limit: countCap + 1 })
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (${ids}) hits`.execute(cx.db)
  return rows[0]!.total
}

/** So many of the newest are read and ranked; of those where the words weigh, and of all. */
const [strongOnes, plainOnes, sentenceOnes] = [300, 300, 1500]
const ranked = 200

async function byRelevance(cx: Cx, asked: Asked, input: { cursor?: string; limit: number }) {
  const from = input.cursor === undefined ? 0 : Number(readCursor(input.cursor)?.value ?? 0)
  const order = await rankHits(cx, asked)
  const shown = order.slice(from, from + input.limit)
  const next = from + input.limit
  return { ids: shown, nextCursor: next < order.length ? writeCursor(next, shown.at(-1)!) : null }
}

/** The hits that are most about the words, best first. A frequent word is ranked among its newest and its weightiest hits. */
export async function rankHits(cx: Cx, asked: Asked): Promise<string[]> {
  if (isSentence(asked.parsed)) {
    const exact = await candidates(cx, newestIds(asked, { limit: plainOnes }))
    if (exact.length === 0) return rankByPairs(cx, asked, asked.parsed.plain.join(between))
  }
  const strong = await newestIds(asked, { limit: strongOnes, index: asked.strongIndex }).execute(cx.db)
  const plain = await newestIds(asked, { limit: plainOnes }).execute(cx.db)
  const found = await texts(cx, [...new Set([...strong.rows, ...plain.rows].map((row) => row.id))])
  const { records, sampled } = await rarityOf(
    cx,
    asked.parsed.plain.flatMap((term) => (term.length > 1 ? pairsOf(term) : [term])),
  )
  const words = asked.parsed.all.map(({ choices }) => ({
    choices,
    records: Math.max(...choices.map((term) => termRecords(term, records))),
  }))
  return rank(found, words, sampled)
    .slice(0, ranked)
    .map((hit) => hit.id)
}

/** A sentence: records that hold any of its rarest pairs, ranked by all of them. */
export async function rankByPairs(
  cx: Cx,
  asked: Asked,
  folded: string,
  options: { limit?: number } = {},
): Promise<string[]> {
  return (await scoreByPairs(cx, asked, folded, options)).map((hit) => hit.id)
}

export async function scoreByPairs(
  cx: Cx,
  asked: Asked,
  folded: string,
  options: { limit?: number; pairs?: number } = {},
) {
  const pairs = pairsOf(folded).filter((pair) => !/[\p{P}\ue000-\uf8ff]/u.test(pair))
  const { records, sampled } = await rarityOf(cx, pairs)
  const rarest = pairs.toSorted((one, other) => records(one) - records(other)).slice(0, options.pairs ?? 24)
  if (rarest.length === 0) return []
  const free: Asked = { ...asked, proof: null }
  const scope = asked.parsed.all.length === 0 ? asked.index : null
  const index = scope ? `(${anyPairQuery(rarest)}) & ${scope}` : anyPairQuery(rarest)
  const found = await candidates(cx, newestIds(free, { limit: options.limit ?? sentenceOnes, index }))
  return rank(
    found,
    pairs.map((pair) => ({ choices: [pair], records: records(pair) })),
    sampled,
  ).slice(0, ranked)
}

const candidates = async (cx: Cx, ids: RawBuilder<{ id: string }>) => {
  const { rows } = await ids.execute(cx.db)
  return texts(
    cx,
    rows.map((row) => row.id),
  )
}

/** Folded texts, of each its beginning: the weight of a word shows there. */
export async function texts(cx: Cx, ids: string[]): Promise<{ id: string; title: string; body: string }[]> {
  if (ids.length === 0) return []
  const rows = await cx.db
    .selectFrom('library_text')
    .select(['record_id', sql<string>`left(folded, 6000)`.as('folded')])
    .where('record_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return rows.map((row) => {
    const cut = row.folded.indexOf(between)
    return { id: row.record_id, title: row.folded.slice(0, cut), body: row.folded.slice(cut + 1) }
  })
}
