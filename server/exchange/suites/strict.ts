import canonicalize from 'canonicalize'
import { Forged } from './suite.ts'

/** base64url as it must be: one spelling for any bytes. Spare bits, padding and foreign characters would give a second one. */
export function decodeStrict(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) throw new Forged('encoding')
  return bytes
}

/** JSON in its canonical form (RFC 8785), one spelling again. */
export function parseStrict(text: string): Record<string, unknown> {
  const bytes = decodeStrict(text)
  const value = readJson(bytes)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Forged('encoding')
  if (!bytes.equals(canonical(value))) throw new Forged('encoding')
  return value as Record<string, unknown>
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Forged('encoding')
  }
}

export const canonical = (value: unknown): Buffer => Buffer.from(canonicalize(value)!)
export const encode = (value: Buffer | object): string =>
  (Buffer.isBuffer(value) ? value : canonical(value)).toString('base64url')

/** The parts between the dots, each of which decodes and encodes to itself. */
export function partsOf(text: string, count: number): string[] {
  const parts = text.split('.')
  if (parts.length !== count) throw new Forged('parts')
  return parts
}

/** Refuses names in a header that are not understood, and values that are not expected. */
export function expectHeader(header: Record<string, unknown>, expected: Record<string, unknown>): void {
  const same = canonical(header).equals(canonical(expected))
  if (!same) throw new Forged('header')
}
