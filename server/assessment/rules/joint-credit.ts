import type { ScoreEvent, UnitCredit } from '../../../contract/assessment-facts.ts'
import type { CreditRole, JointCredit } from '../../../contract/assessment-scheme.ts'
import { pointsText, shareOut, timesOver, toMilli } from './exact.ts'
import type { Rounding } from './exact.ts'

/** A credited unit after moving: `via` is where the credit came from, if from one other unit. */
export interface Credited {
  unitId: string
  role: CreditRole
  weight: number
  amount: number | null
  via: string | null
}

const roleOrder = { lead: 0, adopting: 1, other: 2 } as const satisfies Record<CreditRole, number>

/**
 * Who is credited. `home` says to whom a unit's credit belongs: itself, the county of a reporting point, the unit it was merged into.
 * Where a unit counts once, its best role and its greatest weight stand (domain.md 2.5, 3.4 case 7: A, A, B gives A once).
 * The order is canonical: lead first, then by id.
 */
export function creditedUnits(
  event: ScoreEvent,
  home: (unitId: string, event: ScoreEvent, role: CreditRole) => string,
  oneUnitOnce: boolean,
): Credited[] {
  const only = event.credit.length === 1 ? event.credit[0]! : undefined
  if (only) return [move(only, home(only.unitId, event, only.role))]
  const credited: Credited[] = []
  for (const line of event.credit) {
    const next = move(line, home(line.unitId, event, line.role))
    const known = oneUnitOnce ? credited.find((one) => one.unitId === next.unitId) : undefined
    if (!known) {
      credited.push(next)
      continue
    }
    if (roleOrder[next.role] < roleOrder[known.role]) known.role = next.role
    known.weight = Math.max(known.weight, next.weight)
    if (next.amount !== null) known.amount = Math.max(known.amount ?? next.amount, next.amount)
    if (known.via !== next.via) known.via = null
  }
  if (credited.length > 1) credited.sort(canonical)
  return credited
}

const move = (line: UnitCredit, unitId: string): Credited => ({
  unitId,
  role: line.role,
  weight: line.weight ?? 1,
  amount: line.amount === undefined ? null : toMilli(line.amount),
  via: unitId === line.unitId ? null : line.unitId,
})

const canonical = (a: Credited, b: Credited): number =>
  roleOrder[a.role] - roleOrder[b.role] || (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : b.weight - a.weight)

/** The part of each credited unit, in the order given. `points` is what the event is worth to that unit's table. */
export function shareOf(
  joint: JointCredit,
  points: number,
  credited: readonly Credited[],
  at: number,
  grain: number,
  rounding: Rounding,
): number {
  if (credited.length === 1) return points
  const own = credited[at]!
  switch (joint.type) {
    case 'full':
      return points
    case 'even':
      return shareOut(
        points,
        credited.map(() => 1),
        grain,
        joint.remainder,
      )[at]!
    case 'weights':
      return shareOut(
        points,
        credited.map((one) => one.weight),
        grain,
        joint.remainder,
      )[at]!
    case 'roleShare':
      return shareOut(points, roleWeights(joint, credited), grain, joint.remainder)[at]!
    case 'rolePercent':
      return timesOver(points, toMilli(joint[own.role]), 100_000, rounding)
    case 'flat': {
      const flat = toMilli(joint.points)
      if (own.amount === null || joint.max === undefined) return flat
      return Math.min(Math.max(own.amount, flat), toMilli(joint.max))
    }
  }
}

/** A role's percentage divided by its heads; scaled by a number every head count divides, to stay whole. */
function roleWeights(joint: Record<CreditRole, number>, credited: readonly Credited[]): number[] {
  const heads = { lead: 0, adopting: 0, other: 0 }
  for (const one of credited) heads[one.role] += 1
  const product = (heads.lead || 1) * (heads.adopting || 1) * (heads.other || 1)
  const weights = credited.map((one) => (toMilli(joint[one.role]) * product) / heads[one.role])
  return weights.every((weight) => weight === 0) ? credited.map(() => 1) : weights
}

/** How the sentence of a line says it. */
export function jointWords(joint: JointCredit, count: number, whole: number, share: number): string {
  const got = `得${pointsText(share)}分`
  switch (joint.type) {
    case 'full':
      return `${count}个单位各计全分`
    case 'even':
      return `${pointsText(whole)}分由${count}个单位均分，${got}`
    case 'weights':
      return `${pointsText(whole)}分由${count}个单位按权重分配，${got}`
    case 'roleShare':
      return `${pointsText(whole)}分由${count}个单位按主次分配，${got}`
    case 'rolePercent':
      return `${count}个单位按主次折算，${got}`
    case 'flat':
      return `${count}个单位综合，每单位${got}`
  }
}
