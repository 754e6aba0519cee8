import type { SecurityPolicy } from '../../../contract/identity.ts'

/** Wrong passwords in a row for one login. */
export interface Guard {
  failedCount: number
  lastFailedAt: Date
  lockedUntil: Date | null
}

const minute = 60_000

/** Minutes the login stays locked, rounded up; 0 when it is open. */
export const lockedMinutes = (guard: Guard | undefined, now: Date): number =>
  guard?.lockedUntil && guard.lockedUntil > now ? Math.ceil((guard.lockedUntil.getTime() - now.getTime()) / minute) : 0

/** One more wrong password. A lock that has passed, or failures long ago, start the count again (domain.md SEC-02). */
export function afterFailure(
  guard: Guard | undefined,
  now: Date,
  policy: Pick<SecurityPolicy, 'failuresBeforeLock' | 'lockMinutes'>,
): Guard {
  const over =
    !guard || guard.lockedUntil !== null || now.getTime() - guard.lastFailedAt.getTime() > policy.lockMinutes * minute
  const failedCount = (over ? 0 : guard.failedCount) + 1
  return {
    failedCount,
    lastFailedAt: now,
    lockedUntil:
      failedCount >= policy.failuresBeforeLock ? new Date(now.getTime() + policy.lockMinutes * minute) : null,
  }
}
