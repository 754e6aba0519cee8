import { createHash } from 'node:crypto'
import type { Period, ScoreEvent, ScoreResult, UnitFact } from '../../contract/assessment-facts.ts'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { PeriodKind, Span } from '../../contract/assessment.ts'
import type { Cx } from '../platform/command.ts'
import { score } from './rules/score.ts'
import { unitsOf } from './units.ts'

export interface Computed {
  result: ScoreResult
  units: UnitFact[]
  events: ScoreEvent[]
}

/** Results of the last questions. A result is good while nothing it was made from has changed: ledger, scheme, units. */
const remembered = new Map<string, Computed>()
const rememberAtMost = 24

/** The result of an office for a span of days, from nothing but its ledger and this scheme. */
export async function compute(
  cx: Cx,
  office: { id: string; path: string },
  scheme: Scheme,
  span: Span,
  kind: PeriodKind | 'custom' = 'custom',
): Promise<Computed> {
  const units = await unitsOf(cx, office)
  const mark = await cx.db
    .selectFrom('ledger_mark')
    .select('mark')
    .where('office_id', '=', office.id)
    .executeTakeFirst()
  const key = createHash('sha256')
    .update(JSON.stringify([office.id, mark?.mark ?? 0, scheme, span, kind, units]))
    .digest('base64')
  const known = remembered.get(key)
  if (known) return known
  const events = await eventsFor(cx, office.id, scheme, span)
  const period: Period = { kind, from: span.startsOn, to: span.endsOn }
  const computed = { result: score(scheme, { units, events }, period), units, events }
  remembered.set(key, computed)
  for (const old of [...remembered.keys()].slice(0, -rememberAtMost)) remembered.delete(old)
  return computed
}

/** Every effective entry that may matter: of the whole year, since adding up, tasks and sanctions look back to its beginning. */
async function eventsFor(cx: Cx, officeId: string, scheme: Scheme, span: Span): Promise<ScoreEvent[]> {
  let query = cx.db
    .selectFrom('score_fact')
    .select('event')
    .where('office_id', '=', officeId)
    .where('status', '=', 'effective')
    .where('first_on', '<=', span.endsOn)
  if (scheme.stacking.within !== 'ever') query = query.where('last_on', '>=', `${span.startsOn.slice(0, 4)}-01-01`)
  const rows = await query.orderBy('id').execute()
  return rows.map((row) => row.event as unknown as ScoreEvent)
}
