import { within } from '../platform/access.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import type { Actor } from '../platform/access.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadAccount, requireManager } from './accounts.ts'
import { renewCodes } from './one-time-codes.ts'
import { ownAccount } from './own-password.ts'
import { placeOf } from './place.ts'
import { readPolicy } from './policy.ts'
import { needsSecondFactor } from './rules/second-factor.ts'

/** Only production asks for it: the accounts of the demo stand on its sign-in page, password and all. */
export const mustHaveSecondFactor = (app: App, actor: Actor, level: number): boolean =>
  app.mode === 'production' &&
  needsSecondFactor(
    level,
    actor.grants.map((grant) => grant.role),
  )

export async function listFactors(cx: Cx) {
  const account = await ownAccount(cx)
  const factors = await factorsOf(cx, account.id)
  const { left } = await cx.db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', account.id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    items: factors.map((factor) => ({
      id: factor.id,
      kind: factor.kind as 'totp' | 'passkey',
      name: factor.name,
      createdAt: factor.created_at.toISOString(),
      lastUsedAt: factor.last_used_at?.toISOString() ?? null,
    })),
    recoveryCodesLeft: Number(left),
    required: mustHaveSecondFactor(cx.app, cx.actor, (await readPolicy(cx.db)).secondFactorLevel),
    passkeysAvailable: cx.app.origin !== null,
  }
}

/** Taking one's own factor away is an act of weight; the last one stays while the role asks for one. */
export async function removeFactor(cx: Cx, id: string): Promise<void> {
  requireFreshProof(cx)
  const account = await ownAccount(cx)
  const factors = await factorsOf(cx, account.id)
  const factor = factors.find((own) => own.id === id)
  if (!factor) throw new Refusal('not_found')
  if (factors.length === 1) {
    const { secondFactorLevel } = await readPolicy(cx.db)
    if (mustHaveSecondFactor(cx.app, cx.actor, secondFactorLevel)) throw new Refusal('identity.last_factor')
    await cx.db.deleteFrom('recovery_code').where('account_id', '=', account.id).execute()
  }
  await cx.db.deleteFrom('second_factor').where('id', '=', id).execute()
  await cx.record('account.factor_removed', { id: account.id, unitId: cx.actor.unitId }, { name: factor.name })
}

export async function renewRecoveryCodes(cx: Cx) {
  requireFreshProof(cx)
  const account = await ownAccount(cx)
  if ((await factorsOf(cx, account.id)).length === 0) throw new Refusal('not_found')
  const recoveryCodes = await renewCodes(cx, account.id)
  await cx.record('account.recovery_codes_renewed', { id: account.id, unitId: cx.actor.unitId })
  return { recoveryCodes }
}

/** Accounts that have a second factor, for the security administrator to find who lost a phone. */
export async function listFactorHolders(cx: Cx, search: string) {
  requireManager(cx, 'session.manage')
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await cx.db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .innerJoin('second_factor', 'second_factor.account_id', 'account.id')
    .leftJoinLateral(
      (eb) => placeOf(eb),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'account.id',
      'account.login',
      'person.name',
      'place.unitName',
      eb.fn.agg<string[]>('array_agg', ['second_factor.name']).as('factors'),
      eb.fn.max('second_factor.last_used_at').as('lastUsedAt'),
    ])
    .where('second_factor.confirmed_at', 'is not', null)
    .where(within(cx.actor, 'session.manage', 'place.unitId'))
    .where((eb) => eb.or([eb('person.name', 'ilike', like), eb('account.login', 'ilike', like)]))
    .groupBy(['account.id', 'account.login', 'person.name', 'place.unitName'])
    .orderBy('person.name')
    .limit(100)
    .execute()
  return {
    items: rows.map((row) => ({
      ...row,
      unitName: row.unitName ?? '',
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  }
}

/**
 * A lost phone: the security administrator clears the factors, the system administrator alone can reset the password.
 * So neither of them can become that person without the other.
 */
export async function clearFactors(cx: Cx, id: string): Promise<void> {
  requireFreshProof(cx)
  const account = await loadAccount(cx, id, 'session.manage')
  if (account.personId === cx.actor.personId) throw new Refusal('identity.own_account')
  await cx.db.deleteFrom('second_factor').where('account_id', '=', id).execute()
  await cx.db.deleteFrom('recovery_code').where('account_id', '=', id).execute()
  await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('account_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await cx.record('account.factors_cleared', { id, unitId: account.unitId! }, { login: account.login })
}

export const factorsOf = (cx: Cx, accountId: string) =>
  cx.db
    .selectFrom('second_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .orderBy('created_at')
    .execute()
