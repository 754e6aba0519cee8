import { sql } from 'kysely'
import type { SharedItem, SharedRow } from '../../contract/desk.ts'
import { headRevision } from '../documents/index.ts'
import { holds } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { holdsWords } from './search.ts'
import { textOf } from './show-handling.ts'

/**
 * 共享: who reads what an office shares. Whoever works with items at the office itself or at a unit below it; for one record and for
 * the list alike. Administrators see no business content.
 */
function officesSharingWith(actor: Actor): string[] {
  const paths = actor.grants
    .filter((grant) => holds(grant.role, 'submission.read') || holds(grant.role, 'handling.read'))
    .map((grant) => grant.unitPath)
  return [...new Set(paths.flatMap(aboveAndItself))]
}

/** '/140000/140100/' → '/140000/', '/140000/140100/'. */
const aboveAndItself = (path: string): string[] =>
  path
    .split('/')
    .filter(Boolean)
    .map((_code, at, codes) => `/${codes.slice(0, at + 1).join('/')}/`)

const readable = (cx: Cx) =>
  cx.db
    .selectFrom('handling')
    .innerJoin('unit as office', 'office.id', 'handling.office_id')
    .where('handling.is_shared', '=', true)
    .where('handling.shared_at', 'is not', null)
    .where(sql<boolean>`office.path = any(${officesSharingWith(cx.actor)}::text[])`)

const columns = [
  'handling.id',
  'handling.title',
  'handling.source_unit_name',
  'handling.characters',
  'handling.category_code',
  'handling.shared_at',
  'handling.shared_by_name',
  'handling.shared_ground',
  'office.name as office_name',
] as const

/** What the offices above and the own one share, newest first. */
export async function listShared(cx: Cx, input: { cursor?: string; limit: number; search?: string }) {
  const words = holdsWords('handling.grams', ['handling.title', 'handling.source_unit_name'], input.search)
  const all = words ? readable(cx).where(words) : readable(cx)
  const cursor = readCursor(input.cursor)
  const rows = await (
    cursor
      ? all.where(sql<boolean>`(handling.shared_at, handling.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
      : all
  )
    .orderBy('handling.shared_at', 'desc')
    .orderBy('handling.id', 'desc')
    .limit(input.limit + 1)
    .select([...columns])
    .execute()
  const page = pageFrom(rows, input.limit, (row) => row.shared_at!)
  const count = cursor ? { total: null, totalCapped: false } : await cappedCount(all)
  return { items: page.rows.map(rowOf), nextCursor: page.nextCursor, ...count }
}

/** One shared item to read: its text as it was signed, and its files. */
export async function getShared(cx: Cx, input: { id: string }): Promise<SharedItem> {
  const row = await readable(cx)
    .where('handling.id', '=', input.id)
    .select([...columns])
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return {
    ...rowOf(row),
    ground: row.shared_ground ?? '',
    text: textOf(await headRevision(cx, row.id)),
    files: await filesOf(cx, 'handling', row.id),
  }
}

/** The same answer for the files of a shared item. */
export const mayReadShared = async (cx: Cx, id: string): Promise<boolean> =>
  (await readable(cx).where('handling.id', '=', id).select('handling.id').executeTakeFirst()) !== undefined

interface Row {
  id: string
  title: string
  source_unit_name: string
  office_name: string
  characters: number
  category_code: string | null
  shared_at: Date | null
  shared_by_name: string | null
}
const rowOf = (row: Row): SharedRow => ({
  id: row.id,
  title: row.title,
  sourceUnitName: row.source_unit_name,
  officeName: row.office_name,
  characters: row.characters,
  categoryCode: row.category_code,
  sharedAt: row.shared_at!.toISOString(),
  sharedByName: row.shared_by_name ?? '',
})
