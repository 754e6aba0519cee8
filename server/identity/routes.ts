import { api } from '../platform/api.ts'
import type { RequestContext } from '../platform/api.ts'
import { requireFreshProof, runCommand, runQuery } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { createAccount, disableAccount, enableAccount, issueResetLink, unlockAccount } from './account-acts.ts'
import { saveAdminAddresses, showAdminAddresses } from './admin-addresses.ts'
import { leavingPlace } from './oidc-provider.ts'
import { saveOidcSettings, showOidcSettings } from './oidc-settings.ts'
import { listAccounts, listCandidates } from './accounts.ts'
import { me } from './me.ts'
import { changePassword, prove } from './own-password.ts'
import { saveSettings, showScanner, showSettings } from './policy.ts'
import { endSession, listOnlineSessions, listOwnSessions, listSignIns } from './sessions.ts'
import { resetPassword, setUp, showLink } from './set-up.ts'
import { confirmTotp, startTotp } from './one-time-codes.ts'
import { addPasskey, startPasskey } from './passkeys.ts'
import { clearFactors, listFactorHolders, listFactors, removeFactor, renewRecoveryCodes } from './second-factors.ts'
import { showStep, signIn, signInSecond, signOut } from './sign-in.ts'
import { signInPage } from './sign-in-page.ts'
import { createToken, listTokens, revokeToken } from './tokens.ts'

const ok = { ok: true } as const

/** Acts on oneself need the person at the page; a token is refused. */
function here(context: RequestContext) {
  if (!context.sessionId) throw new Refusal(context.actor ? 'identity.session_needed' : 'not_signed_in')
  return { sessionId: context.sessionId, address: context.address }
}

/** Whoever sits down at an unlocked desk must not add a factor of their own: the password first. A password that must be changed comes before it. */
function addingFactor(cx: Cx, context: RequestContext) {
  here(context)
  if (context.first === 'changePassword') throw new Refusal('identity.must_change_password')
  requireFreshProof(cx)
}

/** A failed try is counted and recorded, so its refusal is thrown after the commit. */
function thrown(refusal: Refusal | undefined) {
  if (refusal) throw refusal
  return ok
}

