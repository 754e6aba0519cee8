import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { remembered } from './remembered.ts'
import { decodeStrict, encode, expectHeader, parseStrict, partsOf } from './strict.ts'
import { Forged } from './suite.ts'
import type { Suite } from './suite.ts'

const privateKeyOf = remembered((pem) => createPrivateKey(pem))
const publicKeyOf = remembered((pem) => createPublicKey(pem))

/**
 * The standard suite: Ed25519, ECDH-ES over X25519 with A256GCM, SHA-256. Plain JOSE (RFC 7515, 7516, 8037), written on node:crypto
 * because it is twice as fast; a test lets the library `jose` verify and open what this makes.
 */
export const std1: Suite = {
  name: 'std-1',
  alg: 'Ed25519',
  makeKey(purpose) {
    const { privateKey, publicKey } =
      purpose === 'signing' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')
    return {
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  },
  hash: (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest(),
  sign: (privateKey, data) => sign(null, data, privateKeyOf(privateKey)),
  verify: (publicKey, data, signature) =>
    signature.length === 64 && verify(null, data, publicKeyOf(publicKey), signature),

  seal(publicKey, claims, plain) {
    const receiver = publicKeyOf(publicKey)
    const once = generateKeyPairSync('x25519')
    const { x } = once.publicKey.export({ format: 'jwk' })
    const header = encode({ ...fixed, ...claims, epk: { crv: 'X25519', kty: 'OKP', x } })
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', agree(once.privateKey, receiver), iv)
    cipher.setAAD(Buffer.from(header))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    return `${header}..${encode(iv)}.${encode(sealed)}.${encode(cipher.getAuthTag())}`
  },

  open(privateKey, text) {
    const [header, noKey, ...rest] = partsOf(text, 5) as [string, string, string, string, string]
    const [iv, sealed, tag] = rest.map(decodeStrict) as [Buffer, Buffer, Buffer]
    const { kid, hh, epk } = parseStrict(header) as { kid?: string; hh?: string; epk?: { x?: string } }
    expectHeader(parseStrict(header), { ...fixed, kid, hh, epk: { crv: 'X25519', kty: 'OKP', x: epk?.x } })
    if (noKey !== '' || iv.length !== 12 || tag.length !== 16) throw new Forged('parts')
    if (decodeStrict(String(epk?.x)).length !== 32) throw new Forged('header')
    try {
      const sender = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: epk!.x! }, format: 'jwk' })
      const decipher = createDecipheriv('aes-256-gcm', agree(privateKeyOf(privateKey), sender), iv)
      decipher.setAAD(Buffer.from(header))
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(sealed), decipher.final()])
    } catch {
      throw new Forged('decryption')
    }
  },
}

const fixed = { alg: 'ECDH-ES', enc: 'A256GCM' }

/** RFC 7518, 4.6.2: one round of the concat KDF; apu and apv are empty. */
function agree(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const length = (value: number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const enc = Buffer.from(fixed.enc)
  return createHash('sha256')
    .update(length(1))
    .update(diffieHellman({ privateKey, publicKey }))
    .update(Buffer.concat([length(enc.length), enc, length(0), length(0), length(256)]))
    .digest()
}
