/**
 * Identity: who is at the page. Accounts, sessions, one-time links, access tokens, and the numbers of the password policy.
 * Owns account, sign_in_guard, session, password_history, one_time_link, access_token, second_factor, recovery_code, sign_in_step. Its settings are `identity.*`.
 * Tells: account.signed_in, account.sign_in_failed, account.locked, account.signed_out, account.session_ended, account.created, account.disabled,
 * account.enabled, account.unlocked, account.reset_link_issued, account.password_changed, account.password_reset, account.token_created,
 * account.token_revoked, account.factor_added, account.factor_removed, account.factors_cleared, account.recovery_codes_renewed, setting.changed. Hears its own endings of
 * sessions, so that open pages close.
 */
export { askForSignature, takeSignature } from './personal-signature.ts'
export { oidcRoutes } from './sign-in-by-oidc.ts'
export { identityReactions } from './closed-pages.ts'
export { openAccount } from './open-account.ts'
export { recognise } from './recognise.ts'
export { prepareIdentity } from './set-up.ts'
export { demoPassword } from './sign-in-page.ts'
