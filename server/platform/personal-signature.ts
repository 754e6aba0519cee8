import { createHash } from 'node:crypto'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import canonicalize from 'canonicalize'
import type { PersonalSignature, ShownSignOff, SignedStatement, SignOffStatement } from '../../contract/letters.ts'
import { verifyStatement } from './keys.ts'

/** What the device of the signer signs: which text, by whom, with what opinion. The nonce makes it good for one sign-off. */
export type Signed = Pick<SignOffStatement, 'submissionId' | 'digest' | 'signerId' | 'opinion'>

/** The question to the device: sha-256 of the canonical form (RFC 8785) of what is signed, base64url. */
export const personalChallenge = ({ submissionId, digest, signerId, opinion }: Signed, nonce: string): string =>
  createHash('sha256')
    .update(canonicalize({ purpose: 'zhengxin.signOff', submissionId, digest, signerId, opinion, nonce })!)
    .digest('base64url')

/** Under this name the node's own signature vouches for whose passkey it is. */
export const passkeyName = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex')

/** Is this the answer of that passkey to the question about exactly this text, with the owner recognised by the device? */
export async function personalSignatureHolds(about: Signed, personal: PersonalSignature): Promise<boolean> {
  const answer = await verifyAuthenticationResponse({
    response: {
      id: personal.credentialId,
      rawId: personal.credentialId,
      type: 'public-key',
      response: {
        authenticatorData: personal.authenticatorData,
        clientDataJSON: personal.clientDataJson,
        signature: personal.signature,
      },
      clientExtensionResults: {},
    },
    expectedChallenge: personalChallenge(about, personal.nonce),
    expectedOrigin: personal.origin,
    expectedRPID: new URL(personal.origin).hostname,
    requireUserVerification: true,
    credential: {
      id: personal.credentialId,
      publicKey: new Uint8Array(Buffer.from(personal.publicKey, 'base64url')),
      counter: 0,
    },
  }).catch(() => undefined)
  return answer?.verified === true
}

/** Needs nothing but the sign-off itself: the receiver and `npm run verify` ask the same. Whose the node's key is, is another question. */
export async function checkSignOff({ statement, ...signed }: SignedStatement): Promise<ShownSignOff['check']> {
  const by = statement.passkey === undefined && signed.personal === undefined ? 'password' : 'passkey'
  if (!witnessed(signed.publicKeyPem, statement, signed.signature)) return { by, holds: false }
  if (by === 'password') return { by, holds: true }
  const { personal } = signed
  if (!personal || passkeyName(personal.publicKey) !== statement.passkey) return { by, holds: false }
  return { by, holds: URL.canParse(personal.origin) && (await personalSignatureHolds(statement, personal)) }
}

function witnessed(publicKeyPem: string, statement: SignOffStatement, signature: string): boolean {
  try {
    return verifyStatement(publicKeyPem, statement, signature)
  } catch {
    return false // no key at all
  }
}
