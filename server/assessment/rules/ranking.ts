import type { RankRow, UnitTotal } from '../../../contract/assessment-facts.ts'
import { ScoreLevel } from '../../../contract/assessment-scheme.ts'
import type { Scheme, TieBreaker } from '../../../contract/assessment-scheme.ts'
import { fromMilli, timesOver, toMilli } from './exact.ts'

/** 分类排名: each group by points, then by the scheme's tie-breakers; who is still equal shares the place. */
export function rankUnits(scheme: Scheme, totals: readonly UnitTotal[]): RankRow[] {
  return scheme.groups.flatMap((group) => {
    const order = compareBy(scheme.ties.breakers)
    const sorted = totals
      .filter((total) => total.groupCode === group.code)
      .sort((a, b) => order(a, b) || (a.unitId < b.unitId ? -1 : 1))
    const best = sorted[0] ? toMilli(sorted[0].points) : 0
    let [place, steps] = [0, 0]
    return sorted.map((total, at): RankRow => {
      const likeBefore = at > 0 && order(sorted[at - 1]!, total) === 0
      const likeNext = at + 1 < sorted.length && order(total, sorted[at + 1]!) === 0
      if (!likeBefore) {
        steps += 1
        place = scheme.ties.places === 'skip' ? at + 1 : steps
      }
      const scaled = scaledOf(scheme, toMilli(total.points), best)
      return {
        groupCode: group.code,
        place,
        unitId: total.unitId,
        points: total.points,
        scaled: scaled === null ? null : fromMilli(scaled),
        grade: gradeOf(scheme, scaled ?? toMilli(total.points)),
        tied: likeBefore || likeNext,
      }
    })
  })
}

function scaledOf({ scaling, rounding }: Scheme, milli: number, best: number): number | null {
  if (scaling.type === 'none') return null
  const full = scaling.type === 'best' ? best : toMilli(scaling.full)
  if (full <= 0 || milli <= 0) return 0
  return timesOver(Math.min(milli, full), toMilli(scaling.to), full, rounding)
}

const gradeOf = (scheme: Scheme, milli: number): string | null =>
  scheme.grades.toSorted((a, b) => b.atLeast - a.atLeast).find((grade) => milli >= toMilli(grade.atLeast))?.name ?? null

type Compare = (a: UnitTotal, b: UnitTotal) => number

function compareBy(breakers: readonly TieBreaker[]): Compare {
  const steps: Compare[] = [(a, b) => toMilli(b.points) - toMilli(a.points), ...breakers.map((one) => tieBreakers[one])]
  return (a, b) => {
    for (const step of steps) {
      const difference = step(a, b)
      if (difference !== 0) return difference
    }
    return 0
  }
}

const fromTop = ScoreLevel.options.toReversed()

const tieBreakers: Record<TieBreaker, Compare> = {
  directives: (a, b) => b.directives - a.directives,
  adoptions: (a, b) => b.adoptions - a.adoptions,
  submissions: (a, b) => b.submissions - a.submissions,
  /** compared crosswise, without dividing; who sent nothing has the rate zero */
  adoptionRate: (a, b) => rate(b) * (a.submissions || 1) - rate(a) * (b.submissions || 1),
  /** more at the highest level first; equal there, the next level decides */
  higherLevel: (a, b) => {
    for (const level of fromTop) {
      const difference = (b.adoptionsByLevel[level] ?? 0) - (a.adoptionsByLevel[level] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  },
}

const rate = (total: UnitTotal): number => (total.submissions === 0 ? 0 : total.adoptions)
