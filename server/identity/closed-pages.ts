import type { App, Reaction } from '../platform/command.ts'

/** Open pages of the account ask again at once whether they may stay: what ended must not go on showing what happens (SEC-05). */
const askAgain: Reaction = async (cx, event) => {
  const account = await cx.db
    .selectFrom('account')
    .select('person_id')
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (account) cx.tell('session', account.person_id)
}

const endings = [
  'account.disabled',
  'account.session_ended',
  'account.signed_out',
  'account.factors_cleared',
  'account.password_changed',
  'account.password_reset',
  'account.token_revoked',
] as const
export const identityReactions: App['reactions'] = Object.fromEntries(endings.map((kind) => [kind, [askAgain]]))
