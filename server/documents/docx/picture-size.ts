export interface Picture {
  type: 'png' | 'jpg' | 'gif' | 'bmp'
  width: number
  height: number
}

/** What a picture is and how large, from its first bytes; null when a word processor could not show it. */
export function pictureSize(bytes: Uint8Array): Picture | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = data.subarray(0, 4).toString('latin1')
  const found =
    head === '\x89PNG' && data.length > 24
      ? { type: 'png' as const, width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
      : head.startsWith('GIF8') && data.length > 10
        ? { type: 'gif' as const, width: data.readUInt16LE(6), height: data.readUInt16LE(8) }
        : head.startsWith('BM') && data.length > 26
          ? { type: 'bmp' as const, width: data.readInt32LE(18), height: Math.abs(data.readInt32LE(22)) }
          : head.startsWith('\xff\xd8\xff')
            ? jpegSize(data)
            : null
  return found && found.width > 0 && found.height > 0 ? found : null
}

/** A JPEG is a row of segments; the one that begins the frame (C0–CF, but C4, C8 and CC) knows the size. */
function jpegSize(data: Buffer): Picture | null {
  for (let at = 2; at + 9 < data.length && data[at] === 0xff; at += 2 + data.readUInt16BE(at + 2)) {
    const marker = data[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { type: 'jpg', width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) }
  }
  return null
}
