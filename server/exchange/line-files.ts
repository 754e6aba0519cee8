import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import type { App, Cx } from '../platform/command.ts'
import { keepReceived, recordReceived, storedPath } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { piecesOf } from './blobs/cipher.ts'
import { blobStore, sealedHash } from './blobs/store.ts'
import type { PlainFile } from './blobs/store.ts'

/** A file as a letter announces it: what it is, where its sealed bytes lie, and the key to them. */
export interface FileNote {
  id: string
  name: string
  mediaType: string
  size: number
  sha256: string
  hash: string
  key: string
}

/** Seals what waits to be sent on a line, once: from then on it has an address and a size. Returns whether there was anything. */
export async function prepareFiles(app: App, nodeId: string, suite: string): Promise<boolean> {
  const rows = await app.db
    .selectFrom('blob')
    .innerJoin('stored_file', 'stored_file.id', 'blob.file_id')
    .select(['blob.id', 'stored_file.sha256', 'stored_file.size'])
    .where('node_id', '=', nodeId)
    .where('hash', 'is', null)
    .orderBy('blob.id')
    .limit(20)
    .execute()
  for (const row of rows) {
    const key = randomBytes(32)
    const file = { path: storedPath(app.dataDir, row.sha256), size: row.size, suite, key }
    const hash = await sealedHash(file)
    await app.db
      .updateTable('blob')
      .set({ hash, sealed_key: app.vault.seal(key), size: piecesOf(suite, row.size).sealedSize })
      .where('id', '=', row.id)
      .where('hash', 'is', null)
      .execute()
  }
  return rows.length > 0
}

export interface WaitingFile {
  id: string
  hash: string
  size: number
}

/** Sealed files of a line that the other node does not have yet, oldest first. */
export const filesToSend = (app: App, nodeId: string): Promise<WaitingFile[]> =>
  app.db
    .selectFrom('blob')
    .select(['id', 'hash', 'size'])
    .where('node_id', '=', nodeId)
    .where('hash', 'is not', null)
    .where('done_at', 'is', null)
    .orderBy('id')
    .limit(50)
    .execute() as Promise<WaitingFile[]>

/** The plain file behind a sealed one that goes out. */
export async function plainFileOf(
  app: App,
  nodeId: string,
  hash: string,
): Promise<(PlainFile & { id: string }) | undefined> {
  const row = await app.db
    .selectFrom('blob')
    .innerJoin('stored_file', 'stored_file.id', 'blob.file_id')
    .innerJoin('node', 'node.id', 'blob.node_id')
    .select(['blob.id', 'stored_file.sha256', 'stored_file.size', 'blob.sealed_key', 'node.suite'])
    .where('blob.node_id', '=', nodeId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, sha256, size, suite } = row
  return { id, path: storedPath(app.dataDir, sha256), size, suite, key: app.vault.open(row.sealed_key!) }
}

/** The other node has a file: letters that waited for nothing else may be numbered now. */
export async function fileArrived(cx: Cx, nodeId: string, hash: string): Promise<void> {
  const blobs = await cx.db
    .updateTable('blob')
    .set({ done_at: cx.now })
    .where('node_id', '=', nodeId)
    .where('hash', '=', hash)
    .returning('letter_id')
    .execute()
  for (const { letter_id } of blobs)
    await cx.db
      .updateTable('outbox')
      .set({ ready: true })
      .where('node_id', '=', nodeId)
      .where('letter_id', '=', letter_id)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('blob')
              .select('blob.id')
              .whereRef('blob.letter_id', '=', 'outbox.letter_id')
              .where('blob.node_id', '=', nodeId)
              .where('done_at', 'is', null),
          ),
        ),
      )
      .execute()
}

/** The other node lost files it had (an old backup): they are sent again before the letters that name them. */
export async function filesLost(cx: Cx, nodeId: string, hashes: string[]): Promise<void> {
  if (hashes.length === 0) return
  await cx.db
    .updateTable('blob')
    .set({ done_at: null })
    .where('node_id', '=', nodeId)
    .where('hash', 'in', hashes)
    .execute()
}

/** What a letter says of its files. */
export async function notesOf(cx: Cx, nodeId: string, letterId: string): Promise<FileNote[]> {
  const rows = await cx.db
    .selectFrom('blob')
    .innerJoin('stored_file', 'stored_file.id', 'blob.file_id')
    .select([
      'stored_file.id',
      'stored_file.name',
      'stored_file.media_type',
      'stored_file.size',
      'stored_file.sha256',
      'blob.hash',
      'blob.sealed_key',
    ])
    .where('blob.node_id', '=', nodeId)
    .where('blob.letter_id', '=', letterId)
    .orderBy('blob.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    hash: row.hash!,
    key: cx.app.vault.open(row.sealed_key!).toString('base64url'),
  }))
}

export interface OpenedFiles {
  /** Addresses of sealed files that are not here (any more): the letter cannot be taken yet. */
  missing: string[]
  /** Why the letter must not take effect: another file stands under this id, or it is none that may be attached. */
  problem: Refusal | null
}

/** Opens the files of a letter that has come, before it takes effect. */
export async function openFiles(app: App, nodeId: string, suite: string, notes: FileNote[]): Promise<OpenedFiles> {
  const missing: string[] = []
  const store = blobStore(app.dataDir, nodeId)
  for (const note of notes) {
    const there = await app.db.selectFrom('stored_file').select('sha256').where('id', '=', note.id).executeTakeFirst()
    if (there && there.sha256 !== note.sha256)
      return { missing, problem: new Refusal('file.unreadable', { name: note.name, reason: 'altered' }) }
    if (there) continue
    if (!(await store.progress(note.hash)).whole) {
      missing.push(note.hash)
      continue
    }
    const key = Buffer.from(note.key, 'base64url')
    try {
      const plain = Readable.from(store.plainBytes(note.hash, { suite, key, size: note.size }))
      note.mediaType = await keepReceived(app.dataDir, note, plain)
    } catch (error) {
      if (error instanceof Refusal) return { missing, problem: error }
      throw error
    }
  }
  return { missing, problem: null }
}

/** In the transaction of the letter: its files become files of this node, under the same ids. */
export async function recordFiles(cx: Cx, toUnitId: string, notes: FileNote[]): Promise<void> {
  for (const note of notes) await recordReceived(cx, toUnitId, note)
}

/** Their letter is in effect: the sealed bytes are needed no more. */
export async function dropSealed(app: App, nodeId: string, notes: FileNote[]): Promise<void> {
  const store = blobStore(app.dataDir, nodeId)
  for (const note of notes) await store.remove(note.hash)
}
