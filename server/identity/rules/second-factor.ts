import type { Role } from '../../../contract/access.ts'

const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditor']
const signers: readonly Role[] = ['deputySigner', 'chiefSigner', 'issueSigner']

/**
 * SEC-04: must who holds these roles have a second factor? `level` 1: the three administrators; 2: signers too; 3: everybody.
 * Source: GB/T 22239-2019 8.1.4.1 d.
 */
export function needsSecondFactor(level: number, roles: readonly Role[]): boolean {
  if (level >= 3) return true
  const bound = level >= 2 ? [...administrators, ...signers] : administrators
  return roles.some((role) => bound.includes(role))
}
