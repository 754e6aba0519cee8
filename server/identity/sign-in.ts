import type { SecurityPolicy } from '../../contract/identity.ts'
import type { RequestContext } from '../platform/api.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import { newId, newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { findActor } from '../organisations/index.ts'
import { passwordMatches } from './passwords.ts'
import { readPolicy } from './policy.ts'
import { addressAllowed } from './admin-addresses.ts'
import { askForPasskey, questionOf, takePasskey } from './passkeys.ts'
import { takeCode, takeRecoveryCode } from './one-time-codes.ts'
import { factorsOf } from './second-factors.ts'
import { closeStep, lockStep, openStep } from './sign-in-step.ts'
import type { Via } from './sign-in-step.ts'
import { addressRefused, recordFailure, tryPassword } from './try-password.ts'
import type { Attempt } from './try-password.ts'

interface Entered {
  token: string
  personId: string
  mustChangePassword: boolean
}

/** 登录: every sign-in gets a new session id; an unknown login, a wrong password and a locked login take the same way and the same time. */
export async function signIn(context: RequestContext, input: { login: string; password: string }) {
  const { app, address } = context
  const now = app.clock()
  const policy = await readPolicy(app.db)
  if (await addressRefused(app.db, { address, login: input.login, now }, policy)) throw new Refusal('too_many_requests')

  const account = await app.db.selectFrom('account').selectAll().where('login', '=', input.login).executeTakeFirst()
  const matches = await passwordMatches(account?.password_hash, input.password)
  const actor = await findActor(app.db, account?.person_id ?? systemActor.personId, now, now) // asked for nobody too: the same work

  const outcome = await runCommand(app, matches && actor ? actor : systemActor, async (cx) => {
    const attempt: Attempt = {
      login: input.login,
      account: account && { id: account.id, unitId: actor?.unitId ?? systemActor.unitId },
      matches,
      address,
      at: 'signIn',
    }
    const refusal = await tryPassword(cx, attempt, policy)
    if (refusal) return refusal
    const current = await cx.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', account!.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (current.password_hash !== account!.password_hash) return new Refusal('identity.wrong_password') // changed meanwhile
    if (current.disabled_at) {
      await recordFailure(cx, attempt, 'disabled')
      return new Refusal('identity.disabled')
    }
    if (!actor) {
      await recordFailure(cx, attempt, 'noPost')
      return new Refusal('identity.no_post')
    }
    if (!(await addressAllowed(cx.db, actor, address))) {
      await recordFailure(cx, attempt, 'address')
      return new Refusal('identity.address_refused', { address })
    }
    const expired = cx.now.getTime() - current.password_changed_at.getTime() > policy.passwordDays * 86_400_000
    const mustChangePassword = current.must_change_password || expired
    const factors = await factorsOf(cx, current.id)
    if (factors.length === 0) return enter(cx, context, current.id, { isStrong: false, mustChangePassword }, policy)
    const passkey = await askForPasskey(cx, current.id)
    const step = await openStep(cx, {
      accountId: current.id,
      purpose: 'signIn',
      challenge: passkey?.challenge ?? null,
      mustChangePassword,
    })
    return {
      step,
      kinds: [...new Set(factors.map((factor) => factor.kind as 'totp' | 'passkey'))],
      passkey: passkey as Record<string, unknown> | null,
    }
  })
  if (outcome instanceof Refusal) throw outcome
  if ('step' in outcome) return { personId: null, mustChangePassword: false, secondFactor: outcome }
  context.setSessionCookie(outcome.token)
  return { personId: outcome.personId, mustChangePassword: outcome.mustChangePassword, secondFactor: null }
}

/**
 * 第二因素: a code of the app, a recovery code, or a passkey, within five minutes of the password (SEC-04).
 * Wrong codes are counted like wrong passwords, by a guard of their own.
 */
