import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** A passkey in software (ES256): answers like a device whose owner has just been recognised. */
export function newAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
  ])
  const credentialId = randomBytes(16).toString('base64url')
  let counter = 0
  return {
    credentialId,
    publicKey: Buffer.from(isoCBOR.encode(cose as never)),
    /** The answer to the options of generateAuthenticationOptions, as @simplewebauthn/browser gives it. */
    answer(options: Record<string, unknown>, origin = 'http://localhost', recognised = true): Record<string, unknown> {
      const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge: options['challenge'], origin }))
      const count = Buffer.alloc(4)
      count.writeUInt32BE(++counter)
      const authenticatorData = Buffer.concat([
        createHash('sha256').update(new URL(origin).hostname).digest(),
        Buffer.from([recognised ? 0x05 : 0x01]),
        count,
      ])
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()])
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: authenticatorData.toString('base64url'),
          clientDataJSON: clientData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      }
    },
  }
}
