import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import { sql } from 'kysely'
import type { Body } from '../../contract/body.ts'
import type { Cx } from './command.ts'
import { newId } from './ids.ts'
import { Refusal } from './refusal.ts'
import { readStored, settle, streamStored } from './stored-bytes.ts'
import { systemActor } from './system-actor.ts'
import { scanContent, scannerOf } from './virus-scan.ts'

export const fileLimitMb = 100

/** What may be attached, by what the content is. Programs, scripts and macro documents are not here. */
const accepted: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/tiff': ['tif', 'tiff'],
  'image/bmp': ['bmp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/x-cfb': ['doc', 'xls', 'ppt', 'wps', 'et', 'dps'],
  'application/zip': ['zip', 'ofd'],
  'application/x-rar-compressed': ['rar'],
  'application/x-7z-compressed': ['7z'],
  'application/rtf': ['rtf'],
  'video/mp4': ['mp4'],
  'audio/mpeg': ['mp3'],
  'text/plain': ['txt', 'csv', 'html', 'htm', 'doc', 'wps'], // web pages, also those an office saved as .doc; served as plain text
  'application/xml': ['html', 'htm', 'doc'],
}

export interface StoredFile {
  id: string
  name: string
  size: number
  mediaType: string
  /** clamd did not answer when it came, and the site takes files all the same. */
  unscanned?: boolean
  /** clamd found something in it after it had come (late-scan.ts): it is listed and cannot be opened. */
  infected?: boolean
}
/** What is known of bytes that were kept. */
export interface Kept {
  sha256: string
  size: number
  mediaType: string
  /** Null: this site has no scanner. */
  scan: 'clean' | 'unscanned' | null
}

/**
 * Streams an upload to `<data>/files/ab/abcdef…` (its sha-256), with bounded memory. The type is read from the content:
 * a program named .docx is refused. The file belongs to the uploader until something links it.
 */
