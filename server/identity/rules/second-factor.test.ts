import { expect, test } from 'vitest'
import { Role } from '../../../contract/access.ts'
import { needsSecondFactor } from './second-factor.ts'

const admins = ['systemAdmin', 'securityAdmin', 'auditor']
const signers = ['deputySigner', 'chiefSigner', 'issueSigner']

test.each([
  { level: 1, bound: admins },
  { level: 2, bound: [...admins, ...signers] },
  { level: 3, bound: Role.options as string[] },
])('level $level binds $bound.length roles', ({ level, bound }) => {
  expect(Role.options.filter((role) => needsSecondFactor(level, [role]))).toEqual(
    Role.options.filter((role) => bound.includes(role)),
  )
})

test('one bound role among others is enough; no role at all is bound only at level 3', () => {
  expect(needsSecondFactor(2, ['reporter', 'deputySigner'])).toBe(true)
  expect([1, 2, 3].map((level) => needsSecondFactor(level, []))).toEqual([false, false, true])
})
