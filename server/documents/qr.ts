import { deflateSync } from 'node:zlib'
import { create } from 'qrcode'

const modulesOf = (text: string) => {
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules
  return { size, dark: (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && data[y * size + x] === 1 }
}

/** A QR code of filled runs, one for each row of dark modules: strokes come out unreadable in some OFD readers. */
export function qrSvg(text: string): string {
  const { size, dark } = modulesOf(text)
  const runs: string[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark(x, y) || dark(x - 1, y)) continue
      let end = x
      while (dark(end, y)) end++
      runs.push(`M${x} ${y}H${end}V${y + 1}H${x}Z`)
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#000" d="${runs.join('')}"/></svg>`
}

/** The same as a picture of black and white for a word processor, `scale` dots to a module, with a white edge. */
export function qrPng(text: string, scale = 8): Buffer {
  const { size, dark } = modulesOf(text)
  const side = (size + 4) * scale
  const bytes = Math.ceil(side / 8)
  const rows = Buffer.alloc(side * (bytes + 1))
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!dark(Math.floor(x / scale) - 2, Math.floor(y / scale) - 2))
        rows[y * (bytes + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1 // one bit a dot, grey
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function crc(data: Buffer): number {
  let value = 0xffffffff
  for (const byte of data) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
