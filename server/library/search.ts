import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Hit, Search } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { readCursor, writeCursor } from '../platform/paging.ts'
import { newestIds, prepare, rareShare } from './ask.ts'
import type { Asked } from './ask.ts'
import { didYouMean } from './did-you-mean.ts'
import { between } from './fold.ts'
import { showHits } from './hits.ts'
import { rarityOf, termRecords } from './lexicon.ts'
import { pairsOf, termQuery } from './rules/grams.ts'
import { maySayNearly } from './rules/query.ts'
import { forSentences, rank, rarity } from './rules/rank.ts'

/** More hits than this are not counted: 超过 1000 条. */
const countCap = 1000

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
  const { ids, nextCursor, total, isNear } = await page(cx, asked, input)
  const cap = isNear ? ranked - 1 : countCap
  const nothing = input.cursor === undefined && input.q !== '' && (ids.length === 0 || isNear)
  return {
    items: await showHits(cx, ids, shownTerms(asked)),
    nextCursor,
    total: total === null ? null : Math.min(total, countCap),
    totalCapped: total !== null && total > cap,
    didYouMean: nothing ? await didYouMean(cx, input, asked) : null,
  }
}

/** The words to mark; of a sentence that was taken apart, its longer pieces. */
const shownTerms = ({ parsed }: Asked): string[] => parsed.all.flatMap(({ choices }) => choices)

interface Found {
  ids: string[]
  nextCursor: string | null
  /** Of the first page: how many there are, up to one more than the cap. */
  total: number | null
  isNear: boolean
}

async function byTime(cx: Cx, asked: Asked, input: { cursor?: string; limit: number }): Promise<Found> {
  const isFirst = input.cursor === undefined
  const limit = isFirst ? countCap + 1 : input.limit + 1
  // counted and shown by one walk through the months
  const { rows } = await sql<{ id: string; sort_at: Date; total: number }>`
    with hits as materialized (${newestIds(asked, { limit, after: readCursor(input.cursor) })})
    select id, sort_at, (select count(*)::int from hits) as total from hits order by sort_at desc, id desc limit ${input.limit + 1}`.execute(
    cx.db,
  )
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    ids: shown.map((row) => row.id),
    nextCursor: rows.length > input.limit && last ? writeCursor(last.sort_at, last.id) : null,
    total: isFirst ? (rows[0]?.total ?? 0) : null,
    isNear: false,
  }
}

/** How many hits there are, one more than the cap at most. */
export async function countHits(cx: Cx, asked: Asked): Promise<number> {
  const ids = newestIds({ ...asked }, { limit: countCap + 1 })
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (${ids}) hits`.execute(cx.db)
  return rows[0]!.total
}

/** So many of the newest are read and ranked; of those where the words weigh, and of all. */
const [strongOnes, plainOnes] = [300, 300]
const ranked = 200

async function byRelevance(cx: Cx, asked: Asked, input: { cursor?: string; limit: number }): Promise<Found> {
  const from = input.cursor === undefined ? 0 : Number(readCursor(input.cursor)?.value ?? 0)
  const { order, isNear, known } = await rankHits(cx, asked)
  const shown = order.slice(from, from + input.limit)
  const next = from + input.limit
  return {
    ids: shown,
    nextCursor: next < order.length ? writeCursor(next, shown.at(-1)!) : null,
    total: input.cursor === undefined ? (known ?? (await countHits(cx, asked))) : null,
    isNear,
  }
}

/**
 * The hits that are most about the words, best first. A frequent word is ranked among its newest and its weightiest hits. A question that
 * stands nowhere as typed finds what is near to it.
 */
async function rankHits(cx: Cx, asked: Asked): Promise<{ order: string[]; isNear: boolean; known: number | null }> {
  const plain = await newestIds(asked, { limit: plainOnes }).execute(cx.db)
  if (plain.rows.length === 0 && maySayNearly(asked.parsed)) {
    const scored = await scoreByPairs(cx, asked, asked.parsed.plain.join(between))
    return { order: scored.map((hit) => hit.id), isNear: true, known: scored.length }
  }
  const strong =
    plain.rows.length < plainOnes
      ? { rows: [] } // all of them are there already
      : await newestIds(asked, { limit: strongOnes, index: asked.strongIndex }).execute(cx.db)
  const found = await texts(cx, [...new Set([...strong.rows, ...plain.rows].map((row) => row.id))])
  const { records, sampled } = await rarityOf(
    cx,
    asked.parsed.plain.flatMap((term) => (term.length > 1 ? pairsOf(term) : [term])),
  )
  const words = asked.parsed.all.map(({ choices }) => ({
    choices,
    records: Math.max(...choices.map((term) => termRecords(term, records))),
  }))
  const order = rank(found, words, sampled).map((hit) => hit.id)
  return {
    order: order.slice(0, ranked),
    isNear: false,
    known: plain.rows.length < plainOnes ? plain.rows.length : null,
  }
}

/** Of each pair so many of its newest records are looked at; so many records that hold the rarest pairs are read and ranked. */
const [recordsOfPair, nearOnes] = [600, 300]

/**
 * What is near to a text: records that hold its rarest pairs, each pair worth more the rarer it is; the best of them are read and ranked
 * by all the pairs. A rare pair reaches back through all the years, a common one tells of the newest records only.
 */
export async function scoreByPairs(
  cx: Cx,
  asked: Asked,
  folded: string,
  options: { limit?: number; pairs?: number } = {},
) {
  const pairs = pairsOf(folded).filter((pair) => !/[\p{P}\ue000-\uf8ff]/u.test(pair))
  const { records, sampled } = await rarityOf(cx, pairs)
  const rarest = pairs.toSorted((one, other) => records(one) - records(other)).slice(0, options.pairs ?? 32)
  if (rarest.length === 0) return []
  const near: Asked = { ...asked, proof: asked.absence }
  const queries = rarest.map((pair) =>
    asked.scope && records(pair) >= sampled * rareShare ? `${termQuery(pair)} & ${asked.scope}` : termQuery(pair),
  )
  const weights = rarest.map((pair) => rarity(records(pair), sampled, forSentences))
  const ofPair = newestIds(near, { limit: recordsOfPair, index: sql<string>`wanted.query` })
  const found = await candidates(
    cx,
    sql<{ id: string }>`
      select hit.id from unnest(${queries}::text[], ${weights}::float8[]) wanted(query, weight) cross join lateral (${ofPair}) hit
      group by hit.id order by sum(wanted.weight) desc, max(hit.sort_at) desc limit ${options.limit ?? nearOnes}`,
  )
  const words = pairs.map((pair) => ({ choices: [pair], records: records(pair) }))
  return rank(found, words, sampled, forSentences).slice(0, ranked)
}

const candidates = async (cx: Cx, ids: RawBuilder<{ id: string }>) => {
  const { rows } = await ids.execute(cx.db)
  return texts(
    cx,
    rows.map((row) => row.id),
  )
}

/** Folded texts, of each its beginning: the weight of a word shows there. */
async function texts(cx: Cx, ids: string[]): Promise<{ id: string; title: string; body: string }[]> {
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
