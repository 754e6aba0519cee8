import type { Standing, UnitKind } from '../../../contract/organisations.ts'

/** What 第五条 asks of each kind of unit: 专职 in the cities, 专职或兼职 in counties, departments and outside offices, the rest as they need. */
const officerDuty = {
  provinceOffice: 'fullTime',
  cityOffice: 'fullTime',
  countyOffice: 'any',
  department: 'any',
  outsideOffice: 'any',
  institution: 'optional',
  enterprise: 'optional',
  reportingPoint: 'optional',
} as const satisfies Record<UnitKind, 'fullTime' | 'any' | 'optional'>

/** How a unit with so many officers stands to that. */
export function standingOf(kind: UnitKind, fullTime: number, partTime: number): Standing {
  const duty = officerDuty[kind]
  if (fullTime > 0) return 'met'
  if (partTime > 0) return duty === 'fullTime' ? 'needsFullTime' : 'met'
  return duty === 'optional' ? 'optional' : 'vacant'
}
