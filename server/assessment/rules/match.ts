import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import type { CreditRole, EventMatch, UnitMatch } from '../../../contract/assessment-scheme.ts'

/** Does the event fit? Every list that is there must contain its value. */
export function matches(match: EventMatch, event: ScoreEvent, role: CreditRole): boolean {
  let checks = known.get(match)
  if (!checks) known.set(match, (checks = checksOf(match)))
  for (const check of checks) if (!check(event, role)) return false
  return true
}

type Check = (event: ScoreEvent, role: CreditRole) => boolean
/** A match is asked a million times: only what it says is looked at. */
const known = new WeakMap<EventMatch, Check[]>()

function checksOf(match: EventMatch): Check[] {
  const { publications, commissioned, ...lists } = match
  const checks = Object.entries(lists).map(([field, list]): Check => {
    const values = new Set<string | undefined>(list)
    const valueOf = fieldOf[field as keyof typeof lists]
    return (event, role) => values.has(valueOf(event, role))
  })
  if (publications) {
    const values = new Set<string | undefined>(publications)
    checks.push((event) => values.has(event.publication) || values.has(event.publicationId))
  }
  if (commissioned !== undefined) checks.push((event) => (event.commissioned ?? false) === commissioned)
  return checks
}

const fieldOf: Record<
  Exclude<keyof EventMatch, 'publications' | 'commissioned'>,
  (event: ScoreEvent, role: CreditRole) => string | undefined
> = {
  kinds: (event) => event.kind,
  levels: (event) => event.level,
  columns: (event) => event.column,
  modes: (event) => event.mode,
  genres: (event) => event.genre,
  channels: (event) => event.channel,
  ranks: (event) => event.rank,
  codes: (event) => event.code,
  roles: (_event, role) => role,
}

type Field = (event: ScoreEvent, role: CreditRole) => string | boolean | undefined

/** All of an event that these matches ask for: two events alike in these fields fit the same of them. */
export function fieldsAsked(matches: readonly EventMatch[]): Field[] {
  const asked = new Set(matches.flatMap((match) => Object.keys(match) as (keyof EventMatch)[]))
  return [...asked].flatMap((field): Field[] =>
    field === 'publications'
      ? [(event) => event.publication, (event) => event.publicationId]
      : field === 'commissioned'
        ? [(event) => event.commissioned ?? false]
        : [fieldOf[field]],
  )
}

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
