import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { Forged } from './suite.ts'

/** GB/T 32918.5-2017: the recommended curve. */
export const sm2 = weierstrass({
  p: BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF'),
  a: BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC'),
  b: BigInt('0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93'),
  n: BigInt('0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'),
  h: 1n,
  Gx: BigInt('0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7'),
  Gy: BigInt('0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0'),
})

export type Point = InstanceType<typeof sm2>
const sm3 = (...parts: Buffer[]): Buffer => createHash('sm3').update(Buffer.concat(parts)).digest()

export const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
export const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`)

/** Refuses what does not lie on the curve: decrypting with such a point would give the private key away piece by piece. */
export function pointOf(bytes: Buffer): Point {
  if (bytes.length !== 65 || bytes[0] !== 4) throw new Forged('point')
  try {
    const point = sm2.fromBytes(bytes)
    point.assertValidity()
    return point
  } catch {
    throw new Forged('point')
  }
}

const coordinates = (point: Point): { x: Buffer; y: Buffer } => {
  const { x, y } = point.toAffine()
  return { x: bytesOf(x), y: bytesOf(y) }
}

/** GB/T 32918.4, 6.1: C1 ‖ C3 ‖ C2. `k` is random; tests give the one of the standard's example. */
export function sm2Encrypt(publicKey: Point, plain: Buffer, k: bigint = randomScalar()): Buffer {
  const once = Buffer.from(sm2.BASE.multiply(k).toBytes(false))
  const { x, y } = coordinates(publicKey.multiply(k))
  const stream = kdf(Buffer.concat([x, y]), plain.length)
  if (stream.every((byte) => byte === 0)) return sm2Encrypt(publicKey, plain)
  return Buffer.concat([once, sm3(x, plain, y), xor(plain, stream)])
}

/** GB/T 32918.4, 7.1. Throws for whatever was changed. */
export function sm2Decrypt(privateKey: bigint, sealed: Buffer): Buffer {
  if (sealed.length <= 97) throw new Forged('decryption')
  const { x, y } = coordinates(pointOf(sealed.subarray(0, 65)).multiply(privateKey))
  const stream = kdf(Buffer.concat([x, y]), sealed.length - 97)
  const plain = xor(sealed.subarray(97), stream)
  const isEmptyStream = stream.every((byte) => byte === 0)
  if (isEmptyStream || !timingSafeEqual(sm3(x, plain, y), sealed.subarray(65, 97))) throw new Forged('decryption')
  return plain
}

/** GB/T 32918.3, 5.4.3. */
function kdf(secret: Buffer, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 1; blocks.length * 32 < length; counter += 1) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(counter)
    blocks.push(sm3(secret, number))
  }
  return Buffer.concat(blocks).subarray(0, length)
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ b[index]!))

function randomScalar(): bigint {
  for (;;) {
    const value = numberOf(randomBytes(32))
    if (value > 0n && value < sm2.Fn.ORDER) return value
  }
}
