import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { openStored } from '../../platform/stored-bytes.ts'
import type { StoredBytes } from '../../platform/stored-bytes.ts'
import { pieceSize, piecesOf } from './cipher.ts'

/** A file as it lies on this node, and how it is sealed for one receiver. */
export interface PlainFile {
  path: string
  size: number
  suite: string
  key: Buffer
}

/** The sealed bytes of a file from `offset` on, made piece by piece as they are needed: nothing sealed lies on the sender's disk. */
export async function* sealedBytes(file: PlainFile, offset = 0): AsyncGenerator<Buffer> {
  const pieces = piecesOf(file.suite, file.size)
  const stored = await openStored(file.path)
  try {
    for (let number = Math.floor(offset / pieces.sealedPieceSize); number < pieces.count; number += 1) {
      const sealed = pieces.seal(
        file.key,
        number,
        await readPiece(stored, file.size, number, pieces.plainSizeOf(number)),
      )
      const skip = Math.max(0, offset - number * pieces.sealedPieceSize)
      yield skip > 0 ? sealed.subarray(skip) : sealed
    }
  } finally {
    await stored.close()
  }
}

async function readPiece(stored: StoredBytes, size: number, number: number, wanted: number) {
  const plain = await stored.readAt(number * pieceSize, wanted)
  if (plain.length !== wanted) throw new Error(`The file has ${size} bytes by its record and fewer on the disk.`)
  return plain
}

/** sha-256 of the sealed bytes: the address of the file on the line. */
export async function sealedHash(file: PlainFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const sealed of sealedBytes(file)) hash.update(sealed)
  return hash.digest('hex')
}

/** What has come of sealed files, under `<data>/blobs/<node>/<hash>`; unfinished ones end in `.part`. */
export function blobStore(dataDir: string, nodeId: string) {
  const folder = join(dataDir, 'blobs', nodeId)
  const whole = (hash: string) => join(folder, hash)
  const part = (hash: string) => join(folder, `${hash}.part`)
  const sizeOf = (path: string) =>
    stat(path).then(
      (entry) => entry.size,
      () => null,
    )
  return {
    /** How many bytes are there; `whole` when all are there and their digest is right. */
    async progress(hash: string): Promise<{ offset: number; whole: boolean }> {
      const complete = await sizeOf(whole(hash))
      if (complete !== null) return { offset: complete, whole: true }
      return { offset: (await sizeOf(part(hash))) ?? 0, whole: false }
    },
    /** Adds what comes at the end; a broken connection keeps what has come. Returns whether the file is whole and right. */
    async append(hash: string, size: number, content: Readable): Promise<{ offset: number; whole: boolean }> {
      await mkdir(folder, { recursive: true })
      const broken = await pipeline(content, createWriteStream(part(hash), { flags: 'a' })).then(
        () => undefined,
        (error: unknown) => error,
      )
      const offset = (await sizeOf(part(hash))) ?? 0
      if (offset < size) {
        if (broken) throw broken as Error
        return { offset, whole: false }
      }
      if (offset > size || (await digestOf(part(hash))) !== hash) {
        await rm(part(hash), { force: true }) // altered on its way, or more than was promised: from the beginning
        return { offset: 0, whole: false }
      }
      const handle = await open(part(hash), 'r')
      await handle.sync()
      await handle.close()
      await rename(part(hash), whole(hash))
      return { offset, whole: true }
    },
    /** The plain bytes, verified piece by piece. */
    async *plainBytes(hash: string, file: { suite: string; key: Buffer; size: number }): AsyncGenerator<Buffer> {
      const pieces = piecesOf(file.suite, file.size)
      const handle = await open(whole(hash), 'r')
      try {
        for (let number = 0; number < pieces.count; number += 1) {
          const sealed = Buffer.alloc(pieces.sealedSizeOf(number))
          const { bytesRead } = await handle.read(sealed, 0, sealed.length, number * pieces.sealedPieceSize)
          if (bytesRead !== sealed.length) throw new Error('The sealed file is shorter than the letter says.')
          yield pieces.open(file.key, number, sealed)
        }
      } finally {
        await handle.close()
      }
    },
    remove: (hash: string) => rm(whole(hash), { force: true }),
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
