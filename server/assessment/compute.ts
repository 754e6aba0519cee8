import { sql } from 'kysely'
import type { Period, ScoreEvent, ScoreLine, ScoreResult, UnitFact } from '../../contract/assessment-facts.ts'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { PeriodKind, Span } from '../../contract/assessment.ts'
import type { App, Cx } from '../platform/command.ts'
import { openBook } from './rules/book.ts'
import type { Book } from './rules/book.ts'
import { firstDayNeeded } from './rules/score.ts'
import { unitsOf } from './units.ts'

export interface Computed {
  /** Its lines are worked out when they are asked for; who wants one unit's asks `linesOf`. */
  result: ScoreResult
  linesOf(unitId: string): ScoreLine[]
  units: UnitFact[]
  /** Entries of the ledger that could change the result, in no order. */
  events: ScoreEvent[]
}

interface Kept {
  book: Book
  mark: number
}

/** Books of the last questions: scheme, days and units as asked, and the ledger up to a mark. What was entered since is added to them. */
const keptBy = new WeakMap<App, Map<string, Kept>>()
const keptAtMost = 16

/**
 * The result of an office for a span of days, from nothing but its ledger and this scheme. Asked again after a happening it costs what the
 * happening changed. Not to be called in a transaction that has written to the ledger: what is rolled back would stay in the book.
 */
export async function compute(
  cx: Cx,
  office: { id: string; path: string },
  scheme: Scheme,
  span: Span,
  kind: PeriodKind | 'custom' = 'custom',
): Promise<Computed> {
  const mark = await markOf(cx, office.id)
  const units = await unitsOf(cx, office, mark)
  const period: Period = { kind, from: span.startsOn, to: span.endsOn }
  const key = JSON.stringify([office.id, scheme, period, units])
  const book = await bookOf(cx, office.id, key, mark, { scheme, units, period })
  const { totals, ranks } = book.standings()
  const scored = new Set(totals.map((total) => total.unitId))
  let lines: ScoreLine[] | undefined
  return {
    units,
    events: book.events(),
    linesOf: (unitId) => (scored.has(unitId) ? book.drill(unitId).lines : []),
    result: {
      get lines() {
        return (lines ??= book.result().lines)
      },
      totals,
      ranks,
    },
  }
}

async function bookOf(
  cx: Cx,
  officeId: string,
  key: string,
  mark: number,
  about: { scheme: Scheme; units: UnitFact[]; period: Period },
): Promise<Book> {
  const kept = keptBy.get(cx.app) ?? new Map<string, Kept>()
  keptBy.set(cx.app, kept)
  const known = kept.get(key)
  const first = firstDayNeeded(about.scheme, about.period)
  if (known) {
    if (known.mark < mark) {
      const { events, gone } = await changesSince(cx, officeId, known.mark, first, about.period.to)
      known.book.change(events, gone)
      known.mark = Math.max(known.mark, mark)
    }
    kept.delete(key) // the one asked for last is forgotten last
    kept.set(key, known)
    return known.book
  }
  const events = await eventsFor(cx, officeId, first, about.period.to)
  const book = openBook(about.scheme, { units: about.units, events }, about.period)
  kept.set(key, { book, mark })
  for (const old of [...kept.keys()].slice(0, -keptAtMost)) kept.delete(old)
  return book
}

async function markOf(cx: Cx, officeId: string): Promise<number> {
  const row = await cx.db.selectFrom('ledger_mark').select('mark').where('office_id', '=', officeId).executeTakeFirst()
  return Number(row?.mark ?? 0)
}

/** Every effective entry that may matter, from the first day the scheme looks back to (`firstDayNeeded`). */
async function eventsFor(cx: Cx, officeId: string, first: string, last: string): Promise<ScoreEvent[]> {
  const rows = await cx.db
    .selectFrom('score_fact')
    .select('event')
    .where('office_id', '=', officeId)
    .where('status', '=', 'effective')
    .where('first_on', '<=', last)
    .where('last_on', '>=', first)
    .execute()
  return rows.map((row) => row.event as unknown as ScoreEvent)
}

async function changesSince(cx: Cx, officeId: string, mark: number, first: string, last: string) {
  const rows = await cx.db
    .selectFrom('score_fact')
    .select(['id', 'event'])
    .select(sql<boolean>`status = 'effective' and first_on <= ${last}::date and last_on >= ${first}::date`.as('counts'))
    .where('office_id', '=', officeId)
    .where('mark', '>', mark)
    .execute()
  return {
    events: rows.flatMap((row) => (row.counts ? [row.event as unknown as ScoreEvent] : [])),
    gone: rows.flatMap((row) => (row.counts ? [] : [row.id])),
  }
}
