import { SealBroken } from './sealed-stream.ts'

/** What a backup is made of, in this order: one `start`, rows of every table, files, one `end`. */
export type Entry =
  | { kind: 'start'; version: 1; at: string; migrations: string[] }
  | { kind: 'rows'; table: string; rows: string }
  | { kind: 'file'; path: string; content: Buffer; last: boolean }
  | { kind: 'end'; rowCounts: Record<string, number>; files: number }

/** `4-byte length of the head · head as JSON · content`. */
export function encodeEntry(entry: Entry): Buffer {
  const content =
    entry.kind === 'rows' ? Buffer.from(entry.rows) : entry.kind === 'file' ? entry.content : Buffer.alloc(0)
  const { rows: _rows, content: _content, ...rest } = entry as Record<string, unknown>
  const head = Buffer.from(JSON.stringify({ ...rest, bytes: content.length }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, content])
}

/** Reads entries from a stream of bytes, holding one of them at a time. */
export async function* decodeEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const iterator = bytes[Symbol.asyncIterator]()
  let waiting: Buffer = Buffer.alloc(0)
  const take = async (count: number): Promise<Buffer | null> => {
    const parts: Buffer[] = [waiting]
    let held = waiting.length
    while (held < count) {
      const { value, done } = await iterator.next()
      if (done) {
        if (held === 0) return null
        throw new SealBroken('备份文件不完整。')
      }
      parts.push(value)
      held += value.length
    }
    const all = Buffer.concat(parts)
    waiting = all.subarray(count)
    return all.subarray(0, count)
  }
  for (;;) {
    const length = await take(4)
    if (!length) return
    const head = JSON.parse((await take(length.readUInt32BE(0)))!.toString()) as Entry & { bytes: number }
    const content = head.bytes > 0 ? (await take(head.bytes))! : Buffer.alloc(0)
    if (head.kind === 'rows') yield { ...head, rows: content.toString() }
    else if (head.kind === 'file') yield { ...head, content }
    else yield head
  }
}
