import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import type { Attribution, CreditRole, Scheme, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { grainOf } from './exact.ts'
import { keyFor, matches, matchesUnit } from './match.ts'

/** A scheme made ready to be asked a million times: who belongs where, and which rules fit which event. It holds no result. */
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
  sharing(unitId: string): readonly { attribution: Attribution; above: string | null }[]
  /** false: every event counts by itself, whatever else became of its item */
  itemsMatter: boolean
  rankName(code: string | undefined): string | null
}

export function prepare(scheme: Scheme, facts: readonly UnitFact[]): Prepared {
  const units = new Map(facts.map((unit) => [unit.id, unit]))
  const groups = new Map<string, string | null>()
  const homes = new Map<string, { to: string; attribution: Attribution }[]>()
  const shares = new Map<string, readonly { attribution: Attribution; above: string | null }[]>()
  const fitting = new Map<string, readonly ScoreRule[]>()
  const keyOf = keyFor(scheme.rules.map((rule) => rule.when))
  const successors = new Map<string, string>()
  const ranks = new Map(scheme.ranks.map((rank) => [rank.code, rank.name]))

  const groupOf = (unitId: string): string | null =>
    remember(groups, unitId, () => {
      const unit = units.get(unitId)
      return (unit && scheme.groups.find((group) => matchesUnit(group.units, unit))?.code) ?? null
    })

  /** Attributions that fit the unit and lead to an office above it, each with that office. */
  const leading = (unitId: string, wanted: (one: Attribution) => boolean) => {
    const unit = units.get(unitId)
    return scheme.attributions
      .filter((one) => wanted(one) && unit && matchesUnit(one.from, unit))
      .map((attribution) => ({ attribution, above: aboveOf(units, unitId, attribution) }))
      .filter(({ attribution, above }) => attribution.to.type === 'editor' || above !== null)
  }

  return {
    scheme,
    units,
    grain: grainOf(scheme.rounding),
    groupOf,
    home(unitId, event, role) {
      const now = remember(successors, unitId, () => successorOf(units, unitId))
      if (scheme.attributions.length === 0) return now
      const moves = remember(homes, now, () =>
        leading(now, isMove).flatMap(({ attribution, above }) => (above ? [{ to: above, attribution }] : [])),
      )
      return moves.find(({ attribution }) => !attribution.when || matches(attribution.when, event, role))?.to ?? now
    },
    rulesFor(event, role, group) {
      return remember(fitting, `${group}|${keyOf(event, role)}`, () => {
        const fit = scheme.rules.filter(
          (rule) => (!rule.for || (group !== null && rule.for.includes(group))) && matches(rule.when, event, role),
        )
        const first = fit.find((rule) => !rule.also)
        return fit.filter((rule) => rule.also || rule === first)
      })
    },
    sharing: (unitId) => remember(shares, unitId, () => leading(unitId, (one) => !isMove(one))),
    itemsMatter:
      scheme.stacking.across !== 'sum' ||
      scheme.rules.some(
        (rule) => rule.effect !== 'add' || rule.once !== 'everyTime' || rule.award.type === 'percentOfItem',
      ),
    rankName: (code) => (code === undefined ? null : (ranks.get(code) ?? null)),
  }
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
