import { inflateSync } from 'node:zlib'

/** A WOFF is a TrueType font with its tables packed. Typst reads only the unpacked kind. */
export function woffToTtf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + index * 20
    const [offset, packedSize, size] = [
      woff.readUInt32BE(at + 4),
      woff.readUInt32BE(at + 8),
      woff.readUInt32BE(at + 12),
    ]
    const packed = woff.subarray(offset, offset + packedSize)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      data: packedSize < size ? inflateSync(packed) : packed,
    }
  })
  const header = Buffer.alloc(12 + count * 16)
  woff.copy(header, 0, 4, 8)
  const power = 2 ** Math.floor(Math.log2(count))
  ;[count, power * 16, Math.log2(power), (count - power) * 16].forEach((value, index) =>
    header.writeUInt16BE(value, 4 + index * 2),
  )
  let offset = header.length
  tables.forEach(({ tag, checksum, data }, index) => {
    const at = 12 + index * 16
    tag.copy(header, at)
    checksum.copy(header, at + 4)
    header.writeUInt32BE(offset, at + 8)
    header.writeUInt32BE(data.length, at + 12)
    offset += Math.ceil(data.length / 4) * 4
  })
  return Buffer.concat([header, ...tables.flatMap(({ data }) => [data, Buffer.alloc((4 - (data.length % 4)) % 4)])])
}
