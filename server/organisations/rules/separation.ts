import type { Role } from '../../../contract/access.ts'

/** 三员 (SEC-20): whoever runs the system, whoever gives the roles and whoever watches both are three people, and none of them touches business. */
export const adminRoles = ['systemAdmin', 'securityAdmin', 'auditor'] as const satisfies readonly Role[]

const isAdmin = (role: Role) => (adminRoles as readonly Role[]).includes(role)

/** Why a person who holds `held` may not get `wanted`, with the role that stands against it; null when nothing does. */
export function separationProblem(
  held: readonly Role[],
  wanted: Role,
): { code: 'grant.separate_admins' | 'grant.admin_and_business'; held: Role } | null {
  const otherAdmin = held.find((role) => isAdmin(role) && role !== wanted)
  if (isAdmin(wanted) && otherAdmin) return { code: 'grant.separate_admins', held: otherAdmin }
  const against = held.find((role) => isAdmin(role) !== isAdmin(wanted))
  return against ? { code: 'grant.admin_and_business', held: against } : null
}

/** 授权: only the right to sign can be lent, and only by whoever holds it himself. */
const delegableRoles = ['deputySigner', 'chiefSigner', 'issueSigner'] as const satisfies readonly Role[]
export const isDelegable = (role: Role): boolean => (delegableRoles as readonly Role[]).includes(role)