export const identityRoutes = {
  signInPage: api.identity.signInPage.handler(({ context }) => runQuery(context.app, systemActor, signInPage)),
  signIn: api.identity.signIn.handler(({ context, input }) => signIn(context, input)),
  signInSecond: api.identity.signInSecond.handler(({ context, input }) => signInSecond(context, input)),
  signInStep: api.identity.signInStep.handler(({ context, input }) => showStep(context.app, input.step)),
  oidcSettings: api.identity.oidcSettings.handler(({ context }) => context.query(showOidcSettings)),
  saveOidcSettings: api.identity.saveOidcSettings.handler(({ context, input }) =>
    context.run((cx) => (here(context), saveOidcSettings(cx, input))),
  ),
  factors: api.identity.factors.handler(({ context }) => context.beforeAllElse.query(listFactors)),
  startTotp: api.identity.startTotp.handler(({ context, input }) =>
    context.beforeAllElse.run((cx) => (addingFactor(cx, context), startTotp(cx, input))),
  ),
  confirmTotp: api.identity.confirmTotp.handler(({ context, input }) =>
    context.beforeAllElse.run((cx) => (addingFactor(cx, context), confirmTotp(cx, here(context).sessionId, input))),
  ),
  startPasskey: api.identity.startPasskey.handler(({ context }) =>
    context.beforeAllElse.run((cx) => (addingFactor(cx, context), startPasskey(cx))),
  ),
  addPasskey: api.identity.addPasskey.handler(({ context, input }) =>
    context.beforeAllElse.run((cx) => (addingFactor(cx, context), addPasskey(cx, here(context).sessionId, input))),
  ),
  removeFactor: api.identity.removeFactor.handler(({ context, input }) =>
    context.run(async (cx) => (await removeFactor(cx, input.id), ok)),
  ),
  renewRecoveryCodes: api.identity.renewRecoveryCodes.handler(({ context }) => context.run(renewRecoveryCodes)),
  factorHolders: api.identity.factorHolders.handler(({ context, input }) =>
    context.query((cx) => listFactorHolders(cx, input.search)),
  ),
  clearFactors: api.identity.clearFactors.handler(({ context, input }) =>
    context.run(async (cx) => (await clearFactors(cx, input.id), ok)),
  ),
  signOut: api.identity.signOut.handler(async ({ context }) => {
    const { sessionId } = here(context)
    const via = await context.beforeAllElse.run((cx) => signOut(cx, sessionId))
    context.clearSessionCookie()
    return { ok: true as const, leaveTo: via === 'oidc' ? await leavingPlace(context.app) : null }
  }),
  me: api.identity.me.handler(({ context }) => context.beforeAllElse.query((cx) => me(cx, context.first))),
  prove: api.identity.prove.handler(async ({ context, input }) =>
    thrown(await context.beforeAllElse.run((cx) => prove(cx, here(context), input.password))),
  ),
  changePassword: api.identity.changePassword.handler(async ({ context, input }) =>
    thrown(await context.beforeAllElse.run((cx) => changePassword(cx, here(context), input))),
  ),
  sessions: api.identity.sessions.handler(({ context }) =>
    context.query((cx) => listOwnSessions(cx, context.sessionId)),
  ),
  signIns: api.identity.signIns.handler(({ context }) => context.query(listSignIns)),
  endSession: api.identity.endSession.handler(async ({ context, input }) =>
    context.run(async (cx) => (await endSession(cx, input.id), ok)),
  ),
  onlineSessions: api.identity.onlineSessions.handler(({ context, input }) =>
    context.query((cx) => listOnlineSessions(cx, input, context.sessionId)),
  ),

  tokens: api.identity.tokens.handler(({ context }) => context.query(listTokens)),
  createToken: api.identity.createToken.handler(({ context, input }) =>
    context.run((cx) => (here(context), createToken(cx, input))),
  ),
  revokeToken: api.identity.revokeToken.handler(({ context, input }) =>
    context.run(async (cx) => (await revokeToken(cx, input.id), ok)),
  ),

  link: api.identity.link.handler(({ context, input }) =>
    runQuery(context.app, systemActor, (cx) => showLink(cx, input.token)),
  ),
  setUp: api.identity.setUp.handler(({ context, input }) =>
    runCommand(context.app, systemActor, (cx) => setUp(cx, input)),
  ),
  resetPassword: api.identity.resetPassword.handler(({ context, input }) =>
    runCommand(context.app, systemActor, (cx) => resetPassword(cx, input)),
  ),

  accounts: api.identity.accounts.handler(({ context, input }) => context.query((cx) => listAccounts(cx, input))),
  accountCandidates: api.identity.accountCandidates.handler(({ context, input }) =>
    context.query((cx) => listCandidates(cx, input.search)),
  ),
  createAccount: api.identity.createAccount.handler(({ context, input }) =>
    context.run((cx) => createAccount(cx, input)),
  ),
  disableAccount: api.identity.disableAccount.handler(({ context, input }) =>
    context.run((cx) => disableAccount(cx, input.id)),
  ),
  enableAccount: api.identity.enableAccount.handler(({ context, input }) =>
    context.run((cx) => enableAccount(cx, input.id)),
  ),
  unlockAccount: api.identity.unlockAccount.handler(({ context, input }) =>
    context.run((cx) => unlockAccount(cx, input.id)),
  ),
  issueResetLink: api.identity.issueResetLink.handler(({ context, input }) =>
    context.run((cx) => issueResetLink(cx, input.id)),
  ),

  settings: api.identity.settings.handler(({ context }) => context.query(showSettings)),
  virusScanner: api.identity.virusScanner.handler(({ context }) => context.query(showScanner)),
  adminAddresses: api.identity.adminAddresses.handler(({ context }) =>
    context.query((cx) => showAdminAddresses(cx, context.address)),
  ),
  saveAdminAddresses: api.identity.saveAdminAddresses.handler(({ context, input }) =>
    context.run(async (cx) => (await saveAdminAddresses(cx, input.addresses, context.address), ok)),
  ),
  saveSettings: api.identity.saveSettings.handler(({ context, input }) => context.run((cx) => saveSettings(cx, input))),
}
