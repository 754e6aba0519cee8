import { deflateSync } from 'node:zlib'

/** Writes a PNG from rows of dots. `colour`: 0 grey, 2 red-green-blue, 6 with alpha; `bits` of one channel. */
export function writePng(
  dots: Uint8Array,
  { width, height, colour, bits }: { width: number; height: number; colour: 0 | 2 | 6; bits: 1 | 8 },
): Buffer {
  const channels = { 0: 1, 2: 3, 6: 4 }[colour]
  const bytes = Math.ceil((width * channels * bits) / 8)
  const rows = Buffer.alloc(height * (bytes + 1)) // each row begins with its filter, 0: none
  for (let y = 0; y < height; y++) rows.set(dots.subarray(y * bytes, (y + 1) * bytes), y * (bytes + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = bits
  header[9] = colour
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(data: Buffer): number {
  let value = 0xffffffff
  for (const byte of data) value = (value >>> 8) ^ table[(value ^ byte) & 0xff]!
  return (value ^ 0xffffffff) >>> 0
}
