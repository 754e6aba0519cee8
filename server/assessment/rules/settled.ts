import type { ScoreLine } from '../../../contract/assessment-facts.ts'
import type { Prepared } from './prepare.ts'

/** A line on its way into a total: points that follow from no single event have no event. */
export interface Settled {
  source: ScoreLine['source']
  ruleId: string
  day: string
  milli: number
  reason: string
  eventId: string | null
  itemId: string | null
  via: string | null
}

/** What is judged: one unit, the days that matter to the period, and the period itself (the last of these days). */
export interface Judged {
  prepared: Prepared
  unitId: string
  /** the first day that may matter: the beginning of the longest span that reaches into the period */
  since: string
  from: string
  to: string
}

export const isFor = (part: { for?: string[] }, { prepared, unitId }: Judged): boolean => {
  const group = prepared.groupOf(unitId)
  return !part.for || (group !== null && part.for.includes(group))
}

export const partLine = (
  source: Settled['source'],
  ruleId: string,
  day: string,
  milli: number,
  reason: string,
): Settled => ({ source, ruleId, day, milli, reason, eventId: null, itemId: null, via: null })
