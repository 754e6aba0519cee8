import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import type { CreditRole, EventMatch, UnitMatch } from '../../../contract/assessment-scheme.ts'

/** Does the event fit? Every list that is there must contain its value. */
export function matches(match: EventMatch, event: ScoreEvent, role: CreditRole): boolean {
  return (
    holds(match.kinds, event.kind) &&
    holds(match.levels, event.level) &&
    (!match.publications ||
      holds(match.publications, event.publication) ||
      holds(match.publications, event.publicationId)) &&
    holds(match.columns, event.column) &&
    holds(match.modes, event.mode) &&
    holds(match.genres, event.genre) &&
    holds(match.channels, event.channel) &&
    (match.commissioned === undefined || match.commissioned === (event.commissioned ?? false)) &&
    holds(match.ranks, event.rank) &&
    holds(match.codes, event.code) &&
    holds(match.roles, role)
  )
}

/** All of an event that a match can ask for: two events with the same key fit the same rules. */
export const matchKey = (event: ScoreEvent, role: CreditRole): string =>
  `${event.kind}|${event.level}|${event.publication}|${event.publicationId}|${event.column}|${event.mode}|${event.genre}|${event.channel}|${event.commissioned}|${event.rank}|${event.code}|${role}`

const holds = (list: readonly string[] | undefined, value: string | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value))

/** Does the unit fit? Any list may name it; no list at all means every unit. */
export function matchesUnit(match: UnitMatch, unit: UnitFact): boolean {
  const { kinds, codes, names, classes } = match
  if (!kinds && !codes && !names && !classes) return true
  return (
    (kinds?.includes(unit.kind) ?? false) ||
    (codes?.includes(unit.code) ?? false) ||
    (names?.includes(unit.name) ?? false) ||
    (classes?.some((name) => unit.classes?.includes(name)) ?? false)
  )
}
