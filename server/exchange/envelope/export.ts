import { z } from 'zod'

/**
 * Letters of one direction of a line as a file that proves itself (`npm run verify`): JSON lines, first what it holds, then the public keys,
 * then letters and receipts in their order. `evidence` shows the content without any private key; without it only the envelope is proven.
 */
export const ExportRecord = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('line'),
    suite: z.string(),
    from: z.string(),
    to: z.string(),
    /** Number of the first letter in the file, and how many there are. */
    first: z.int(),
    count: z.int(),
  }),
  z.object({ type: z.literal('key'), node: z.string(), id: z.string(), publicKey: z.string() }),
  z.object({ type: z.literal('letter'), envelope: z.string(), evidence: z.string().optional() }),
  z.object({ type: z.literal('receipt'), jws: z.string() }),
])
export type ExportRecord = z.infer<typeof ExportRecord>

export const exportLine = (record: ExportRecord): string => `${JSON.stringify(record)}\n`
