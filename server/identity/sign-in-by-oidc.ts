import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findActor } from '../organisations/index.ts'
import type { Actor } from '../platform/access.ts'
import type { RequestContext } from '../platform/api.ts'
import { runCommand } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { beginJourney, endJourney } from './oidc-provider.ts'
import { askForPasskey } from './passkeys.ts'
import { readPolicy } from './policy.ts'
import { factorsOf } from './second-factors.ts'
import { openStep } from './sign-in-step.ts'
import { enter } from './sign-in.ts'
import { recordFailure } from './try-password.ts'
import type { Attempt } from './try-password.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

const cookie = 'zhengxin_sso'
const path = '/sign-in/oidc'

/**
 * 省统一身份认证 (OpenID Connect): GET /sign-in/oidc leaves for the provider, …/callback comes back. Both are places a browser goes to, so
 * refusals come as a sign-in page that says why.
 */
export function oidcRoutes(http: FastifyInstance, contextOf: ContextOf) {
  const toPage = (reply: FastifyReply, code: string) => reply.redirect(`/login?problem=${encodeURIComponent(code)}`)
  const keep = { path, httpOnly: true, sameSite: 'lax', maxAge: 600 } as const // lax: the way back comes from another site
  http.get(path, async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    const { app } = await contextOf(request, reply)
    try {
      const { url, sealed } = await beginJourney(app)
      return reply.setCookie(cookie, sealed, { ...keep, secure: app.origin!.startsWith('https:') }).redirect(url.href)
    } catch (error) {
      if (error instanceof Refusal) return toPage(reply, error.code)
      throw error
    }
  })
  http.get(`${path}/callback`, async (request, reply) => {
    void reply.header('cache-control', 'no-store').clearCookie(cookie, { path })
    const context = await contextOf(request, reply)
    try {
      const login = await endJourney(context.app, request.cookies[cookie], request.url.split('?')[1] ?? '')
      const entered = await signInAs(context, login)
      if ('step' in entered) return reply.redirect(`/login#step=${entered.step}`) // after the sign: it stands in no log
      context.setSessionCookie(entered.token)
      return reply.redirect('/')
    } catch (error) {
      if (error instanceof Refusal) return toPage(reply, error.code)
      throw error
    }
  })
}

const administrators = new Set(['systemAdmin', 'securityAdmin', 'auditor'])
const isAdministrator = (actor: Actor) => actor.grants.some((grant) => administrators.has(grant.role))

/**
 * The account must exist and be in use; a second factor of the account is asked for all the same. The provider's word stands for the
 * password at the door only: acts of weight ask for the own password or passkey.
 */
async function signInAs(context: RequestContext, login: string): Promise<{ step: string } | { token: string }> {
  const { app, address } = context
  const now = app.clock()
  const policy = await readPolicy(app.db)
  const account = await app.db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst()
  const actor = account && (await findActor(app.db, account.person_id, now, null))
  const outcome = await runCommand(app, actor ?? systemActor, async (cx) => {
    const attempt: Attempt = {
      login,
      account: account && { id: account.id, unitId: actor?.unitId ?? systemActor.unitId },
      matches: true,
      address,
      at: 'oidc',
    }
    const current =
      account &&
      (await cx.db.selectFrom('account').selectAll().where('id', '=', account.id).forUpdate().executeTakeFirst())
    if (!current || current.password_hash === null) {
      await recordFailure(cx, attempt, 'noAccount')
      return new Refusal('identity.oidc_no_account')
    }
    if (current.disabled_at) {
      await recordFailure(cx, attempt, 'disabled')
      return new Refusal('identity.disabled')
    }
    if (!actor) {
      await recordFailure(cx, attempt, 'noPost')
      return new Refusal('identity.no_post')
    }
    if (isAdministrator(actor)) {
      await recordFailure(cx, attempt, 'administrator')
      return new Refusal('identity.oidc_not_for_administrators')
    }
    const expired = cx.now.getTime() - current.password_changed_at.getTime() > policy.passwordDays * 86_400_000
    const mustChangePassword = current.must_change_password || expired
    if ((await factorsOf(cx, current.id)).length === 0)
      return enter(cx, context, current.id, { isStrong: false, mustChangePassword, via: 'oidc' }, policy)
    const passkey = await askForPasskey(cx, current.id)
    const challenge = passkey?.challenge ?? null
    return {
      step: await openStep(cx, {
        accountId: current.id,
        purpose: 'signIn',
        challenge,
        mustChangePassword,
        via: 'oidc',
      }),
    }
  })
  if (outcome instanceof Refusal) throw outcome
  return outcome
}
