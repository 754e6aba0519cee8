import { create } from 'qrcode'
import { writePng } from './png.ts'

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
  const dots = new Uint8Array(side * bytes)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!dark(Math.floor(x / scale) - 2, Math.floor(y / scale) - 2)) dots[y * bytes + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  return writePng(dots, { width: side, height: side, colour: 0, bits: 1 })
}
