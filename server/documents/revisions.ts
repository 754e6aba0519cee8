import type { Body } from '../../contract/body.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseWording } from '../wording/index.ts'
import { bodyText, countCharacters } from './rules/body-text.ts'
import { canonicalText } from './rules/canonical-text.ts'

export interface Text {
  title: string
  body: Body
}
export interface Revision extends Text {
  id: string
  ownerId: string
  number: number
  version: number
  bodyText: string
  characters: number
  digest: string | null
  authorId: string | null
  authorName: string
  createdAt: Date
  updatedAt: Date
  sealedAt: Date | null
}

/** Writing on for longer than this starts a new revision, so that the way of the text stays visible. */
const sittingMinutes = 15

/** The first text of a new owner: version 1, open. A text with a 密级 mark or a stop word is written nowhere. */
export async function startText(cx: Cx, ownerId: string, text: Text): Promise<Revision> {
  await refuseWording(cx, text)
  return insertRevision(cx, ownerId, text, 1, 1)
}

/**
 * Saves what someone typed. `baseVersion` is the version the writing started from: if another save came between, text.stale
 * is refused with who and when, and nothing is overwritten. A sealed revision, another author or a long pause starts a new revision.
 */
export async function saveText(cx: Cx, ownerId: string, input: Text & { baseVersion: number }): Promise<Revision> {
  const head = await headRevision(cx, ownerId, { lock: true })
  if (head.version !== input.baseVersion) {
    throw new Refusal('text.stale', {
      version: head.version,
      authorName: head.authorName,
      updatedAt: head.updatedAt.toISOString(),
    })
  }
  await refuseWording(cx, input)
  const sameSitting =
    head.sealedAt === null &&
    head.authorId === cx.actor.personId &&
    cx.now.getTime() - head.createdAt.getTime() < sittingMinutes * 60_000
  if (!sameSitting) {
    if (head.sealedAt === null) await seal(cx, head)
    return insertRevision(cx, ownerId, input, head.number + 1, head.version + 1)
  }
  const text = prepare(input)
  const change = { ...text.columns, version: head.version + 1, updated_at: cx.now }
  await cx.db.updateTable('revision').set(change).where('id', '=', head.id).execute()
  return {
    ...head,
    title: text.title,
    body: text.body,
    bodyText: text.columns.body_text,
    characters: text.columns.characters,
    version: head.version + 1,
    updatedAt: cx.now,
  }
}

/** From here on this text never changes: review, sign-off and letters name its digest. Sealing twice is the same revision. */
export async function sealText(cx: Cx, ownerId: string): Promise<Revision & { digest: string }> {
  const head = await headRevision(cx, ownerId, { lock: true })
  return head.digest !== null ? { ...head, digest: head.digest } : seal(cx, head)
}

/** The newest revision. Refuses with not_found when the owner has no text. */
export async function headRevision(cx: Cx, ownerId: string, options: { lock?: boolean } = {}): Promise<Revision> {
  let query = cx.db
    .selectFrom('revision')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('number', 'desc')
    .limit(1)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return revisionFrom(row)
}

/** One revision, whole. The caller has checked access to its owner. */
export async function loadRevision(cx: Cx, revisionId: string): Promise<Revision> {
  const row = await cx.db.selectFrom('revision').selectAll().where('id', '=', revisionId).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return revisionFrom(row)
}

/** All revisions of an owner without their bodies, oldest first. The caller has checked access to the owner. */
export async function listRevisions(cx: Cx, ownerId: string) {
  return cx.db
    .selectFrom('revision')
    .select([
      'id',
      'number',
      'title',
      'characters',
      'digest',
      'author_name as authorName',
      'created_at as createdAt',
      'updated_at as updatedAt',
      'sealed_at as sealedAt',
    ])
    .where('owner_id', '=', ownerId)
    .orderBy('number')
    .execute()
}

/** sha-256 (hex) of the exact title and body, the same on every node. */
export const digestOf = (text: Text): string => sha256(canonicalText(text))

async function seal(cx: Cx, head: Revision): Promise<Revision & { digest: string }> {
  const digest = digestOf(head)
  await cx.db.updateTable('revision').set({ digest, sealed_at: cx.now }).where('id', '=', head.id).execute()
  return { ...head, digest, sealedAt: cx.now }
}

async function insertRevision(
  cx: Cx,
  ownerId: string,
  input: Text,
  number: number,
  version: number,
): Promise<Revision> {
  const text = prepare(input)
  const row = {
    id: newId(),
    owner_id: ownerId,
    number,
    version,
    ...text.columns,
    digest: null,
    author_id: cx.actor.personId,
    author_name: cx.actor.name,
    created_at: cx.now,
    updated_at: cx.now,
    sealed_at: null,
  }
  await cx.db.insertInto('revision').values(row).execute()
  return revisionFrom({ ...row, body: text.body })
}

function prepare(input: Text) {
  const { title, body } = input // exactly as given: a letter's text must keep its digest
  return {
    title,
    body,
    columns: { title, body: json(body), body_text: bodyText(body), characters: countCharacters(body) },
  }
}

interface RevisionRow {
  id: string
  owner_id: string
  number: number
  version: number
  title: string
  body: unknown
  body_text: string
  characters: number
  digest: string | null
  author_id: string | null
  author_name: string
  created_at: Date
  updated_at: Date
  sealed_at: Date | null
}

function revisionFrom(row: RevisionRow): Revision {
  return {
    id: row.id,
    ownerId: row.owner_id,
    number: row.number,
    version: row.version,
    title: row.title,
    body: row.body as Body,
    bodyText: row.body_text,
    characters: row.characters,
    digest: row.digest,
    authorId: row.author_id,
    authorName: row.author_name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sealedAt: row.sealed_at,
  }
}
