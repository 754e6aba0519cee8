import { describe, expect, test } from 'vitest'
import { Role } from '../../../contract/access.ts'
import { UnitKind } from '../../../contract/organisations.ts'
import { grantState, overlap } from './grant-dates.ts'
import { maskMobile, maySeeMobile, officePathAbove } from './mobile.ts'
import { adminRoles, isDelegable, separationProblem } from './separation.ts'
import { standingOf } from './standing.ts'

describe('三员分立 (SEC-20)', () => {
  const admins: readonly Role[] = adminRoles
  const business = Role.options.filter((role) => !admins.includes(role))
  const pairs = Role.options.flatMap((held) => Role.options.map((wanted) => [held, wanted] as const))

  test.each(pairs)('who holds %s and is to get %s', (held, wanted) => {
    const problem = separationProblem([held], wanted)
    if (held === wanted) return expect(problem).toBeNull()
    if (admins.includes(held) && admins.includes(wanted))
      return expect(problem).toEqual({ code: 'grant.separate_admins', held })
    if (admins.includes(held) !== admins.includes(wanted))
      return expect(problem).toEqual({ code: 'grant.admin_and_business', held })
    return expect(problem).toBeNull()
  })

  test('the first role stands against nothing', () =>
    expect(Role.options.map((role) => separationProblem([], role))).toEqual(Role.options.map(() => null)))
  test('one business role among several is enough', () =>
    expect(separationProblem(business, 'auditor')?.code).toBe('grant.admin_and_business'))
  test('only the right to sign can be lent', () =>
    expect(Role.options.filter(isDelegable)).toEqual(['deputySigner', 'chiefSigner', 'issueSigner']))
})

describe('第五条: who must have officers', () => {
  const table: Record<UnitKind, [none: string, partTime: string, fullTime: string]> = {
    provinceOffice: ['vacant', 'needsFullTime', 'met'],
    cityOffice: ['vacant', 'needsFullTime', 'met'],
    countyOffice: ['vacant', 'met', 'met'],
    department: ['vacant', 'met', 'met'],
    outsideOffice: ['vacant', 'met', 'met'],
    institution: ['optional', 'met', 'met'],
    enterprise: ['optional', 'met', 'met'],
    reportingPoint: ['optional', 'met', 'met'],
  }
  test.each(UnitKind.options)('%s', (kind) =>
    expect([standingOf(kind, 0, 0), standingOf(kind, 0, 1), standingOf(kind, 1, 1)]).toEqual(table[kind]),
  )
})

describe('whole mobile numbers (SEC-18)', () => {
  const offices = ['/14/', '/14/1401/', '/14/1401/140105/']
  test.each([
    ['in the own unit', '/14/1401/140105/', '/14/1401/140105/', true],
    ['in the superior office', '/14/1401/', '/14/1401/140105/', true],
    ['not two levels up', '/14/', '/14/1401/140105/', false],
    ['in the superior office, past a unit that is none', '/14/1401/', '/14/1401/section/team/', true],
    ['not in the neighbour', '/14/1401/140106/', '/14/1401/140105/', false],
    ['not downward', '/14/1401/140105/', '/14/1401/', false],
    ['not where only the beginning of a code is alike', '/14/1401/1401/', '/14/1401/140105/', false],
  ])('%s', (_reason, reader, unit, seen) => expect(maySeeMobile(reader, unit, offices)).toBe(seen))

  test('the nearest office above', () => expect(officePathAbove('/14/1401/140105/', offices)).toBe('/14/1401/'))
  test('none above the top', () => expect(officePathAbove('/14/', offices)).toBeUndefined())
  test('the middle is hidden', () => expect(maskMobile('13812341234')).toBe('138****1234'))
})

describe('dates', () => {
  const span = (validFrom: string, validTo: string | null) => ({ validFrom, validTo })
  test.each([
    ['one day in common', span('2026-01-01', '2026-03-01'), span('2026-03-01', null), true],
    ['the day after', span('2026-01-01', '2026-03-01'), span('2026-03-02', null), false],
    ['both without end', span('2020-01-01', null), span('2030-01-01', null), true],
    ['one inside the other', span('2026-01-01', '2026-12-31'), span('2026-05-01', '2026-05-02'), true],
  ])('%s', (_reason, one, other, both) => expect([overlap(one, other), overlap(other, one)]).toEqual([both, both]))

  test.each([
    ['before it begins', '2026-03-01', '2026-03-31', false, 'future'],
    ['on its first day', '2026-02-10', '2026-03-31', false, 'current'],
    ['on its last day', '2026-01-01', '2026-02-10', false, 'current'],
    ['after', '2026-01-01', '2026-02-09', false, 'past'],
    ['taken back', '2026-01-01', null, true, 'revoked'],
  ])('%s', (_reason, validFrom, validTo, revoked, state) =>
    expect(grantState({ validFrom, validTo, revoked }, '2026-02-10')).toBe(state),
  )
})
