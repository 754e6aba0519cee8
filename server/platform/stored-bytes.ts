import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/**
 * Attachments at rest (SEC-14): with a key file they lie encrypted, AES-256-GCM in pieces, each bound to its file and place; without
 * one they lie as they came. Which of the two a file is stands in its first bytes, so that both can be read while keys change.
 *
 * `ZXFILE1` 0 · key id (8) · nonce (8) · plain size (8) · pieces of 64 KiB, each with its tag (16)
 */
const magic = Buffer.from('ZXFILE1\0')
const headSize = 32
const pieceSize = 64 * 1024
const tagSize = 16

interface Key {
  id: string
  bytes: Buffer
}
/** Every key this process was given, by id; and by data folder the one that new files are sealed with. */
const known = new Map<string, Key>()
const current = new Map<string, Key>()

const idOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

/** Reads a key file: a line a key, 64 hex digits. From now on this process can open what any of them sealed. Gives the first one. */
export function learnFileKeys(keyFile: string): { id: string; bytes: Buffer } {
  const lines = readKeyFile(keyFile)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const keys = lines.map((line) => {
    if (!/^[0-9a-f]{64}$/i.test(line))
      throw new Error(
        `文件加密密钥 ${keyFile} 的格式不对：一行一个密钥，每个 64 位十六进制数（openssl rand -hex 32）。`,
      )
    const bytes = Buffer.from(line, 'hex')
    return { id: idOf(bytes), bytes }
  })
  if (keys.length === 0) throw new Error(`文件加密密钥 ${keyFile} 里没有密钥。`)
  for (const key of keys) known.set(key.id, key)
  return keys[0]!
}

/**
 * New files are sealed with the first key of the file, and without a file lie as they come. A key that the data need and that is not
 * there is refused: a node that cannot read its files must not start and take new ones.
 */
export function useFileKeys(dataDir: string, keyFile: string | undefined): void {
  current.delete(dataDir)
  if (keyFile) {
    const key = learnFileKeys(keyFile)
    current.set(dataDir, key)
    noteUsed(dataDir, key.id)
  }
  const missing = usedKeys(dataDir).filter((id) => !known.has(id))
  if (missing.length > 0)
    throw new Error(
      `附件已加密，缺少密钥（编号 ${missing.join('、')}）。请用 ZHENGXIN_FILE_KEYS 指定原来的密钥文件后再启动；密钥丢失则附件无法恢复。`,
    )
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Error(`读不到文件加密密钥 ${path}（ZHENGXIN_FILE_KEYS）。`)
  }
}

/** The ids of the keys that files here were sealed with. It lies beside the node's own keys, and so in every backup. */
const usedPath = (dataDir: string) => join(dataDir, 'keys', 'file-keys.used')
const usedKeys = (dataDir: string): string[] =>
  existsSync(usedPath(dataDir)) ? readFileSync(usedPath(dataDir), 'utf8').split('\n').filter(Boolean) : []

function noteUsed(dataDir: string, id: string) {
  const used = usedKeys(dataDir)
  if (!used.includes(id)) writeUsed(dataDir, [...used, id])
}

/** After all files were sealed anew, the keys before are needed no more. */
export function writeUsed(dataDir: string, ids: string[]): void {
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  writeFileSync(usedPath(dataDir), ids.map((id) => `${id}\n`).join(''), { mode: 0o600 })
}

/** The id of the key that files are sealed with now; null: they are kept as they come. */
export const currentKeyId = (dataDir: string): string | null => current.get(dataDir)?.id ?? null

