import { sql } from 'kysely'
import { Search } from '../../contract/library.ts'
import type { SavedSearch } from '../../contract/library.ts'
import { findActor } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseAdministrators } from './access.ts'
import { newestIds, prepare, requireSomething } from './ask.ts'

const [most, freshCap] = [50, 100]

export async function savedSearches(cx: Cx): Promise<{ items: SavedSearch[] }> {
  const rows = await cx.db
    .selectFrom('saved_search')
    .selectAll()
    .where('person_id', '=', cx.actor.personId)
    .orderBy('created_at')
    .execute()
  const items: SavedSearch[] = []
  for (const row of rows) {
    const query = Search.parse(row.query)
    const fresh = await countSince(cx, query, row.seen_at)
    items.push({
      id: row.id,
      name: row.name,
      query,
      alerts: row.alerts,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      fresh: Math.min(fresh, freshCap),
      freshCapped: fresh > freshCap,
    })
  }
  return { items }
}

/** Hits that entered after this instant and may be seen; one more than the cap at most. */
async function countSince(cx: Cx, query: Search, since: Date): Promise<number> {
  const asked = await prepare(cx, query)
  const fresh = { ...asked, where: sql<boolean>`${asked.where} and record.entered_at > ${since}` }
  const { rows } = await newestIds(fresh, { limit: freshCap + 1 }).execute(cx.db)
  return rows.length
}

/** 保存检索: the same id again changes it. */
export async function saveSearch(
  cx: Cx,
  input: { id: string; name: string; query: Search; alerts: boolean },
): Promise<{ ok: true }> {
  refuseAdministrators(cx)
  requireSomething(input.query)
  const mine = await cx.db
    .selectFrom('saved_search')
    .select(['id', 'name'])
    .where('person_id', '=', cx.actor.personId)
    .execute()
  if (mine.some((one) => one.name === input.name && one.id !== input.id))
    throw new Refusal('library.name_taken', { name: input.name })
  if (mine.length >= most && !mine.some((one) => one.id === input.id))
    throw new Refusal('library.too_many', { limit: most })
  const changed = { name: input.name, query: json(input.query), alerts: input.alerts }
  await cx.db
    .insertInto('saved_search')
    .values({
      id: input.id,
      person_id: cx.actor.personId,
      created_at: cx.now,
      seen_at: cx.now,
      told_at: cx.now,
      ...changed,
    })
    .onConflict((oc) => oc.column('id').doUpdateSet(changed).where('saved_search.person_id', '=', cx.actor.personId))
    .execute()
  return { ok: true }
}

export async function markSearchSeen(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  await mine(cx, input.id, { seen_at: cx.now, told_at: cx.now })
  return { ok: true }
}

export async function removeSearch(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  await cx.db.deleteFrom('saved_search').where('id', '=', input.id).where('person_id', '=', cx.actor.personId).execute()
  return { ok: true }
}

async function mine(cx: Cx, id: string, change: { seen_at: Date; told_at: Date }) {
  const changed = await cx.db
    .updateTable('saved_search')
    .set(change)
    .where('id', '=', id)
    .where('person_id', '=', cx.actor.personId)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Refusal('not_found')
}

const quarter = 15 * 60_000

/** Saved searches that have found something new since they were told of, at most once in a quarter of an hour: recorded, and so noticed. */
export async function tellNews(cx: Cx): Promise<void> {
  const rows = await cx.db
    .selectFrom('saved_search')
    .selectAll()
    .where('alerts', '=', true)
    .where('told_at', '<', new Date(cx.now.getTime() - quarter))
    .orderBy('told_at')
    .limit(50)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const row of rows) {
    const actor = await findActor(cx.db, row.person_id, cx.now, null)
    const fresh = actor ? await countSince({ ...cx, actor }, Search.parse(row.query), row.told_at) : 0
    await cx.db.updateTable('saved_search').set({ told_at: cx.now }).where('id', '=', row.id).execute()
    if (fresh > 0 && actor)
      await cx.record(
        'library.search_found',
        { id: row.id, unitId: actor.unitId },
        { personId: row.person_id, name: row.name, fresh: Math.min(fresh, freshCap), title: row.name },
      )
  }
}
