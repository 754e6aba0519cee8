import { z } from 'zod'
import type { ReceiptBody } from '../rules/line.ts'
import { parseStrict, partsOf } from '../suites/strict.ts'
import { suiteOf } from '../suites/index.ts'
import { Forged } from '../suites/suite.ts'
import { proveCompact, readKeyId, signCompact } from './envelope.ts'

/** A receipt with who gives it (from), whose letters it is about (to), and when. */
export type SignedReceipt = ReceiptBody & { from: string; to: string; at: string }

const type = 'zx-receipt+jws'
const limit = 1024 * 1024

const Receipt = z.strictObject({
  v: z.literal(1),
  suite: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.iso.datetime(),
  epoch: z.int().min(0),
  upto: z.int().min(0),
  head: z.string(),
  count: z.int().min(0),
  status: z.enum(['applied', 'nothing', 'paused', 'stopped', 'stale']),
  notTaken: z.array(
    z.strictObject({ seq: z.int(), id: z.string(), status: z.enum(['waiting', 'refused']), why: z.string() }),
  ),
  nonce: z.string().optional(),
})

/** Signs a receipt: a compact JWS, evidence for the sender that everything up to `upto` is stored and in effect but for what it names. */
export function signReceipt(suite: string, key: { id: string; privateKey: string }, body: SignedReceipt): string {
  return signCompact(suiteOf(suite), key, type, Receipt.parse({ ...body, v: 1, suite }))
}

/** Which key it claims to be signed with: the caller knows whether that one is pinned. */
export function receiptKeyId(jws: string): string {
  if (jws.length > limit) throw new Forged('size')
  return readKeyId(jws)
}

/** Throws `Forged` unless the key signed exactly this, under the suite of the line. */
export function openReceipt(suite: string, jws: string, publicKey: string): SignedReceipt {
  if (jws.length > limit) throw new Forged('size')
  proveCompact(suiteOf(suite), jws, type, publicKey)
  const body = Receipt.safeParse(parseStrict(partsOf(jws, 3)[1]!))
  if (!body.success || body.data.suite !== suite) throw new Forged('receipt')
  const { v: _, suite: __, nonce, ...receipt } = body.data
  return nonce === undefined ? receipt : { ...receipt, nonce }
}
