import type { GroupStanding } from '../../../contract/assessment.ts'

/** 更正: the frozen points and what was added or taken since, ranked anew. Equal points share a place. */
export function withAmendments(
  groups: readonly GroupStanding[],
  amendments: readonly { unitId: string; points: number }[],
  places: 'skip' | 'dense',
): GroupStanding[] {
  if (amendments.length === 0) return [...groups]
  const sums = new Map<string, number>()
  for (const { unitId, points } of amendments) sums.set(unitId, exact((sums.get(unitId) ?? 0) + points))
  return groups.map((group) =>
    group.units.some((unit) => sums.has(unit.unitId)) ? ranked(group, sums, places) : group,
  )
}

function ranked(group: GroupStanding, sums: Map<string, number>, places: 'skip' | 'dense'): GroupStanding {
  const units = group.units
    .map((unit) => {
      const amended = sums.get(unit.unitId) ?? 0
      return { ...unit, amended, points: exact(unit.points + amended) }
    })
    .sort((one, other) => other.points - one.points || (one.rank ?? 1e9) - (other.rank ?? 1e9))
  let place = 0
  return {
    ...group,
    units: units.map((unit, at) => {
      const before = units[at - 1]
      // whom a tie-break had told apart stays apart while neither was corrected
      const together =
        before?.points === unit.points && (before.amended !== 0 || unit.amended !== 0 || before.rank === unit.rank)
      if (!together) place = places === 'dense' ? place + 1 : at + 1
      return { ...unit, rank: unit.rank === null ? null : place }
    }),
  }
}

const exact = (points: number) => Math.round(points * 1000) / 1000
