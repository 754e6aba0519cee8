import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import type { CreditRole, EventMatch, UnitMatch } from '../../../contract/assessment-scheme.ts'

/** Does the event fit? Every list that is there must contain its value. */
export const matches = (match: EventMatch, event: ScoreEvent, role: CreditRole): boolean => matcher(match)(event, role)

/** The question of a match, to be asked of many events. */
export function matcher(match: EventMatch): Check {
  let all = known.get(match)
  if (!all) {
    const checks = checksOf(match)
    known.set(match, (all = checks.length === 1 ? checks[0]! : allOf(checks)))
  }
  return all
}

type Check = (event: ScoreEvent, role: CreditRole) => boolean
/** A match is asked a million times: only what it says is looked at. */
const known = new WeakMap<EventMatch, Check>()

const allOf =
  (checks: readonly Check[]): Check =>
  (event, role) => {
    for (const check of checks) if (!check(event, role)) return false
    return true
  }

function checksOf(match: EventMatch): Check[] {
  const { publications, commissioned, ...lists } = match
  const checks = Object.entries(lists).map(([field, list]): Check => {
    const values = new Set<string | undefined>(list)
    const valueOf = fieldOf[field as keyof typeof lists]
    const [only] = list
    if (list.length === 1) return (event, role) => valueOf(event, role) === only
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

/** A field of an event that decides which matches fit, and the list of a match that asks for it. */
export interface Field {
  of: keyof EventMatch
  value(event: ScoreEvent, role: CreditRole): string | boolean | undefined
}

/** All of an event that these matches ask for, the kind first: two events alike in these fields fit the same of them. */
export function fieldsAsked(matches: readonly EventMatch[]): Field[] {
  const asked = new Set(matches.flatMap((match) => Object.keys(match) as (keyof EventMatch)[]))
  const order = [...asked].sort((a, b) => Number(b === 'kinds') - Number(a === 'kinds'))
  return order.flatMap((of): Field[] =>
    of === 'publications'
      ? [
          { of, value: (event) => event.publication },
          { of, value: (event) => event.publicationId },
        ]
      : [{ of, value: of === 'commissioned' ? (event) => event.commissioned ?? false : fieldOf[of] }],
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
