import type { Commendation, GroupStanding } from '../../../contract/assessment.ts'
import type { AuthorScore } from './authors.ts'

type Quotas = Commendation['quotas']

/** 候选单位: in the order of the rank, each prize to as many as its quota; who is barred is passed over, with the reason shown. */
export function candidatesOf(
  groups: readonly GroupStanding[],
  quotas: Quotas,
  bars: ReadonlyMap<string, string>,
): Commendation['groups'] {
  return groups.map((group) => {
    const prizes = (quotas.find((quota) => quota.groupKey === group.key)?.prizes ?? []).flatMap((prize) =>
      Array.from({ length: prize.count }, () => prize.name),
    )
    let given = 0
    return {
      key: group.key,
      name: group.name,
      candidates: group.units.map((unit) => {
        const barred = bars.get(unit.unitId) ?? unit.barred
        const fits = !barred && unit.rank !== null && unit.points > 0 && given < prizes.length
        return {
          unitId: unit.unitId,
          unitName: unit.unitName,
          points: unit.points,
          rank: unit.rank,
          barred,
          officers: unit.officers,
          prize: fits ? prizes[given++]! : null,
        }
      }),
    }
  })
}

export interface PersonScore extends AuthorScore {
  unitName: string
}

/** 先进个人: in the order of `rankAuthors`, at most so many of one unit; nobody of a barred unit. */
export function peopleOf(
  scores: readonly PersonScore[],
  quota: { count: number; perUnit: number },
  bars: ReadonlyMap<string, string>,
): Commendation['people'] {
  const perUnit = new Map<string, number>()
  let given = 0
  return scores.map(({ unitId, unitName, name, adoptions, points }) => {
    const barred = bars.get(unitId) ?? null
    const ofUnit = perUnit.get(unitId) ?? 0
    const fits = !barred && given < quota.count && ofUnit < quota.perUnit && points > 0
    if (fits) {
      given += 1
      perUnit.set(unitId, ofUnit + 1)
    }
    return { personName: name, unitName, adopted: adoptions, points, barred, prize: fits ? '先进个人' : null }
  })
}
