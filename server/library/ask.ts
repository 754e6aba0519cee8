import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Search } from '../../contract/library.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { scopeFor, visible } from './access.ts'
import { between, fold } from './fold.ts'
import { rarityOf, termRecords } from './lexicon.ts'
import { anyMonth, needsProof, pairsOf, segmentOf, termQuery } from './rules/grams.ts'
import { parseQuery } from './rules/query.ts'
import type { ParsedQuery } from './rules/query.ts'

/** A search, ready to be asked of the database in several ways. */
export interface Asked {
  parsed: ParsedQuery
  /** What the index must hold, with a place for the month; null: nothing that the index could say. */
  index: string | null
  /** The same for texts where the words weigh: in the title, or several times. */
  strongIndex: string | null
  /** What this person may see, and the filters: true of every row that is told in any way. */
  where: RawBuilder<SqlBool>
  /** That the words stand there as typed; read from the text. */
  proof: RawBuilder<SqlBool> | null
  /** Of that, only what must not stand there: for texts that are near to the words. */
  absence: RawBuilder<SqlBool> | null
  /** What the index says of who may see a record; null: it says nothing. */
  scope: string | null
  firstSegment: number
  lastSegment: number
}

export const noFilters: Search = { q: '' }

export async function prepare(cx: Cx, search: Search): Promise<Asked> {
  const parsed = parseQuery(search.q, fold)
  const scope = await scopeFor(cx)
  const narrow = scope !== null && !(await isRare(cx, parsed)) ? scope : null
  const days = daysOf(search)
  return {
    ...saying(parsed, narrow),
    where: sql<SqlBool>`${visible(cx.actor)}${await filters(cx, search, days)}`,
    scope,
    firstSegment: days.from ? segmentOf(days.from) : 0,
    lastSegment: days.before ? segmentOf(new Date(days.before.getTime() - 1)) : 4095,
  }
}

/** The same search with other words: but for how rare they are nothing is asked again. */
export async function reworded(cx: Cx, asked: Asked, questions: string[]): Promise<{ q: string; asked: Asked }[]> {
  const parsed = questions.map((q) => parseQuery(q, fold))
  const rare = await rarityOf(cx, parsed.flatMap(pairsIn))
  return questions.map((q, at) => {
    const narrow = shareOf(parsed[at]!, rare) < rareShare ? null : asked.scope
    return { q, asked: { ...asked, ...saying(parsed[at]!, narrow) } }
  })
}

function saying(parsed: ParsedQuery, narrow: string | null) {
  const words = (strong: boolean) =>
    parsed.all.map(({ choices }) => `(${choices.map((term) => `(${termQuery(term, { strong })})`).join(' | ')})`)
  const both = (parts: string[]) =>
    parts.length > 0 || narrow ? [...parts, ...(narrow ? [narrow] : [])].join(' & ') : null
  return {
    parsed,
    index: both(words(false)),
    strongIndex: parsed.all.length > 0 ? both(words(true)) : null,
    proof: proofOf(parsed),
    absence: proofOf({ all: [], none: parsed.none }),
  }
}

/** Of what stands in so few records each is looked at; to name many units to the index would cost more. */
export const rareShare = 1 / 500

async function isRare(cx: Cx, parsed: ParsedQuery): Promise<boolean> {
  return parsed.all.length > 0 && shareOf(parsed, await rarityOf(cx, pairsIn(parsed))) < rareShare
}

const pairsIn = ({ plain }: ParsedQuery) => plain.flatMap((term) => (term.length > 1 ? pairsOf(term) : [term]))

/** In what share of the records the rarest of the terms stands which must all be there; a single character is never rare. */
const shareOf = ({ all }: ParsedQuery, { records, sampled }: Awaited<ReturnType<typeof rarityOf>>): number =>
  Math.min(
    1,
    ...all.map(({ choices }) =>
      Math.max(...choices.map((term) => (term.length > 1 ? termRecords(term, records) / sampled : 1))),
    ),
  )

/** Terms are proven in the folded text; a title stands before the mark. */
function proofOf({ all, none }: Pick<ParsedQuery, 'all' | 'none'>): RawBuilder<SqlBool> | null {
  const there = all
    .filter(({ choices, inTitle }) => inTitle || choices.some(needsProof))
    .map(({ choices, inTitle }) => {
      const where = inTitle ? sql`split_part(words.folded, ${between}, 1)` : sql`words.folded`
      return sql<SqlBool>`(${sql.join(
        choices.map((term) => sql`strpos(${where}, ${term}) > 0`),
        sql` or `,
      )})`
    })
  const absent = none.map((term) => sql<SqlBool>`strpos(words.folded, ${term}) = 0`)
  const proofs = [...there, ...absent]
  return proofs.length === 0 ? null : sql<SqlBool>`${sql.join(proofs, sql` and `)}`
}

