import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** Plain bytes in one piece. A piece is sealed for itself, so that memory stays bounded and a broken transfer goes on where it stopped. */
export const pieceSize = 1024 * 1024

interface PieceCipher {
  tagSize: number
  seal(key: Buffer, nonce: Buffer, plain: Buffer): Buffer
  /** Throws when the bytes were changed, or are another piece than they say. */
  open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer
}

const aesGcm: PieceCipher = {
  tagSize: 16,
  seal(key, nonce, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  open(key, nonce, sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    decipher.setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  },
}

/** SM4-CTR, then HMAC-SM3 over nonce and ciphertext: OpenSSL in Node 20 to 24 has no SM4-GCM. */
const sm4Mac: PieceCipher = {
  tagSize: 32,
  seal(key, nonce, plain) {
    const { sm4, mac } = split(key)
    const cipher = createCipheriv('sm4-ctr', sm4, counterFrom(nonce))
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([sealed, createHmac('sm3', mac).update(nonce).update(sealed).digest()])
  },
  open(key, nonce, sealed) {
    const { sm4, mac } = split(key)
    const bytes = sealed.subarray(0, -32)
    if (!timingSafeEqual(createHmac('sm3', mac).update(nonce).update(bytes).digest(), sealed.subarray(-32)))
      throw new Error('The piece was changed on its way.')
    const decipher = createDecipheriv('sm4-ctr', sm4, counterFrom(nonce))
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  },
}

function split(key: Buffer) {
  const bytes = Buffer.from(hkdfSync('sm3', key, '', 'zhengxin blob', 48))
  return { sm4: bytes.subarray(0, 16), mac: bytes.subarray(16) }
}

const counterFrom = (nonce: Buffer) => Buffer.concat([nonce, Buffer.alloc(16 - nonce.length)])

const ciphers: Record<string, PieceCipher> = { 'std-1': aesGcm, 'gm-1': sm4Mac }
const cipherOf = (suite: string): PieceCipher => {
  const cipher = ciphers[suite]
  if (!cipher) throw new Error(`No cipher for files in suite ${suite}.`)
  return cipher
}

/** The number of a piece and whether it is the last: pieces cannot change places, and none can be cut off the end. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(isLast ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

/** How a file of this size is cut and sealed. The key is for one file and one receiver only. */
export function piecesOf(suite: string, size: number) {
  const cipher = cipherOf(suite)
  const count = Math.max(1, Math.ceil(size / pieceSize))
  const isLast = (number: number) => number === count - 1
  return {
    count,
    sealedPieceSize: pieceSize + cipher.tagSize,
    sealedSize: size + count * cipher.tagSize,
    plainSizeOf: (number: number) => (isLast(number) ? size - number * pieceSize : pieceSize),
    sealedSizeOf: (number: number) => (isLast(number) ? size - number * pieceSize : pieceSize) + cipher.tagSize,
    seal: (key: Buffer, number: number, plain: Buffer) => cipher.seal(key, nonceOf(number, isLast(number)), plain),
    open: (key: Buffer, number: number, sealed: Buffer) => cipher.open(key, nonceOf(number, isLast(number)), sealed),
  }
}