/** A kept file, to be read at any place, whether it lies sealed or not. Throws when its bytes were changed. */
export interface StoredBytes {
  size: number
  /** The key it is sealed with; null: none. */
  keyId: string | null
  readAt(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

export async function openStored(path: string): Promise<StoredBytes> {
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(headSize)
    const { bytesRead } = await handle.read(head, 0, headSize, 0)
    if (bytesRead === headSize && head.subarray(0, 8).equals(magic)) return sealedBytes(handle, head, path)
    const { size } = await handle.stat()
    return {
      size,
      keyId: null,
      close: () => handle.close(),
      async readAt(position, length) {
        const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - position)))
        const read = await handle.read(bytes, 0, bytes.length, position)
        return bytes.subarray(0, read.bytesRead)
      },
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function sealedBytes(handle: FileHandle, head: Buffer, path: string): StoredBytes {
  const keyId = head.subarray(8, 16).toString('hex')
  const key = known.get(keyId)
  if (!key) throw new Error(`The file ${path} is sealed with key ${keyId}, which this process does not have.`)
  const size = Number(head.readBigUInt64BE(24))
  const piece = async (number: number): Promise<Buffer> => {
    const plainSize = Math.min(pieceSize, size - number * pieceSize)
    const sealed = Buffer.alloc(plainSize + tagSize)
    const place = headSize + number * (pieceSize + tagSize)
    const { bytesRead } = await handle.read(sealed, 0, sealed.length, place)
    if (bytesRead !== sealed.length) throw new Error(`The file ${path} is cut off.`)
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, ivOf(head, number))
    decipher.setAAD(head)
    decipher.setAuthTag(sealed.subarray(plainSize))
    return Buffer.concat([decipher.update(sealed.subarray(0, plainSize)), decipher.final()])
  }
  return {
    size,
    keyId,
    close: () => handle.close(),
    async readAt(position, length) {
      const end = Math.min(size, position + length)
      const parts: Buffer[] = []
      for (let at = position; at < end;) {
        const number = Math.floor(at / pieceSize)
        const from = at - number * pieceSize
        const part = (await piece(number)).subarray(from, from + end - at)
        parts.push(part)
        at += part.length
      }
      return Buffer.concat(parts)
    },
  }
}

const ivOf = (head: Buffer, number: number): Buffer => {
  const iv = Buffer.alloc(12)
  head.copy(iv, 0, 16, 24)
  iv.writeUInt32BE(number, 8)
  return iv
}

/** The plain bytes of a kept file, a piece at a time. */
export async function* plainPieces(path: string): AsyncGenerator<Buffer> {
  const file = await openStored(path)
  try {
    for (let at = 0; at < file.size; at += pieceSize) yield await file.readAt(at, pieceSize)
  } finally {
    await file.close()
  }
}
export const streamStored = (path: string): Readable => Readable.from(plainPieces(path))

export async function readStored(path: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of plainPieces(path)) parts.push(piece)
  return Buffer.concat(parts)
}

/**
 * Puts a file in its place for good: sealed with the present key of this data folder, or as it is. `from` may be sealed with another
 * key; it is gone afterwards unless it is the place itself. Whoever reads the old bytes meanwhile reads them to their end.
 */
export async function settle(dataDir: string, from: string, to: string): Promise<void> {
  const key = current.get(dataDir)
  if (!key) {
    if (from !== to) await rename(from, to)
    return
  }
  const partial = `${to}.${randomBytes(6).toString('hex')}.partial`
  const source = await openStored(from)
  try {
    const target = await open(partial, 'w', 0o600)
    try {
      const head = Buffer.alloc(headSize)
      magic.copy(head)
      Buffer.from(key.id, 'hex').copy(head, 8)
      randomBytes(8).copy(head, 16)
      head.writeBigUInt64BE(BigInt(source.size), 24)
      await target.write(head)
      for (let at = 0, number = 0; at < source.size; at += pieceSize, number += 1) {
        const cipher = createCipheriv('aes-256-gcm', key.bytes, ivOf(head, number))
        cipher.setAAD(head)
        const plain = await source.readAt(at, pieceSize)
        await target.write(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
      }
      await target.sync()
    } finally {
      await target.close()
    }
    await rename(partial, to)
  } finally {
    await source.close()
    await rm(partial, { force: true })
  }
  if (from !== to) await rm(from, { force: true })
}