export async function signInSecond(
  context: RequestContext,
  input: { step: string; code?: string; passkey?: Record<string, unknown> },
) {
  const { app, address } = context
  const now = app.clock()
  const policy = await readPolicy(app.db)
  const known = await app.db
    .selectFrom('sign_in_step')
    .innerJoin('account', 'account.id', 'sign_in_step.account_id')
    .select('account.person_id')
    .where('token_hash', '=', sha256(input.step))
    .executeTakeFirst()
  const actor = known && (await findActor(app.db, known.person_id, now, now))
  if (!actor) throw new Refusal('identity.sign_in_step_over')

  const outcome = await runCommand(app, actor, async (cx) => {
    const step = await lockStep(cx, input.step, 'signIn')
    const account = await cx.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', step.account_id)
      .where('disabled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!account) throw new Refusal('identity.sign_in_step_over')
    const matches = input.passkey
      ? await takePasskey(cx, account.id, step.challenge, input.passkey)
      : await takeTyped(cx, account.id, input.code ?? '')
    const attempt: Attempt = {
      login: account.login,
      account: { id: account.id, unitId: actor.unitId },
      matches,
      address,
      at: 'secondFactor',
    }
    const refusal = await tryPassword(cx, attempt, policy)
    if (refusal) return refusal
    await closeStep(cx, input.step)
    const { must_change_password: mustChangePassword } = step
    return enter(cx, context, account.id, { isStrong: true, mustChangePassword, via: step.via as Via }, policy)
  })
  if (outcome instanceof Refusal) throw outcome
  context.setSessionCookie(outcome.token)
  return { personId: outcome.personId, mustChangePassword: outcome.mustChangePassword }
}

/** Six digits are a code of the app, anything longer a recovery code. */
const takeTyped = async (cx: Cx, accountId: string, code: string) =>
  code.length === 6 ? takeCode(cx, await factorsOf(cx, accountId), code) : takeRecoveryCode(cx, accountId, code)

/** The session begins; the one the browser had before ends. */
export async function enter(
  cx: Cx,
  context: RequestContext,
  accountId: string,
  as: { isStrong: boolean; mustChangePassword: boolean; via?: Via },
  policy: SecurityPolicy,
): Promise<Entered> {
  if (context.sessionId)
    await cx.db.updateTable('session').set({ ended_at: cx.now }).where('id', '=', context.sessionId).execute()
  const token = newSecret()
  await cx.db
    .insertInto('session')
    .values({
      id: newId(),
      token_hash: sha256(token),
      account_id: accountId,
      created_at: cx.now,
      last_seen_at: cx.now,
      proved_at: as.via === 'oidc' ? new Date(0) : cx.now, // the password was not given: acts of weight ask for it
      is_strong: as.isStrong,
      via: as.via ?? 'password',
      expires_at: new Date(cx.now.getTime() + policy.sessionHours * 3_600_000),
      address: context.address,
      user_agent: context.userAgent,
    })
    .execute()
  await cx.db.updateTable('account').set({ last_sign_in_at: cx.now }).where('id', '=', accountId).execute()
  await cx.record(
    'account.signed_in',
    { id: accountId, unitId: cx.actor.unitId },
    { address: context.address, secondFactor: as.isStrong, via: as.via ?? 'password' },
  )
  return { token, personId: cx.actor.personId, mustChangePassword: as.mustChangePassword }
}

/** 退出: the session ends on the server, not only in the browser. */
export async function signOut(cx: Cx, sessionId: string): Promise<Via | undefined> {
  const ended = await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'via'])
    .executeTakeFirst()
  if (ended) await cx.record('account.signed_out', { id: ended.account_id, unitId: cx.actor.unitId })
  return ended?.via as Via | undefined
}

/** What the second step asks, for a page that comes to it by its token: after single sign-on. */
export async function showStep(app: App, token: string) {
  const step = await app.db
    .selectFrom('sign_in_step')
    .select(['account_id', 'challenge'])
    .where('token_hash', '=', sha256(token))
    .where('purpose', '=', 'signIn')
    .where('used_at', 'is', null)
    .where('expires_at', '>', app.clock())
    .executeTakeFirst()
  if (!step) throw new Refusal('identity.sign_in_step_over')
  return runQuery(app, systemActor, async (cx) => ({
    step: token,
    kinds: [...new Set((await factorsOf(cx, step.account_id)).map((factor) => factor.kind as 'totp' | 'passkey'))],
    passkey: await questionOf(cx, step.account_id, step.challenge),
  }))
}
