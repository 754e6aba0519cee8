import type { Role } from '../../contract/access.ts'
import type { Officer, RoleGrant, Standing, UnitKind } from '../../contract/organisations.ts'
import type { Tone } from '../ui/StateTag.tsx'

// The words of the contract in the order of the forms. The contract itself is not fetched by the page: its checks are the server's.
export const unitKinds = [
  'provinceOffice',
  'cityOffice',
  'countyOffice',
  'department',
  'outsideOffice',
  'institution',
  'enterprise',
  'reportingPoint',
] as const satisfies readonly UnitKind[]
export const officers = ['fullTime', 'partTime', 'none'] as const satisfies readonly Officer[]
export const roles = [
  'reporter',
  'reviewer',
  'secrecyReviewer',
  'deputySigner',
  'chiefSigner',
  'editor',
  'chiefEditor',
  'issueSigner',
  'assessor',
  'supervisor',
  'leader',
  'reader',
  'systemAdmin',
  'securityAdmin',
  'auditor',
] as const satisfies readonly Role[]

export const standingTones: Record<Standing, Tone> = {
  met: 'green',
  vacant: 'red',
  needsFullTime: 'amber',
  optional: 'neutral',
}
export const grantTones: Record<RoleGrant['state'], Tone> = {
  current: 'green',
  future: 'blue',
  past: 'neutral',
  revoked: 'neutral',
}
