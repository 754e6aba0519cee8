import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { derOf, privateNumberOf, publicPointOf, rawOf } from './sm2-encoding.ts'
import { bytesOf, numberOf, pointOf, sm2, sm2Decrypt, sm2Encrypt } from './sm2.ts'
import { remembered } from './remembered.ts'
import { decodeStrict, encode, expectHeader, parseStrict, partsOf } from './strict.ts'
import { Forged } from './suite.ts'
import type { Suite } from './suite.ts'

/** The user id of GM/T 0009-2012 for who names none. */
const defaultUserId = '1234567812345678'

/**
 * What SM2 signs is SM3(Z ‖ message), Z being a digest of user id, curve and public key. OpenSSL's `createSign('sm3')` on an SM2 key signs
 * the bare digest, so Z goes in front of the message. `crypto.sign('sm3')` would put the Z of an empty user id there: never use it.
 */
export function digestZ(publicPoint: Buffer, userId = defaultUserId): Buffer {
  const id = Buffer.from(userId)
  const bits = Buffer.alloc(2)
  bits.writeUInt16BE(id.length * 8)
  const { a, b, Gx, Gy } = sm2.CURVE()
  return sm3(bits, id, ...[a, b, Gx, Gy].map(bytesOf), publicPoint.subarray(1))
}

const sm3 = (...parts: (Buffer | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest()

const signer = remembered((pem) => {
  const key = createPrivateKey(pem)
  return { key, z: digestZ(publicPointOf(createPublicKey(key))) }
})
const verifier = remembered((pem) => {
  const key = createPublicKey(pem)
  const point = publicPointOf(key)
  pointOf(point)
  return { key, z: digestZ(point) }
})
const receiver = remembered((pem) => pointOf(publicPointOf(createPublicKey(pem))))
const opener = remembered((pem) => numberOf(privateNumberOf(createPrivateKey(pem))))

/** The national suite: SM2 signatures with SM3 (OpenSSL), SM2 encryption of one-time keys, SM4-CTR with HMAC-SM3. A private JOSE profile. */
export const gm1: Suite = {
  name: 'gm-1',
  alg: 'SM2SM3',
  makeKey() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' })
    // A key used as it was generated would sign ECDSA; read back from PEM it signs SM2.
    return {
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  },
  hash: sm3,
  sign(privateKey, data) {
    const { key, z } = signer(privateKey)
    return rawOf(createSign('sm3').update(z).update(data).sign(key))
  },
  verify(publicKey, data, signature) {
    if (signature.length !== 64) return false
    const { key, z } = verifier(publicKey)
    return createVerify('sm3').update(z).update(data).verify(key, derOf(signature))
  },

  seal(publicKey, claims, plain) {
    const header = encode({ ...fixed, ...claims })
    const keys = randomBytes(48)
    const iv = randomBytes(16)
    const cipher = createCipheriv('sm4-ctr', keys.subarray(0, 16), iv)
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    const wrapped = encode(sm2Encrypt(receiver(publicKey), keys))
    return [header, wrapped, encode(iv), encode(sealed), encode(macOf(keys, `${header}.${wrapped}`, iv, sealed))].join(
      '.',
    )
  },

  open(privateKey, text) {
    const [header, wrapped, ...rest] = partsOf(text, 5) as [string, string, string, string, string]
    const [iv, sealed, tag] = rest.map(decodeStrict) as [Buffer, Buffer, Buffer]
    const { kid, hh } = parseStrict(header)
    expectHeader(parseStrict(header), { ...fixed, kid, hh })
    if (iv.length !== 16 || tag.length !== 32) throw new Forged('parts')
    const keys = sm2Decrypt(opener(privateKey), decodeStrict(wrapped))
    if (keys.length !== 48 || !timingSafeEqual(macOf(keys, `${header}.${wrapped}`, iv, sealed), tag))
      throw new Forged('decryption')
    const decipher = createDecipheriv('sm4-ctr', keys.subarray(0, 16), iv)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  },
}

const fixed = { alg: 'SM2', enc: 'SM4CTR-HSM3' }

/** Encrypt, then MAC: over the header with the wrapped keys, the iv and the ciphertext. The keys are for one envelope. */
const macOf = (keys: Buffer, header: string, iv: Buffer, sealed: Buffer): Buffer =>
  createHmac('sm3', keys.subarray(16))
    .update(`${header}.${encode(iv)}.`)
    .update(sealed)
    .digest()
