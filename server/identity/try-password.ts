import { sql } from 'kysely'
import type { SecurityPolicy } from '../../contract/identity.ts'
import type { Cx } from '../platform/command.ts'
import type { Database } from '../platform/database.ts'
import { sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { afterFailure, lockedMinutes } from './rules/guard.ts'

export interface Attempt {
  login: string
  /** Undefined when no account has this login: everything else goes the same way. */
  account: { id: string; unitId: string } | undefined
  matches: boolean
  address: string
  at: 'signIn' | 'prove' | 'changePassword' | 'secondFactor' | 'oidc'
}

/** Codes have a guard of their own: a right password must not clear the count of wrong codes. */
const guardKey = ({ login, at }: { login: string; at?: Attempt['at'] }) =>
  sha256(at === 'secondFactor' ? `${login}\u0000second` : login)

/**
 * One try at a password. Returns the refusal instead of throwing it, so that the count and the event commit with it.
 * While a login is locked even the right password is refused; parallel guesses queue at the guard's row.
 */
export async function tryPassword(cx: Cx, attempt: Attempt, policy: SecurityPolicy): Promise<Refusal | undefined> {
  const key = guardKey(attempt)
  const row = await cx.db
    .insertInto('sign_in_guard')
    .values({ login_hash: key, failed_count: 0, last_failed_at: cx.now })
    .onConflict((conflict) => conflict.column('login_hash').doUpdateSet({ login_hash: key }))
    .returningAll()
    .executeTakeFirstOrThrow()
  const guard = { failedCount: row.failed_count, lastFailedAt: row.last_failed_at, lockedUntil: row.locked_until }
  const locked = lockedMinutes(guard, cx.now)
  if (locked > 0) {
    await recordFailure(cx, attempt, 'locked')
    return new Refusal('identity.locked', { minutes: locked })
  }
  if (attempt.matches) {
    await clearGuard(cx, attempt)
    return undefined
  }
  const next = afterFailure(guard, cx.now, policy)
  await cx.db
    .updateTable('sign_in_guard')
    .set({ failed_count: next.failedCount, last_failed_at: next.lastFailedAt, locked_until: next.lockedUntil })
    .where('login_hash', '=', key)
    .execute()
  await cx.db
    .deleteFrom('sign_in_guard')
    .where('last_failed_at', '<', new Date(cx.now.getTime() - 2 * 86_400_000))
    .execute()
  const code = attempt.at === 'secondFactor'
  await recordFailure(cx, attempt, code ? 'wrongCode' : 'wrongPassword')
  if (!next.lockedUntil) return new Refusal(code ? 'identity.wrong_code' : 'identity.wrong_password')
  await cx.record('account.locked', subjectOf(attempt), {
    until: next.lockedUntil.toISOString(),
    address: attempt.address,
  })
  return new Refusal('identity.locked', { minutes: lockedMinutes(next, cx.now) })
}

/** The login itself is kept only when it exists: people type passwords into the wrong box. */
export const recordFailure = (
  cx: Cx,
  attempt: Attempt,
  why: 'wrongPassword' | 'wrongCode' | 'locked' | 'disabled' | 'noPost' | 'address' | 'noAccount' | 'administrator',
) =>
  cx.record('account.sign_in_failed', subjectOf(attempt), {
    why,
    at: attempt.at,
    address: attempt.address,
    ...(attempt.account ? { login: attempt.login } : {}),
  })

export async function clearGuard(cx: Cx, of: { login: string; at?: Attempt['at'] }): Promise<void> {
  await cx.db.deleteFrom('sign_in_guard').where('login_hash', '=', guardKey(of)).execute()
}

/**
 * Too many failures from one address in five minutes. Who has signed in from there before is let through:
 * a whole office stands behind one address, and the count of the own login still guards each of them.
 */
export async function addressRefused(
  db: Database,
  input: { address: string; login: string; now: Date },
  policy: SecurityPolicy,
): Promise<boolean> {
  const since = new Date(input.now.getTime() - 5 * 60_000)
  const {
    rows: [failed],
  } = await sql<{
    n: number
  }>`select count(*)::int as n from event where kind = 'account.sign_in_failed' and data->>'address' = ${input.address} and at > ${since}`.execute(
    db,
  )
  if ((failed?.n ?? 0) < policy.addressFailures) return false
  const known = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select('session.id')
    .where('account.login', '=', input.login)
    .where('session.address', '=', input.address)
    .where('session.created_at', '>', new Date(input.now.getTime() - 30 * 86_400_000))
    .limit(1)
    .executeTakeFirst()
  return known === undefined
}

const subjectOf = ({ account }: Attempt) => ({
  id: account?.id ?? systemActor.personId,
  unitId: account?.unitId ?? systemActor.unitId,
})
