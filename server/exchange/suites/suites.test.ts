import { createCipheriv, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { compactDecrypt, compactVerify, importPKCS8, importSPKI } from 'jose'
import { expect, test } from 'vitest'
import { gm1, digestZ } from './gm-1.ts'
import { suiteOf, suites } from './index.ts'
import { derOf, rawOf } from './sm2-encoding.ts'
import { bytesOf, numberOf, pointOf, sm2, sm2Decrypt, sm2Encrypt } from './sm2.ts'
import { std1 } from './std-1.ts'
import { encode } from './strict.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

// GB/T 32918.5-2017, annexes A and C: the key, and the random number that the examples use.
const privateHex = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'
const publicHex =
  '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13'
const k = numberOf(hex('59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21'))
const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`
const publicKey = pem('PUBLIC KEY', hex(`3059301306072a8648ce3d020106082a811ccf5501822d034200${publicHex}`))
const privateKey = pem(
  'PRIVATE KEY',
  hex(`308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${privateHex}a144034200${publicHex}`),
)
const message = Buffer.from('message digest')
const signature = hex(
  'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
)

test.each([
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
])('SM3 of the examples of GB/T 32905: %s', (text, digest) => {
  expect(gm1.hash(text).toString('hex')).toBe(digest)
})

test('SM4: the examples of GB/T 32907, one round and a million', () => {
  const key = hex('0123456789abcdeffedcba9876543210')
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
  let block = cipher.update(key)
  expect(block.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  for (let round = 1; round < 1_000_000; round += 1) block = cipher.update(block)
  expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
}, 60_000)

test('SM2 signature: the example of GB/T 32918.5', () => {
  expect(digestZ(hex(publicHex)).toString('hex')).toBe(
    'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  )
  expect(gm1.verify(publicKey, message, signature)).toBe(true)
  // the same, reckoned with the example's random number
  const n = sm2.Fn.ORDER
  const e = numberOf(gm1.hash(digestZ(hex(publicHex)), message))
  const d = numberOf(hex(privateHex))
  const r = (e + sm2.BASE.multiply(k).toAffine().x) % n
  const s = sm2.Fn.mul(sm2.Fn.inv(1n + d), (((k - r * d) % n) + n) % n)
  expect(Buffer.concat([bytesOf(r), bytesOf(s)])).toEqual(signature)
  expect(gm1.verify(publicKey, message, gm1.sign(privateKey, message))).toBe(true)
})

test('SM2 encryption: the example of GB/T 32918.5', () => {
  const plain = Buffer.from('encryption standard')
  const sealed = hex(
    `0404EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0
     59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766 21886CA989CA9C7D58087307CA93092D651EFA`.replaceAll(
      '\n',
      '',
    ),
  )
  expect(sm2Encrypt(pointOf(hex(publicHex)), plain, k)).toEqual(sealed)
  expect(sm2Decrypt(numberOf(hex(privateHex)), sealed)).toEqual(plain)
})

test('an SM2 signature made without the private key is refused, whatever was signed', () => {
  // choose s and t, compute the point, and from it the digest that fits: good for whoever verifies a bare digest
  const [s, t] = [numberOf(randomBytes(31)), numberOf(randomBytes(31))]
  const n = sm2.Fn.ORDER
  const x = sm2.BASE.multiply(s)
    .add(pointOf(hex(publicHex)).multiply(t))
    .toAffine().x
  const r = (t - s + n) % n
  const forged = Buffer.concat([bytesOf(r), bytesOf(s)])
  const digest = bytesOf((r - (x % n) + n) % n)
  for (const text of [digest, message, Buffer.alloc(0), gm1.hash(digest)])
    expect(gm1.verify(publicKey, text, forged)).toBe(false)
})

test.each([
  [
    'under another user id (the one-shot function of Node)',
    () => rawOf(sign('sm3', message, createPrivateKey(privateKey))),
  ],
  ['with r = 0', () => Buffer.concat([Buffer.alloc(32), signature.subarray(32)])],
  ['with s = 0', () => Buffer.concat([signature.subarray(0, 32), Buffer.alloc(32)])],
  [
    'with the same s beyond the order',
    () =>
      Buffer.concat([
        signature.subarray(0, 32),
        bytesOf((numberOf(signature.subarray(32)) + sm2.Fn.ORDER) % 2n ** 256n),
      ]),
  ],
  ['cut short', () => signature.subarray(0, 63)],
  ['with bytes behind it', () => Buffer.concat([signature, Buffer.alloc(1)])],
  ['in DER', () => derOf(signature)],
])('an SM2 signature %s is refused', (_how, made) => {
  expect(gm1.verify(publicKey, message, made())).toBe(false)
})

test('a point that is not on the curve, or the neutral one, is refused before it meets the private key', () => {
  const good = sm2Encrypt(pointOf(hex(publicHex)), Buffer.from('text'))
  const off = Buffer.from(good)
  off[64]! ^= 1
  for (const sealed of [
    off,
    Buffer.concat([Buffer.from([4]), Buffer.alloc(64), good.subarray(65)]),
    good.subarray(0, 97),
  ])
    expect(() => sm2Decrypt(numberOf(hex(privateHex)), sealed)).toThrow(/point|decryption/)
  const wrong = pem(
    'PUBLIC KEY',
    hex(`3059301306072a8648ce3d020106082a811ccf5501822d034200${publicHex.slice(0, -2)}14`),
  )
  expect(() => gm1.seal(wrong, { kid: 'x', hh: 'y' }, message)).toThrow()
})

test('every small value survives the way to DER and back', () => {
  for (const value of [1n, 0x7fn, 0x80n, 0xffn, 2n ** 255n, sm2.Fn.ORDER - 1n]) {
    const raw = Buffer.concat([bytesOf(value), bytesOf(value)])
    expect(rawOf(derOf(raw))).toEqual(raw)
  }
})

test('jose verifies and opens what the standard suite makes', async () => {
  const signing = std1.makeKey('signing')
  const encryption = std1.makeKey('encryption')
  const input = `${encode({ alg: 'Ed25519', kid: 'a#s1', typ: 'x' })}.${encode({ text: '政务信息' })}`
  const jws = `${input}.${encode(std1.sign(signing.privateKey, Buffer.from(input)))}`
  const verified = await compactVerify(jws, await importSPKI(signing.publicKey, 'Ed25519'))
  expect(JSON.parse(Buffer.from(verified.payload).toString())).toEqual({ text: '政务信息' })
  const jwe = std1.seal(encryption.publicKey, { kid: 'b#e1', hh: 'digest' }, Buffer.from('政务信息'))
  const opened = await compactDecrypt(jwe, await importPKCS8(encryption.privateKey, 'ECDH-ES'))
  expect(Buffer.from(opened.plaintext).toString()).toBe('政务信息')
  expect(opened.protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'b#e1', hh: 'digest' })
})

test.each(Object.values(suites))('suite $name: what it makes it takes, for the right key alone', (suite) => {
  const [signing, other] = [suite.makeKey('signing'), suite.makeKey('signing')]
  const [encryption, foreign] = [suite.makeKey('encryption'), suite.makeKey('encryption')]
  const made = suite.sign(signing.privateKey, message)
  expect(made.length).toBe(64)
  expect([suite.verify(signing.publicKey, message, made), suite.verify(other.publicKey, message, made)]).toEqual([
    true,
    false,
  ])
  const sealed = suite.seal(encryption.publicKey, { kid: 'b#e1', hh: 'digest' }, Buffer.alloc(70_000, 7))
  expect(suite.open(encryption.privateKey, sealed)).toEqual(Buffer.alloc(70_000, 7))
  expect(() => suite.open(foreign.privateKey, sealed)).toThrow('decryption')
  expect(createPublicKey(signing.publicKey).type).toBe('public')
})

test('an unknown suite is an error, and so is a name every object has', () => {
  expect(() => suiteOf('std-0')).toThrow('No suite')
  expect(() => suiteOf('constructor')).toThrow('No suite')
})