export async function storeUpload(dataDir: string, name: string, content: Readable): Promise<Kept> {
  await mkdir(join(dataDir, 'uploads'), { recursive: true })
  const path = join(dataDir, 'uploads', newId())
  try {
    const { sha256, size } = await writeHashed(path, content)
    const mediaType = await acceptedType(path, name)
    const scan = await refuseInfected(dataDir, path, name)
    await keep(dataDir, path, sha256)
    return { sha256, size, mediaType, scan }
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * Keeps a file that a letter brought: the bytes must be those the letter names, and its type one that may be attached here too.
 * The caller has checked that the sender may send so much. Returns the type by content.
 */
export async function keepReceived(
  dataDir: string,
  file: { name: string; sha256: string; size: number },
  content: Readable,
): Promise<string> {
  await mkdir(join(dataDir, 'uploads'), { recursive: true })
  const path = join(dataDir, 'uploads', newId())
  try {
    const { sha256, size } = await writeHashed(path, content, file.size)
    if (sha256 !== file.sha256 || size !== file.size)
      throw new Refusal('file.unreadable', { name: file.name, reason: 'altered' })
    const mediaType = await acceptedType(path, file.name)
    await refuseInfected(dataDir, path, file.name)
    await keep(dataDir, path, sha256)
    return mediaType
  } finally {
    await rm(path, { force: true })
  }
}

async function keep(dataDir: string, from: string, sha256: string): Promise<void> {
  const final = storedPath(dataDir, sha256)
  await mkdir(join(final, '..'), { recursive: true })
  await settle(dataDir, from, final)
}

/** Through clamd, when the site has it. While it does not answer, the site's setting decides. */
async function refuseInfected(dataDir: string, path: string, name: string): Promise<Kept['scan']> {
  const scanner = scannerOf(dataDir)
  if (!scanner) return null
  const scan = await scanContent(scanner, createReadStream(path))
  if (scan.is === 'infected') throw new Refusal('file.infected', { name, signature: scan.signature })
  if (scan.is === 'clean') return 'clean'
  if (scanner.away === 'refuse') throw new Refusal('file.not_scanned', { name })
  return 'unscanned'
}

async function writeHashed(path: string, content: Readable, limit = fileLimitMb * 1024 * 1024) {
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) return done(new Refusal('file.too_large', { limitMb: fileLimitMb }))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(content, meter, createWriteStream(path))
  const handle = await open(path, 'r')
  await handle.sync() // the row that names it commits only when the bytes are on the disk
  await handle.close()
  return { sha256: hash.digest('hex'), size }
}

async function acceptedType(path: string, name: string): Promise<string> {
  const extension = name.toLowerCase().split('.').at(-1) ?? ''
  const detected = await fileTypeFromFile(path).catch((error: Error) => {
    if (error.name !== 'EndOfStreamError') throw error
    throw new Refusal('file.unreadable', { name, reason: 'damaged' }) // a file that breaks off, as a failed copy leaves it
  })
  const mediaType = detected?.mime ?? ((await looksLikeText(path)) ? 'text/plain' : 'application/octet-stream')
  if (!accepted[mediaType]?.includes(extension))
    throw new Refusal('file.type_refused', { name, detected: detected?.ext ?? mediaType })
  return mediaType
}

async function looksLikeText(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
  await handle.close()
  const head = buffer.subarray(0, bytesRead)
  return (
    head.subarray(0, 2).toString('hex') === 'fffe' ||
    head.subarray(0, 2).toString('hex') === 'feff' ||
    !head.includes(0)
  )
}

/** Where the bytes of a file lie, sealed or not: read them with stored-bytes.ts. */
export const storedPath = (dataDir: string, sha256: string): string =>
  join(dataDir, 'files', sha256.slice(0, 2), sha256)

export async function recordFile(
  cx: Cx,
  name: string,
  stored: Omit<Kept, 'scan'> & { scan?: Kept['scan'] },
): Promise<StoredFile> {
  const id = newId()
  await cx.db
    .insertInto('stored_file')
    .values({
      id,
      name: name.slice(0, 200),
      sha256: stored.sha256,
      size: stored.size,
      media_type: stored.mediaType,
      scan: stored.scan ?? null,
      unit_id: cx.actor.unitId,
      uploaded_by: cx.actor.personId,
      uploaded_at: cx.now,
    })
    .execute()
  return { id, name, size: stored.size, mediaType: stored.mediaType, ...scanShown(stored.scan) }
}

/** Records a file that a letter brought, once, under the id it has everywhere. It belongs to the unit the letter is for. */
export async function recordReceived(
  cx: Cx,
  unitId: string,
  file: { id: string; name: string; sha256: string; size: number; mediaType: string },
): Promise<void> {
  await cx.db
    .insertInto('stored_file')
    .values({
      id: file.id,
      sha256: file.sha256,
      name: file.name.slice(0, 200),
      media_type: file.mediaType,
      size: file.size,
      unit_id: unitId,
      uploaded_by: systemActor.personId,
      uploaded_at: cx.now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute()
}

/** Hangs files on a record, in this order, in place of what hung there. Only files the actor uploaded or may already read. */
export async function linkFiles(cx: Cx, ownerKind: string, ownerId: string, fileIds: string[]): Promise<void> {
  for (const fileId of fileIds) {
    if (!(await mayRead(cx, fileId))) throw new Refusal('file.not_attached', { fileId })
  }
  await hangFiles(cx, ownerKind, ownerId, fileIds)
}

/** The same for files that a letter brought: who wrote it could read them. */
export async function hangFiles(cx: Cx, ownerKind: string, ownerId: string, fileIds: string[]): Promise<void> {
  await cx.db.deleteFrom('file_link').where('owner_kind', '=', ownerKind).where('owner_id', '=', ownerId).execute()
  if (fileIds.length === 0) return
  await cx.db
    .insertInto('file_link')
    .values(
      [...new Set(fileIds)].map((file_id, position) => ({
        file_id,
        owner_kind: ownerKind,
        owner_id: ownerId,
        position,
      })),
    )
    .execute()
}

/** Files that hang on one record of this node hang on another one too. */
export async function copyLinks(
  cx: Cx,
  from: { kind: string; id: string },
  to: { kind: string; id: string },
): Promise<void> {
  const links = await cx.db
    .selectFrom('file_link')
    .select(['file_id', 'position'])
    .where('owner_kind', '=', from.kind)
    .where('owner_id', '=', from.id)
    .execute()
  if (links.length === 0) return
  await cx.db
    .insertInto('file_link')
    .values(links.map((link) => ({ ...link, owner_kind: to.kind, owner_id: to.id })))
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export async function filesOf(cx: Cx, ownerKind: string, ownerId: string): Promise<StoredFile[]> {
  const rows = await cx.db
    .selectFrom('file_link')
    .innerJoin('stored_file', 'stored_file.id', 'file_link.file_id')
    .select(['stored_file.id', 'name', 'size', 'media_type as mediaType', 'scan'])
    .where('owner_kind', '=', ownerKind)
    .where('owner_id', '=', ownerId)
    .orderBy('position')
    .execute()
  return rows.map(({ scan, ...file }) => ({ ...file, ...scanShown(scan) }))
}

const scanShown = (scan: string | null | undefined) =>
  scan === 'unscanned' ? { unscanned: true } : scan === 'infected' ? { infected: true } : {}

/** Takes back an own upload that hangs on nothing, bytes and all: what was in it may not be kept here. */
export async function dropUpload(cx: Cx, fileId: string): Promise<void> {
  const file = await cx.db
    .deleteFrom('stored_file')
    .where('id', '=', fileId)
    .where('uploaded_by', '=', cx.actor.personId)
    .where('id', 'not in', (eb) => eb.selectFrom('file_link').select('file_id'))
    .returning('sha256')
    .executeTakeFirst()
  if (!file) return
  const other = await cx.db.selectFrom('stored_file').select('id').where('sha256', '=', file.sha256).executeTakeFirst()
  if (!other) await rm(storedPath(cx.app.dataDir, file.sha256), { force: true })
}

/** Who uploaded it, or may read a record it hangs on. */
export async function mayRead(cx: Cx, fileId: string): Promise<boolean> {
  const file = await cx.db.selectFrom('stored_file').select('uploaded_by').where('id', '=', fileId).executeTakeFirst()
  if (!file) return false
  if (file.uploaded_by === cx.actor.personId) return true
  const links = await cx.db
    .selectFrom('file_link')
    .select(['owner_kind', 'owner_id'])
    .where('file_id', '=', fileId)
    .execute()
  for (const link of links) {
    if (await cx.app.fileGates[link.owner_kind]?.(cx, link.owner_id)) return true
  }
  return false
}

export async function openFile(cx: Cx, fileId: string) {
  if (!(await mayRead(cx, fileId))) throw new Refusal('not_found')
  const file = await cx.db.selectFrom('stored_file').selectAll().where('id', '=', fileId).executeTakeFirstOrThrow()
  if (file.scan === 'infected') throw new Refusal('file.quarantined', { name: file.name, signature: file.signature })
  const path = storedPath(cx.app.dataDir, file.sha256)
  if (!(await stat(path).catch(() => null)))
    throw new Refusal('file.unreadable', { name: file.name, reason: 'missing' })
  return {
    name: file.name,
    mediaType: file.media_type,
    size: file.size,
    sha256: file.sha256,
    path,
    stream: () => streamStored(path),
    read: () => readStored(path),
  }
}

const printedPictureMb = 20
const notInfected = sql<boolean>`scan is distinct from 'infected'`

/**
 * The pictures that hang on a record, in their order, for printing: `bytes` is missing when the file is not there or too large for a page.
 * Whoever may print the record may see them.
 */
export async function picturesOn(
  cx: Cx,
  ownerKind: string,
  ownerId: string,
): Promise<{ id: string; bytes?: Uint8Array }[]> {
  const rows = await cx.db
    .selectFrom('file_link')
    .innerJoin('stored_file', 'stored_file.id', 'file_link.file_id')
    .select(['stored_file.id', 'sha256', 'size'])
    .where('owner_kind', '=', ownerKind)
    .where('owner_id', '=', ownerId)
    .where('media_type', 'like', 'image/%')
    .where(notInfected)
    .orderBy('position')
    .execute()
  const pictures: { id: string; bytes?: Uint8Array }[] = []
  for (const { id, sha256, size } of rows) {
    const isPrintable = Number(size) <= printedPictureMb * 1024 * 1024
    const bytes = isPrintable ? await readStored(storedPath(cx.app.dataDir, sha256)).catch(() => undefined) : undefined
    pictures.push({ id, ...(bytes && { bytes }) })
  }
  return pictures
}

/** The bytes of the pictures in these bodies, by file id, for printing. Whoever may print the text may see its pictures. */
export async function readPictures(cx: Cx, bodies: Body[]): Promise<Record<string, Uint8Array>> {
  const ids = bodies.flatMap((body) =>
    body.content.flatMap((block) => (block.type === 'image' ? [block.attrs.fileId] : [])),
  )
  if (ids.length === 0) return {}
  const files = await cx.db
    .selectFrom('stored_file')
    .select(['id', 'sha256'])
    .where('id', 'in', ids)
    .where(notInfected)
    .execute()
  const pictures: Record<string, Uint8Array> = {}
  for (const file of files) pictures[file.id] = await readStored(storedPath(cx.app.dataDir, file.sha256))
  return pictures
}
