import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CountingDate } from '../../../contract/assessment-scheme.ts'
import { addDays, countingMoment } from './period.ts'

/** The matter over which publications and levels add up. What belongs to no item stands for itself. */
export const itemKey = (event: ScoreEvent): string => event.itemId ?? `event ${event.id}`

/** Events without those that were taken back, and without what was not yet known. When they were taken back does not matter. */
export function standing(events: readonly ScoreEvent[], asOf: string | undefined): readonly ScoreEvent[] {
  const known = asOf === undefined ? events : events.filter((event) => !isLater(event.recordedAt, asOf))
  const revocations = known.filter((event) => event.kind === 'revoked')
  if (revocations.length === 0) return known
  const gone = new Set(revocations.flatMap(({ revokes }) => (revokes ? [`${revokes.by} ${revokes.id}`] : [])))
  return known.filter((event) => event.kind !== 'revoked' && !isTakenBack(event, gone))
}

const isLater = (moment: string | undefined, than: string): boolean =>
  moment !== undefined && Date.parse(moment) > Date.parse(than)

const isTakenBack = (event: ScoreEvent, gone: ReadonlySet<string>): boolean =>
  gone.has(`event ${event.id}`) ||
  (event.adoptionId !== undefined && gone.has(`adoption ${event.adoptionId}`)) ||
  (event.issueId !== undefined && gone.has(`issue ${event.issueId}`)) ||
  (event.itemId !== undefined && gone.has(`item ${event.itemId}`))

/** Could the event count on one of these days, by any of the dates the scheme asks for? A million events are asked: no text is cut. */
export function countsWithin(
  dates: readonly CountingDate[],
  since: string,
  until: string,
): (event: ScoreEvent) => boolean {
  // A day in Shanghai begins at 16:00 UTC of the day before. Joined, not concatenated: V8 compares flat texts ten times faster.
  const [first, beyond] = [[addDays(since, -1), 'T16:00'].join(''), [until, 'T16:00'].join('')]
  const isWithin = (moment: string): boolean =>
    moment.length === 10 ? moment >= since && moment <= until : moment >= first && moment < beyond
  return (event) => {
    for (const by of dates) {
      const moment = countingMoment(event, by)
      if (moment !== null && isWithin(moment)) return true
    }
    return false
  }
}
