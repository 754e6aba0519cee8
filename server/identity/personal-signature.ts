import { generateAuthenticationOptions } from '@simplewebauthn/server'
import type { PersonalSignature } from '../../contract/letters.ts'
import type { Cx } from '../platform/command.ts'
import { newSecret } from '../platform/ids.ts'
import { personalChallenge, personalSignatureHolds } from '../platform/personal-signature.ts'
import type { Signed } from '../platform/personal-signature.ts'
import { Refusal } from '../platform/refusal.ts'
import { ownAccount } from './own-password.ts'
import { passkeysOf, party, useCounter } from './passkeys.ts'
import { closeStep, lockStep, openStep } from './sign-in-step.ts'

/** 本人签名: what the signer's device is asked, good for five minutes and once; null when the person has no passkey here. */
export async function askForSignature(cx: Cx, about: Omit<Signed, 'signerId'>) {
  if (!cx.app.origin) return null
  const account = await ownAccount(cx)
  const keys = await passkeysOf(cx, account.id)
  if (keys.length === 0) return null
  const nonce = newSecret()
  const options = await generateAuthenticationOptions({
    rpID: party(cx.app).rpID,
    challenge: new Uint8Array(
      Buffer.from(personalChallenge({ ...about, signerId: cx.actor.personId }, nonce), 'base64url'),
    ),
    userVerification: 'required',
    allowCredentials: keys.map((key) => ({ id: key.credential_id! })),
  })
  const step = await openStep(cx, { accountId: account.id, purpose: 'signOff', challenge: nonce })
  return { step, options: options as unknown as Record<string, unknown> }
}

/** The device's answer, checked against the text that is being signed now, as it will travel with it. */
export async function takeSignature(
  cx: Cx,
  answer: { step: string; response: Record<string, unknown> },
  about: Omit<Signed, 'signerId'>,
): Promise<PersonalSignature> {
  const { origin } = party(cx.app)
  const account = await ownAccount(cx)
  const step = await lockStep(cx, answer.step, 'signOff')
  const key = (await passkeysOf(cx, account.id)).find((own) => own.credential_id === answer.response['id'])
  if (step.account_id !== account.id || !key) throw new Refusal('identity.passkey_refused')
  const said = (answer.response['response'] ?? {}) as Record<string, unknown>
  const personal = {
    credentialId: key.credential_id!,
    publicKey: key.public_key!.toString('base64url'),
    origin,
    nonce: step.challenge!,
    authenticatorData: String(said['authenticatorData'] ?? ''),
    clientDataJson: String(said['clientDataJSON'] ?? ''),
    signature: String(said['signature'] ?? ''),
  }
  if (!(await personalSignatureHolds({ ...about, signerId: cx.actor.personId }, personal)))
    throw new Refusal('identity.passkey_refused')
  await closeStep(cx, answer.step)
  await useCounter(cx, key, personal.authenticatorData)
  return personal
}
