import type { RequestContext } from '../platform/api.ts'
import { runCommand } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { newId, newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { findActor } from '../organisations/index.ts'
import { passwordMatches } from './passwords.ts'
import { readPolicy } from './policy.ts'
import { addressRefused, recordFailure, tryPassword } from './try-password.ts'
import type { Attempt } from './try-password.ts'

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
    if (context.sessionId)
      await cx.db.updateTable('session').set({ ended_at: cx.now }).where('id', '=', context.sessionId).execute()
    const token = newSecret()
    await cx.db
      .insertInto('session')
      .values({
        id: newId(),
        token_hash: sha256(token),
        account_id: current.id,
        created_at: cx.now,
        last_seen_at: cx.now,
        proved_at: cx.now,
        expires_at: new Date(cx.now.getTime() + policy.sessionHours * 3_600_000),
        address,
        user_agent: context.userAgent,
      })
      .execute()
    await cx.db.updateTable('account').set({ last_sign_in_at: cx.now }).where('id', '=', current.id).execute()
    await cx.record('account.signed_in', { id: current.id, unitId: actor.unitId }, { address })
    const expired = cx.now.getTime() - current.password_changed_at.getTime() > policy.passwordDays * 86_400_000
    return { token, personId: actor.personId, mustChangePassword: current.must_change_password || expired }
  })
  if (outcome instanceof Refusal) throw outcome
  context.setSessionCookie(outcome.token)
  return { personId: outcome.personId, mustChangePassword: outcome.mustChangePassword }
}

/** 退出: the session ends on the server, not only in the browser. */
export async function signOut(cx: Cx, sessionId: string) {
  const ended = await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  if (ended) await cx.record('account.signed_out', { id: ended.account_id, unitId: cx.actor.unitId })
}
