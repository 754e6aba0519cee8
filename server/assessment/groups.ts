import type { RankRow, UnitTotal } from '../../contract/assessment-facts.ts'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { GroupStanding, Span, UnitStanding } from '../../contract/assessment.ts'
import type { Computed } from './compute.ts'
import { dayOfMoment } from './facts.ts'
import { guardsOf } from './rules/guards.ts'

/** Every group with its units in the order of their rank; units that are not ranked come last. */
export function groupsOf(
  scheme: Scheme,
  { result, units, events }: Computed,
  span: Span,
  options: { withGuards: boolean },
): GroupStanding[] {
  const names = new Map(units.map((unit) => [unit.id, unit.name]))
  const ranks = new Map(result.ranks.map((rank) => [`${rank.groupCode} ${rank.unitId}`, rank]))
  const guards = options.withGuards ? guardsOf(events, span, dayOfMoment) : new Map<string, UnitStanding['guards']>()
  return scheme.groups.map((group) => ({
    key: group.code,
    name: group.name,
    units: result.totals
      .filter((total) => total.groupCode === group.code)
      .map((total) =>
        standingOf(
          total,
          names.get(total.unitId) ?? '',
          ranks.get(`${group.code} ${total.unitId}`),
          guards.get(total.unitId) ?? [],
        ),
      )
      .sort((one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9) || (one.unitId < other.unitId ? -1 : 1)),
  }))
}

function standingOf(
  total: UnitTotal,
  unitName: string,
  rank: RankRow | undefined,
  guards: UnitStanding['guards'],
): UnitStanding {
  const targets = total.progress
  const due = targets.reduce((sum, one) => sum + one.due, 0)
  const missing = targets.reduce((sum, one) => sum + one.missing, 0)
  return {
    unitId: total.unitId,
    unitName,
    points: total.points,
    amended: 0,
    rank: rank?.place ?? null,
    target: targets.length > 0 ? round(due) : null,
    distance: targets.length > 0 ? round(missing) : null,
    sent: total.submissions,
    adopted: total.adoptions,
    adoptionRate: total.submissions > 0 ? Math.round((total.adoptions / total.submissions) * 1000) / 10 : null,
    levels: total.adoptionsByLevel,
    directives: total.directives,
    officers: total.size ?? 0,
    zero: total.submissions === 0 && total.adoptions === 0,
    barred: total.barred.length > 0 ? total.barred.join('；') : null,
    guards,
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
