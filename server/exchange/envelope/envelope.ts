import { randomBytes } from 'node:crypto'
import { canonical, decodeStrict, encode, expectHeader, parseStrict, partsOf } from '../suites/strict.ts'
import { Forged } from '../suites/suite.ts'
import type { Suite } from '../suites/suite.ts'
import { suiteOf } from '../suites/index.ts'
import { checkHead } from './head.ts'
import type { Head, WireHead } from './head.ts'

/** Characters of one envelope; a line with more is refused before anything is parsed. */
export const envelopeLimit = 8 * 1024 * 1024
const signedLimit = 16 * 1024
const saltSize = 16
const type = 'zx-letter+jws'

/**
 * An envelope is two lines of text: a signed head (JWS) and the sealed content (JWE). The head holds a digest of each, of the sealed bytes
 * (`ch`) and of the content (`ph`, salted): the signature proves before decryption who sent these bytes, and afterwards, to anybody who is
 * shown the content, who wrote it. `hash` is the envelope's place in the chain.
 */
export function sealEnvelope(
  head: Head,
  content: string,
  keys: {
    signing: { privateKey: string }
    encryption: { publicKey: string }
  },
): { envelope: string; hash: string } {
  const suite = suiteOf(head.suite)
  const { skid, ...claims } = head
  const plain = Buffer.concat([randomBytes(saltSize), Buffer.from(content)])
  const unsealed = { ...claims, v: 1, ph: encode(suite.hash(plain)) }
  const hh = encode(suite.hash(canonical(unsealed)))
  const sealed = suite.seal(keys.encryption.publicKey, { kid: head.ekid, hh }, plain)
  const wire: WireHead = checkHead({ ...unsealed, ch: encode(suite.hash(sealed)) })
  const signed = signCompact(suite, { id: skid, privateKey: keys.signing.privateKey }, type, wire)
  const envelope = `${signed}\n${sealed}`
  if (envelope.length > envelopeLimit)
    throw new Error(`A letter of ${envelope.length} characters is too long to travel.`)
  return { envelope, hash: chainHash(head.suite, envelope) }
}

/** The hash that the next letter names as `prev`, and receipts as `head`: of the signed line, which fixes the sealed one. */
export const chainHash = (suite: string, envelope: string): string =>
  encode(suiteOf(suite).hash(envelope.slice(0, lineEnd(envelope))))

/** The head as it claims to be; nothing is verified but its form. Cheap: the sealed line is not touched. */
export function readHead(envelope: string): Head & { ph: string; ch: string } {
  const { v: _, ...head } = readWire(envelope)
  return { ...head, skid: readKeyId(envelope.slice(0, lineEnd(envelope))) }
}

function readWire(envelope: string): WireHead {
  if (envelope.length > envelopeLimit) throw new Forged('size')
  const signed = envelope.slice(0, lineEnd(envelope))
  if (signed.length > signedLimit) throw new Forged('size')
  return checkHead(parseStrict(partsOf(signed, 3)[1]!))
}

/** Exactly two lines: no third, none of another kind. */
function lineEnd(envelope: string): number {
  const end = envelope.indexOf('\n')
  if (end < 0 || envelope.includes('\n', end + 1)) throw new Forged('lines')
  return end
}

/** Whether the pinned key signed exactly this head and these sealed bytes, under the suite of the line. */
export function verifyEnvelope(envelope: string, suite: string, signingPublic: string): boolean {
  try {
    proveEnvelope(envelope, suite, signingPublic)
    return true
  } catch (error) {
    if (error instanceof Forged) return false
    throw error
  }
}

/** An envelope whose signature was found good. */
export interface Proven {
  readonly suite: Suite
  readonly head: WireHead
  readonly sealed: string
}

/** Throws `Forged` unless the pinned key signed exactly this head and these sealed bytes, under the suite of the line. */
export function proveEnvelope(envelope: string, suiteName: string, signingPublic: string): Proven {
  const suite = suiteOf(suiteName)
  const head = readWire(envelope)
  if (head.suite !== suite.name) throw new Forged('suite')
  const end = lineEnd(envelope)
  const sealed = envelope.slice(end + 1)
  if (encode(suite.hash(sealed)) !== head.ch) throw new Forged('content')
  proveCompact(suite, envelope.slice(0, end), type, signingPublic)
  return { suite, head, sealed }
}

/** Opens what was proven. `evidence` proves the content together with the envelope, without any private key. Throws `Forged`. */
export function openProven(
  { suite, head, sealed }: Proven,
  encryptionPrivate: string,
): { content: string; evidence: string } {
  const { ch: _, ...unsealed } = head
  const { kid, hh } = parseStrict(sealed.slice(0, Math.max(0, sealed.indexOf('.'))))
  if (kid !== head.ekid || hh !== encode(suite.hash(canonical(unsealed)))) throw new Forged('content')
  const plain = suite.open(encryptionPrivate, sealed)
  if (encode(suite.hash(plain)) !== head.ph) throw new Forged('content')
  return { content: textOf(plain), evidence: encode(plain) }
}

/** The content that the evidence shows, if it is what the envelope's head was signed for. Verify the envelope first. Throws `Forged`. */
export function readEvidence(envelope: string, evidence: string): string {
  const head = readWire(envelope)
  const plain = decodeStrict(evidence)
  if (encode(suiteOf(head.suite).hash(plain)) !== head.ph) throw new Forged('content')
  return textOf(plain)
}

const textOf = (plain: Buffer): string => {
  if (plain.length < saltSize) throw new Forged('content')
  return plain.subarray(saltSize).toString('utf8')
}

/** A compact JWS over the canonical form (RFC 8785) of a body. */
export function signCompact(suite: Suite, key: { id: string; privateKey: string }, typ: string, body: object): string {
  const input = `${encode({ alg: suite.alg, kid: key.id, typ })}.${encode(body)}`
  return `${input}.${encode(suite.sign(key.privateKey, Buffer.from(input)))}`
}

/** Throws `Forged` unless the signature is good, the algorithm is the suite's, and every part has its one spelling. */
export function proveCompact(suite: Suite, text: string, typ: string, publicKey: string): void {
  const [header, body, signature] = partsOf(text, 3) as [string, string, string]
  const read = parseStrict(header)
  expectHeader(read, { alg: suite.alg, kid: read['kid'], typ })
  if (!suite.verify(publicKey, Buffer.from(`${header}.${body}`), decodeStrict(signature))) throw new Forged('signature')
}

/** Which key a JWS claims to be signed with. */
export function readKeyId(text: string): string {
  const { kid } = parseStrict(partsOf(text, 3)[0]!)
  if (typeof kid !== 'string' || kid.length > 100) throw new Forged('header')
  return kid
}