async function filters(cx: Cx, search: Search, days: { from?: Date; before?: Date }): Promise<RawBuilder<unknown>> {
  const conditions: RawBuilder<unknown>[] = []
  const oneOf = (column: string, values: string[] | undefined) => {
    if (values && values.length > 0) conditions.push(sql`${sql.ref(`record.${column}`)} = any(${values}::text[])`)
  }
  oneOf('kind', search.kind)
  oneOf('category_code', search.category)
  oneOf('genre_code', search.genre)
  oneOf('state', search.state)
  oneOf('publication_name', search.publication)
  for (const [column, values] of [
    ['topics', search.topic],
    ['places', search.place],
  ] as const)
    if (values && values.length > 0) conditions.push(sql`${sql.ref(`record.${column}`)} && ${values}::text[]`)
  if (search.author) conditions.push(sql`strpos(record.author_name, ${search.author}) > 0`)
  if (search.unitId) {
    const { path } = await loadUnit(cx, search.unitId)
    conditions.push(sql`record.source_unit_id in (select id from unit where starts_with(path, ${path}))`)
  }
  if (days.from) conditions.push(sql`record.sort_at >= ${days.from}`)
  if (days.before) conditions.push(sql`record.sort_at < ${days.before}`)
  return conditions.length === 0 ? sql`` : sql` and ${sql.join(conditions, sql` and `)}`
}

const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)
const dayAfter = (day: string) => new Date(startOf(day).getTime() + 86_400_000)

/** The first instant asked for, and the first after. */
export function daysOf(search: Search): { from?: Date; before?: Date } {
  const from = [search.from && startOf(search.from), search.year && startOf(`${search.year}-01-01`)].filter(
    (day) => day instanceof Date,
  )
  const before = [search.to && dayAfter(search.to), search.year && startOf(`${search.year + 1}-01-01`)].filter(
    (day) => day instanceof Date,
  )
  const latest = (instants: Date[], pick: (...times: number[]) => number) =>
    instants.length === 0 ? undefined : new Date(pick(...instants.map((instant) => instant.getTime())))
  return { from: latest(from, Math.max), before: latest(before, Math.min) }
}

/** Whether anything at all is asked: exports and alerts of everything are refused. */
const asksNothing = (search: Search): boolean =>
  Object.entries(search).every(
    ([, value]) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  )

export function requireSomething(search: Search): void {
  if (asksNothing(search)) throw new Refusal('library.nothing_asked')
}

/**
 * The ids of the newest hits. Months are walked from the newest, each through the index, until there are enough: a frequent word ends in
 * the first month, a rare one costs a look into each. The inner `offset 0` keeps the planner from walking the order by time instead,
 * which for a rare word would be every row.
 */
export function newestIds(
  asked: Asked,
  options: {
    limit: number
    index?: string | RawBuilder<string> | null
    after?: { value: string; id: string }
    /** Further columns of the record, read on the way. */
    columns?: readonly string[]
  },
): RawBuilder<{ id: string; sort_at: Date }> {
  const columns = ['id', 'sort_at', ...(options.columns ?? [])]
  const of = (table: string) => sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))
  const index = options.index === undefined ? asked.index : options.index
  const later = options.after
    ? sql`and (record.sort_at, record.id) < (${options.after.value}::timestamptz, ${options.after.id}::uuid)`
    : sql``
  const proof = asked.proof ? sql`and ${asked.proof}` : sql``
  const words = asked.proof ? sql`join library_text words on words.record_id = record.id` : sql``
  if (index === null)
    return sql`select ${of('record')} from library_record record ${words}
      where ${asked.where} ${proof} ${later} order by record.sort_at desc, record.id desc limit ${options.limit}`
  const last = options.after ? Math.min(asked.lastSegment, segmentOf(new Date(options.after.value))) : asked.lastSegment
  return sql`
    select ${of('hit')} from (
      select segment, code from library_segment where segment between ${asked.firstSegment} and ${last} order by segment desc offset 0
    ) month cross join lateral (
      select ${of('found')} from (
        select ${of('record')} from library_record record ${words}
        where record.tsv @@ replace(${index}, ${anyMonth}, month.code)::tsquery and ${asked.where} ${proof} ${later} offset 0
      ) found order by found.sort_at desc, found.id desc limit ${options.limit}
    ) hit limit ${options.limit}`
}
