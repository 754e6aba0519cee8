import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import type { Attribution, CountingDate, CreditRole, Scheme, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { grainOf } from './exact.ts'
import { choosing } from './choose-rules.ts'
import { matches, matchesUnit } from './match.ts'
import type { Worth } from './points.ts'

/** A scheme made ready to be asked a million times: who belongs where, and which rules fit which event. It holds no result of a unit. */
export interface Prepared {
  scheme: Scheme
  units: ReadonlyMap<string, UnitFact>
  grain: number
  /** the unit's group, or null */
  groupOf(unitId: string): string | null
  /** to whom the credit of a unit belongs */
  home(unitId: string, event: ScoreEvent, role: CreditRole): string
  /** the rule that fits first, and those that count besides */
  rulesFor(event: ScoreEvent, role: CreditRole, group: string | null): readonly ScoreRule[]
  /** part of a unit's points for another unit */
  sharing(unitId: string): readonly Leading[]
  /** may what else became of its item change what such an event counts? */
  itemMatters(event: ScoreEvent): boolean
  /** the dates of an event that decide when it counts */
  dates: readonly CountingDate[]
  /** what a rule is worth by itself, for so many units, at a place among them: the same a million times, with the same words */
  worths: Map<ScoreRule, (Worth | null)[][]>
}

interface Leading {
  attribution: Attribution
  above: string | null
}

/** Where a unit belongs: found once, asked for every event. */
interface Place {
  /** itself, or the unit it was merged into */
  now: string
  group: string | null
  moves: readonly Leading[]
  shares: readonly Leading[]
}

export function prepare(scheme: Scheme, facts: readonly UnitFact[]): Prepared {
  const units = new Map(facts.map((unit) => [unit.id, unit]))
  const places = new Map<string, Place>()

  /** Attributions that fit the unit and lead to an office above it, each with that office. */
  const leading = (unitId: string, wanted: (one: Attribution) => boolean): Leading[] => {
    const unit = units.get(unitId)
    return scheme.attributions
      .filter((one) => wanted(one) && unit && matchesUnit(one.from, unit))
      .map((attribution) => ({ attribution, above: aboveOf(units, unitId, attribution) }))
      .filter(({ attribution, above }) => attribution.to.type === 'editor' || above !== null)
  }

  let [lastId, lastPlace]: [string | null, Place | null] = [null, null]
  /** Asked several times in a row for the same unit. */
  const placeOf = (unitId: string): Place => {
    if (unitId !== lastId) [lastId, lastPlace] = [unitId, placeFound(unitId)]
    return lastPlace!
  }
  const placeFound = (unitId: string): Place =>
    remember(places, unitId, () => {
      const unit = units.get(unitId)
      const now = successorOf(units, unitId)
      return {
        now: units.get(now)?.id ?? now, // the text every event of the unit then shares: found again without being read
        group: (unit && scheme.groups.find((group) => matchesUnit(group.units, unit))?.code) ?? null,
        moves: leading(now, isMove),
        shares: leading(unitId, (one) => !isMove(one)),
      }
    })

  return {
    scheme,
    units,
    grain: grainOf(scheme.rounding),
    groupOf: (unitId) => placeOf(unitId).group,
    home(unitId, event, role) {
      const { now, moves } = placeOf(unitId)
      if (moves.length === 0) return now
      return moves.find(({ attribution }) => !attribution.when || matches(attribution.when, event, role))?.above ?? now
    },
    rulesFor: choosing(scheme.rules),
    sharing: (unitId) => placeOf(unitId).shares,
    itemMatters: itemMattersBy(scheme),
    dates: [...new Set([scheme.countingDate, ...scheme.rules.flatMap(({ countOn }) => countOn ?? [])])],
    worths: new Map(),
  }
}

/**
 * Where levels do not add up, or a 批示 replaces points, every event of an item has a say. Where something is only counted once, the events
 * of that kind among themselves. All others count by themselves, and need not be gathered by item.
 */
function itemMattersBy({ stacking, rules }: Scheme): (event: ScoreEvent) => boolean {
  const isEntangled = rules.some((rule) => rule.effect !== 'add' || rule.award.type === 'percentOfItem')
  if (stacking.across !== 'sum' || isEntangled) return () => true
  const once = rules.filter((rule) => rule.once !== 'everyTime')
  if (once.some((rule) => !rule.when.kinds)) return () => true
  const kinds = new Set(once.flatMap((rule) => rule.when.kinds ?? []))
  return (event) => kinds.has(event.kind)
}

/** All of it goes, to a unit above: then the credit itself moves, and the unit above counts as the one who reported. */
const isMove = (one: Attribution): boolean => one.to.type === 'above' && one.keeps === 0 && one.gives === 100

function aboveOf(units: ReadonlyMap<string, UnitFact>, unitId: string, { to }: Attribution): string | null {
  if (to.type !== 'above') return null
  const seen = new Set([unitId])
  for (let id = units.get(unitId)?.parentId; id && !seen.has(id); id = units.get(id)?.parentId) {
    const unit = units.get(id)
    if (unit && matchesUnit(to.units, unit)) return id
    seen.add(id)
  }
  return null
}

/** Merged and renamed units: follow to the one that lives on; a circle ends where it closes. */
function successorOf(units: ReadonlyMap<string, UnitFact>, unitId: string): string {
  const next = units.get(unitId)?.successorId
  if (!next) return unitId
  const seen = new Set([unitId])
  let at = next
  for (let id = units.get(at)?.successorId; id && !seen.has(id); id = units.get(at)?.successorId) {
    seen.add(at)
    at = id
  }
  return at
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const there = known.get(key)
  if (there !== undefined) return there
  const value = make()
  known.set(key, value)
  return value
}
