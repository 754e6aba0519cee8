import { expect, test } from 'vitest'
import { AccountAction, AccountStatus } from '../../../contract/identity.ts'
import { policyBounds } from '../../../contract/security-policy.ts'
import type { SecurityPolicy } from '../../../contract/identity.ts'
import { actionsFor, moves, statusOf } from './account.ts'
import { afterFailure, lockedMinutes } from './guard.ts'
import type { Guard } from './guard.ts'
import { newPasswordProblem } from './password.ts'

const policy = Object.fromEntries(
  Object.entries(policyBounds).map(([key, { start }]) => [key, start]),
) as SecurityPolicy
const now = new Date('2026-03-02T01:00:00.000Z')
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test.each([
  ['seven characters', 'Ab1-xyz', 'identity.password_too_short'],
  ['nine characters', 'Ab1-xyzwv', 'identity.password_too_short'],
  ['ten of three kinds', 'Fenhe-Liut', null],
  ['one kind only', 'abcdefghijkl', 'identity.password_too_plain'],
  ['two kinds only', 'abcdefghi123', 'identity.password_too_plain'],
  ['Chinese counts as other signs', '汾河水Fenhe2026', null],
  ['the login inside, in any case', 'X9-LiNa-2026', 'identity.password_holds_login'],
  ['a word everybody tries, with a tail', 'Password@2026', 'identity.password_common'],
  ['the keyboard walked along', '1qaz@WSX#2026', 'identity.password_common'],
  ['three characters over and over', 'Aa1Aa1Aa1Aa1', 'identity.password_common'],
  ['letters outside of the first plane are one character each', '𠮷Aa1-𠮷𠮷', 'identity.password_too_short'],
])('%s', (_reason, password, code) => expect(newPasswordProblem(password, 'lina', policy)?.code ?? null).toBe(code))

const failed = (count: number, minutesAgo = 1, lockedUntil: Date | null = null): Guard => ({
  failedCount: count,
  lastFailedAt: at(-minutesAgo),
  lockedUntil,
})
test.each([
  ['the first failure', undefined, 1, false],
  ['the fourth still only counts', failed(3), 4, false],
  ['the fifth locks', failed(4), 5, true],
  ['failures long ago are forgotten', failed(4, 16), 1, false],
  ['after a lock the count starts again', failed(5, 16, at(-1)), 1, false],
])('%s', (_reason, guard, count, locks) => {
  const next = afterFailure(guard, now, policy)
  expect([next.failedCount, next.lockedUntil !== null]).toEqual([count, locks])
  expect(lockedMinutes(next, now)).toBe(locks ? 15 : 0)
})

test('the rest of a lock is told in whole minutes, rounded up', () => {
  expect(lockedMinutes(failed(5, 1, at(0.2)), now)).toBe(1)
  expect(lockedMinutes(failed(5, 1, now), now)).toBe(0)
})

test.each([
  ['disabled stands before all', { disabledAt: now, hasPassword: true, lockedUntil: at(5) }, 'disabled'],
  ['locked while the lock lasts', { disabledAt: null, hasPassword: true, lockedUntil: at(5) }, 'locked'],
  ['open when the lock has passed', { disabledAt: null, hasPassword: true, lockedUntil: at(-5) }, 'active'],
  ['invited until a password is chosen', { disabledAt: null, hasPassword: false, lockedUntil: null }, 'invited'],
])('%s', (_reason, account, status) => expect(statusOf(account, now)).toBe(status))

/** Every act in every state, so that a new state or act must be thought of here. */
const possible: Record<AccountStatus, AccountAction[]> = {
  active: ['disable', 'issueResetLink'],
  invited: ['disable', 'issueResetLink'],
  locked: ['disable', 'unlock', 'issueResetLink'],
  disabled: ['enable'],
}
test.each(AccountStatus.options.flatMap((status) => AccountAction.options.map((action) => [status, action] as const)))(
  '%s: %s',
  (status, action) => {
    const wanted = possible[status].includes(action)
    expect((moves[action].from as readonly string[]).includes(status)).toBe(wanted)
    expect(actionsFor(status, false).includes(action)).toBe(wanted)
    expect(actionsFor(status, true).includes(action)).toBe(wanted && action !== 'disable')
  },
)
