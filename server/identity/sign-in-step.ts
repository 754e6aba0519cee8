import type { Cx } from '../platform/command.ts'
import { newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'

const lifeMinutes = 5
/** By what somebody came to the door: the own password, or the word of the provider of single sign-on. */
export type Via = 'password' | 'oidc'
type Purpose = 'signIn' | 'addPasskey' | 'signOff'

/** The step between a question and its answer: between the password and the second factor, while a passkey is made or signs. Only the token's hash is kept; the steps of yesterday go. */
export async function openStep(
  cx: Cx,
  step: { accountId: string; purpose: Purpose; challenge: string | null; mustChangePassword?: boolean; via?: Via },
): Promise<string> {
  const token = newSecret()
  await cx.db
    .deleteFrom('sign_in_step')
    .where('expires_at', '<', new Date(cx.now.getTime() - 86_400_000))
    .execute()
  await cx.db
    .insertInto('sign_in_step')
    .values({
      token_hash: sha256(token),
      account_id: step.accountId,
      purpose: step.purpose,
      challenge: step.challenge,
      must_change_password: step.mustChangePassword ?? false,
      via: step.via ?? 'password',
      expires_at: new Date(cx.now.getTime() + lifeMinutes * 60_000),
    })
    .execute()
  return token
}

/** Locks an open step. Refuses with identity.sign_in_step_over when it was used, is too old, or never was. */
export async function lockStep(cx: Cx, token: string, purpose: Purpose) {
  const step = await cx.db
    .selectFrom('sign_in_step')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', cx.now)
    .forUpdate()
    .executeTakeFirst()
  if (!step) throw new Refusal('identity.sign_in_step_over')
  return step
}

export async function closeStep(cx: Cx, token: string): Promise<void> {
  await cx.db.updateTable('sign_in_step').set({ used_at: cx.now }).where('token_hash', '=', sha256(token)).execute()
}
