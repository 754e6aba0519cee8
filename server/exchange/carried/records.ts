import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Refusal } from '../../platform/refusal.ts'

/**
 * What a medium carries between two nodes (docs/protocol): JSON records, a line each. Nothing in it is trusted for where it stands;
 * envelopes, receipts and sealed files prove themselves.
 */
export const CarriedHead = z.object({
  format: z.literal('zhengxin-carried'),
  v: z.literal(1),
  suite: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.iso.datetime(),
  /** Up to this number its maker has receipts for its own letters. */
  acked: z.int().min(0),
})
export type CarriedHead = z.infer<typeof CarriedHead>

const CarriedPiece = z.object({
  piece: z.base64url(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1),
  offset: z.int().min(0),
})
export type CarriedPiece = z.infer<typeof CarriedPiece>

export const CarriedRecord = z.union([
  CarriedPiece,
  z.object({ frame: z.string() }),
  z.object({ receipt: z.string() }),
  z.object({ end: z.int(), digest: z.string() }),
])
export type CarriedRecord = z.infer<typeof CarriedRecord>

/** Characters of one record: a frame of one large letter is the longest. */
const longest = 17 * 1024 * 1024

/** The records as lines, with the end that tells a whole file from one that was cut off. */
export async function* writeRecords(records: AsyncIterable<CarriedHead | CarriedRecord>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let count = 0
  for await (const record of records) {
    const line = `${JSON.stringify(record)}\n`
    hash.update(line)
    count += 1
    yield line
  }
  yield `${JSON.stringify({ end: count, digest: hash.digest('hex') })}\n`
}

/** Reads them again with bounded memory. The last value says whether the file is whole; what cannot be read is refused. */
export async function* readRecords(
  content: Readable,
): AsyncGenerator<CarriedHead | CarriedRecord | { whole: boolean }> {
  const hash = createHash('sha256')
  let count = 0
  for await (const line of linesOf(content)) {
    if (count === 0) yield parse(CarriedHead, line)
    else {
      const record = parse(CarriedRecord, line)
      if ('end' in record) {
        yield { whole: record.end === count && record.digest === hash.digest('hex') }
        return
      }
      yield record
    }
    hash.update(line).update('\n')
    count += 1
  }
  if (count === 0) throw new Refusal('line.wrong_file')
  yield { whole: false }
}

/** Lines that end; a last one without its end was cut off and does not count. */
async function* linesOf(content: Readable): AsyncGenerator<string> {
  let parts: Buffer[] = []
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end))
      yield Buffer.concat(parts).toString('utf8')
      parts = []
      size = 0
      from = end + 1
    }
    parts.push(chunk.subarray(from))
    size += chunk.length - from
    if (size > longest) throw new Refusal('line.wrong_file')
  }
}

function parse<T>(shape: z.ZodType<T>, line: string): T {
  try {
    return shape.parse(JSON.parse(line))
  } catch {
    throw new Refusal('line.wrong_file')
  }
}
