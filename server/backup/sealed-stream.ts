import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { Transform } from 'node:stream'

/**
 * An encrypted stream: `ZXBACKUP1\n`, 16 bytes of salt, then chunks of at most 1 MiB, each `4-byte length · AES-256-GCM ciphertext · tag`.
 * The nonce is the chunk's number and whether it is the last, so that a changed, missing, moved or cut-off chunk is refused.
 */
const magic = Buffer.from('ZXBACKUP1\n')
const chunkSize = 1024 * 1024
const tagSize = 16

export class SealBroken extends Error {}

const keyFrom = (secret: string, salt: Buffer) => scryptSync(secret, salt, 32)

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(last ? 1 : 0, 0)
  nonce.writeUIntBE(number, 6, 6)
  return nonce
}

export function sealing(secret: string): Transform {
  const salt = randomBytes(16)
  const key = keyFrom(secret, salt)
  let [number, waiting] = [0, Buffer.alloc(0)]
  const sealed = (plain: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++, last))
    const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, body])
  }
  return new Transform({
    construct(done) {
      this.push(Buffer.concat([magic, salt]))
      done()
    },
    transform(chunk: Buffer, _encoding, done) {
      waiting = Buffer.concat([waiting, chunk])
      while (waiting.length > chunkSize) {
        this.push(sealed(waiting.subarray(0, chunkSize), false))
        waiting = waiting.subarray(chunkSize)
      }
      done()
    },
    flush(done) {
      this.push(sealed(waiting, true))
      done()
    },
  })
}

/** Opens what `sealing` made. Fails with SealBroken and a sentence when the secret is another one or any byte was changed. */
export function opening(secret: string): Transform {
  let key: Buffer | undefined
  let [number, waiting, over] = [0, Buffer.alloc(0), false]
  const opened = (body: Buffer): Buffer => {
    if (over) throw new SealBroken('备份文件末尾多出了内容。')
    for (const last of [false, true]) {
      const decipher = createDecipheriv('aes-256-gcm', key!, nonceOf(number, last))
      decipher.setAuthTag(body.subarray(-tagSize))
      try {
        const plain = Buffer.concat([decipher.update(body.subarray(0, -tagSize)), decipher.final()])
        number += 1
        over = last
        return plain
      } catch {
        continue // perhaps it is the last one
      }
    }
    throw new SealBroken(
      number === 0 ? '备份口令不对，或备份文件开头已损坏。' : `备份文件在第 ${number + 1} 块处损坏或被改动。`,
    )
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting = Buffer.concat([waiting, chunk])
      try {
        if (!key) {
          if (waiting.length < magic.length + 16) return done()
          if (!waiting.subarray(0, magic.length).equals(magic)) throw new SealBroken('这不是本系统的备份文件。')
          key = keyFrom(secret, waiting.subarray(magic.length, magic.length + 16))
          waiting = waiting.subarray(magic.length + 16)
        }
        while (waiting.length >= 4) {
          const length = waiting.readUInt32BE(0)
          if (length < tagSize || length > chunkSize + tagSize) throw new SealBroken('备份文件已损坏。')
          if (waiting.length < 4 + length) break
          this.push(opened(waiting.subarray(4, 4 + length)))
          waiting = waiting.subarray(4 + length)
        }
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      done(over && waiting.length === 0 ? null : new SealBroken('备份文件不完整：末尾缺失。'))
    },
  })
}
