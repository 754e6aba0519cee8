import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { parseAuthenticatorData } from '@simplewebauthn/server/helpers'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { App, Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { factorAdded } from './one-time-codes.ts'
import { ownAccount } from './own-password.ts'
import { closeStep, lockStep, openStep } from './sign-in-step.ts'

/** 通行密钥 (W3C WebAuthn level 2): the private key never leaves the person's device; we keep the public one. */
export async function startPasskey(cx: Cx) {
  const { rpID } = party(cx.app)
  const account = await ownAccount(cx)
  const options = await generateRegistrationOptions({
    rpName: '政信',
    rpID,
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.login,
    userDisplayName: cx.actor.name,
    attestationType: 'none',
    authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    excludeCredentials: (await passkeysOf(cx, account.id)).map((key) => ({ id: key.credential_id! })),
  })
  const step = await openStep(cx, { accountId: account.id, purpose: 'addPasskey', challenge: options.challenge })
  return { step, options: options as unknown as Record<string, unknown> }
}

export async function addPasskey(
  cx: Cx,
  sessionId: string,
  input: { step: string; name: string; response: Record<string, unknown> },
) {
  const { origin, rpID } = party(cx.app)
  const account = await ownAccount(cx)
  const step = await lockStep(cx, input.step, 'addPasskey')
  if (step.account_id !== account.id) throw new Refusal('identity.sign_in_step_over')
  const made = await verifyRegistrationResponse({
    response: input.response as unknown as RegistrationResponseJSON,
    expectedChallenge: step.challenge!,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!made?.verified) throw new Refusal('identity.passkey_refused')
  await closeStep(cx, input.step)
  const { credential } = made.registrationInfo
  await cx.db
    .insertInto('second_factor')
    .values({
      id: newId(),
      account_id: account.id,
      kind: 'passkey',
      name: input.name,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      created_at: cx.now,
      confirmed_at: cx.now,
    })
    .execute()
  return factorAdded(cx, account.id, sessionId, { kind: 'passkey', name: input.name })
}

/** What the browser is asked, when the account has passkeys; null when it has none or nobody has said our address. */
export async function askForPasskey(cx: Cx, accountId: string) {
  const keys = await passkeysOf(cx, accountId)
  if (keys.length === 0 || !cx.app.origin) return null
  return generateAuthenticationOptions({
    rpID: party(cx.app).rpID,
    userVerification: 'required',
    allowCredentials: keys.map((key) => ({ id: key.credential_id! })),
  })
}

/** The question of a step that was opened before, for a page that comes to it anew. */
export async function questionOf(cx: Cx, accountId: string, challenge: string | null) {
  if (challenge === null || !cx.app.origin) return null
  const keys = await cx.db
    .selectFrom('second_factor')
    .select('credential_id')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'passkey')
    .where('confirmed_at', 'is not', null)
    .execute()
  const options = await generateAuthenticationOptions({
    rpID: party(cx.app).rpID,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
    allowCredentials: keys.map((key) => ({ id: key.credential_id! })),
  })
  return options as unknown as Record<string, unknown>
}

/** Does the device's answer fit the question and one of the account's keys? A counter that went back is a copied key: refused. */
export async function takePasskey(
  cx: Cx,
  accountId: string,
  challenge: string | null,
  response: Record<string, unknown>,
): Promise<boolean> {
  const { origin, rpID } = party(cx.app)
  const key = (await passkeysOf(cx, accountId)).find((known) => known.credential_id === response['id'])
  if (!key || !challenge) return false
  const answer = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: key.credential_id!,
      publicKey: new Uint8Array(key.public_key!),
      counter: Number(key.counter),
    },
  }).catch(() => undefined)
  if (!answer?.verified) return false
  await cx.db
    .updateTable('second_factor')
    .set({ counter: answer.authenticationInfo.newCounter, last_used_at: cx.now })
    .where('id', '=', key.id)
    .execute()
  return true
}

/** A counter that did not go on is a copied key: refused. Devices without one say 0 for ever. */
export async function useCounter(
  cx: Cx,
  key: { id: string; counter: unknown },
  authenticatorData: string,
): Promise<void> {
  const { counter } = parseAuthenticatorData(new Uint8Array(Buffer.from(authenticatorData, 'base64url')))
  if ((counter > 0 || Number(key.counter) > 0) && counter <= Number(key.counter))
    throw new Refusal('identity.passkey_refused')
  await cx.db.updateTable('second_factor').set({ counter, last_used_at: cx.now }).where('id', '=', key.id).execute()
}

export const passkeysOf = (cx: Cx, accountId: string) =>
  cx.db
    .selectFrom('second_factor')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', 'passkey')
    .where('confirmed_at', 'is not', null)
    .forUpdate()
    .execute()

export function party(app: App) {
  if (!app.origin) throw new Refusal('identity.passkeys_unavailable')
  return { origin: app.origin, rpID: new URL(app.origin).hostname }
}
