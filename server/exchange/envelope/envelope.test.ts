import { expect, test } from 'vitest'
import { suiteOf } from '../suites/index.ts'
import { alterations } from './alterations.test-help.ts'
import {
  chainHash,
  envelopeLimit,
  proveEnvelope,
  readEvidence,
  readHead,
  signCompact,
  verifyEnvelope,
} from './envelope.ts'
import { joinFrame, splitFrame } from './frame.ts'
import { openReceipt, receiptKeyId, signReceipt } from './receipt.ts'
import { sampleLine } from './sample.test-help.ts'

const lines = { 'std-1': sampleLine('std-1'), 'gm-1': sampleLine('gm-1') }
const names = ['std-1', 'gm-1'] as const

test.each(names)('%s: a letter comes out as it went in, and proves itself without any private key', (name) => {
  const line = lines[name]
  const content = JSON.stringify({ title: '关于防汛工作的报告', body: '汛'.repeat(3000) })
  const { envelope, hash } = line.seal(content, { seq: 7, prev: 'p'.repeat(43) })
  expect(envelope.split('\n').length).toBe(2)
  expect(readHead(envelope)).toMatchObject(line.headOf({ seq: 7, prev: 'p'.repeat(43) }))
  expect(chainHash(name, envelope)).toBe(hash)
  const opened = line.open(envelope)
  expect(opened.content).toBe(content)
  expect(verifyEnvelope(envelope, name, line.signing.publicKey)).toBe(true)
  expect(readEvidence(envelope, opened.evidence)).toBe(content)
  expect(() => readEvidence(line.seal(content).envelope, opened.evidence)).toThrow('content') // the salt is another
  expect(line.seal(content).envelope).not.toBe(line.seal(content).envelope)
})

// All of the bytes, in all ways: npm run bench -- tamper
test.each([
  ['std-1', 7],
  ['gm-1', 53],
] as const)('%s: no altered envelope is accepted', (name, every) => {
  const { envelope } = lines[name].seal('某市报送：全市秋粮收购进展顺利。')
  const end = envelope.indexOf('\n')
  const accepted: string[] = []
  for (const from of [0, end - 3, envelope.length - 3])
    for (const { at, how, text } of alterations(envelope, from, from === 0 ? every : 1))
      if ((from === 0 || at <= end + 1 || from > end) && lines[name].isAccepted(text)) accepted.push(`${how} at ${at}`)
  expect(accepted).toEqual([])
})

test('a letter of the other suite is refused on a line, whatever its own keys say', () => {
  for (const [mine, other] of [names, names.toReversed()] as const) {
    const { envelope } = lines[other!].seal('text')
    const { publicKey } = lines[other!].signing
    expect(verifyEnvelope(envelope, mine!, publicKey)).toBe(false)
    expect(() => proveEnvelope(envelope, mine!, publicKey)).toThrow('suite')
  }
})

test.each([
  ['no algorithm', { alg: 'none', kid: '140100#s1', typ: 'zx-letter+jws' }],
  ['a key of its own', { alg: 'Ed25519', jwk: {}, kid: '140100#s1', typ: 'zx-letter+jws' }],
  ['another type', { alg: 'Ed25519', kid: '140100#s1', typ: 'zx-receipt+jws' }],
])('a header with %s is refused although the signature fits', (_what, header) => {
  const { signing, seal } = lines['std-1']
  const [signed, sealed] = seal('text').envelope.split('\n') as [string, string]
  const input = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${signed.split('.')[1]}`
  const made = suiteOf('std-1').sign(signing.privateKey, Buffer.from(input)).toString('base64url')
  expect(verifyEnvelope(`${input}.${made}\n${sealed}`, 'std-1', signing.publicKey)).toBe(false)
})

test('the sealed line of one letter does not go with the head of another', () => {
  const { signing, seal, open } = lines['std-1']
  const suite = suiteOf('std-1')
  const [, sealed] = seal('text', { seq: 1 }).envelope.split('\n') as [string, string]
  const { v: _, ...other } = { ...readHead(seal('text', { seq: 2 }).envelope), v: 1 }
  const { skid, ...claims } = { ...other, ch: suite.hash(sealed).toString('base64url') }
  const signed = signCompact(suite, { id: skid, privateKey: signing.privateKey }, 'zx-letter+jws', { ...claims, v: 1 })
  expect(() => open(`${signed}\n${sealed}`)).toThrow('content')
})

test.each([
  ['a field more', { extra: 1 }],
  ['a number as text', { seq: '1' }],
  ['a number that is none', { objectNumber: 0 }],
  ['another version', { v: 2 }],
])('a signed head with %s is refused', (_what, more) => {
  const { signing, seal } = lines['std-1']
  const { envelope } = seal('text')
  const { skid, ...head } = readHead(envelope)
  const signed = signCompact(suiteOf('std-1'), { id: skid, privateKey: signing.privateKey }, 'zx-letter+jws', {
    ...head,
    v: 1,
    ...more,
  })
  expect(verifyEnvelope(`${signed}\n${envelope.split('\n')[1]}`, 'std-1', signing.publicKey)).toBe(false)
})

test('what is too long or too many is refused before it is looked at', () => {
  const { seal, isAccepted } = lines['std-1']
  expect(isAccepted(`${seal('x').envelope}${'A'.repeat(envelopeLimit)}`)).toBe(false)
  expect(() => splitFrame('A'.repeat(envelopeLimit + 3))).toThrow('size')
  expect(() => splitFrame(joinFrame(Array.from({ length: 257 }, () => 'x')))).toThrow('size')
  expect(() => seal('x'.repeat(envelopeLimit))).toThrow('too long')
  expect(splitFrame(joinFrame(['a\nb', 'c\nd']))).toEqual(['a\nb', 'c\nd'])
  expect(splitFrame('')).toEqual([])
})

const body = {
  from: '140000',
  to: '140100',
  at: '2026-11-23T08:00:00.000Z',
  epoch: 1,
  upto: 7,
  head: 'h'.repeat(43),
  count: 2,
  status: 'applied' as const,
  notTaken: [{ seq: 6, id: 'letter', status: 'waiting' as const, why: 'newer_version' }],
  nonce: 'n',
}

test.each(names)('%s: a receipt says what was signed, and no altered one says anything', (name) => {
  const { signing } = lines[name]
  const jws = signReceipt(name, { id: '140000#s1', privateKey: signing.privateKey }, body)
  expect(receiptKeyId(jws)).toBe('140000#s1')
  expect(openReceipt(name, jws, signing.publicKey)).toEqual(body)
  const accepted = []
  for (const { at, how, text } of alterations(jws, 0, name === 'gm-1' ? 17 : 3)) {
    try {
      openReceipt(name, text, signing.publicKey)
      accepted.push(`${how} at ${at}`)
    } catch {}
  }
  expect(accepted).toEqual([])
  expect(() => openReceipt(name === 'gm-1' ? 'std-1' : 'gm-1', jws, signing.publicKey)).toThrow()
})
