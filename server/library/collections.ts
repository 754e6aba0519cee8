import { sql } from 'kysely'
import type { Collection, Hit } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseAdministrators, visible } from './access.ts'
import { showHits } from './hits.ts'
import { myCollections } from './record.ts'

const most = 500

const shown = (cx: Cx) =>
  cx.db
    .selectFrom('collection')
    .innerJoin('unit', 'unit.id', 'collection.unit_id')
    .selectAll('collection')
    .select('unit.name as unit_name')
    .select(
      sql<number>`(select count(*)::int from collection_entry e join library_record record on record.id = e.record_id where e.collection_id = collection.id and ${visible(cx.actor)})`.as(
        'entries',
      ),
    )
    .where(myCollections(cx))

type Row = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]
const rowOf = (cx: Cx, row: Row): Collection => ({
  id: row.id,
  name: row.name,
  note: row.note,
  shared: row.shared,
  ownerName: row.owner_name,
  unitName: row.unit_name,
  isMine: row.owner_id === cx.actor.personId,
  entries: row.entries,
  updatedAt: row.updated_at.toISOString(),
})

/** 专辑: mine and those shared at my unit. Counted is what I may see. */
export async function listCollections(cx: Cx): Promise<{ items: Collection[] }> {
  const rows = await shown(cx).orderBy('collection.updated_at', 'desc').limit(200).execute()
  return { items: rows.map((row) => rowOf(cx, row)) }
}

export async function showCollection(
  cx: Cx,
  input: { id: string },
): Promise<Collection & { records: (Hit & { note: string; addedByName: string })[]; hidden: number }> {
  const row = await shown(cx).where('collection.id', '=', input.id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const entries = await cx.db
    .selectFrom('collection_entry')
    .select(['record_id', 'note', 'added_by_name'])
    .where('collection_id', '=', row.id)
    .orderBy('added_at', 'desc')
    .orderBy('record_id')
    .execute()
  const hits = await showHits(
    cx,
    entries.map((entry) => entry.record_id),
    [],
  )
  const of = new Map(entries.map((entry) => [entry.record_id, entry]))
  const records = hits.map((hit) => ({
    ...hit,
    note: of.get(hit.id)!.note,
    addedByName: of.get(hit.id)!.added_by_name,
  }))
  // how many others put in that this person may not see is told to the owner only, who put them in or let them in
  return {
    ...rowOf(cx, row),
    records,
    hidden: row.owner_id === cx.actor.personId ? entries.length - records.length : 0,
  }
}

export async function saveCollection(
  cx: Cx,
  input: { id: string; name: string; note: string; shared: boolean },
): Promise<{ ok: true }> {
  refuseAdministrators(cx)
  const there = await cx.db
    .selectFrom('collection')
    .select(['owner_id', 'owner_name'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (there && there.owner_id !== cx.actor.personId)
    throw new Refusal('library.not_your_collection', { ownerName: there.owner_name })
  const changed = { name: input.name, note: input.note, shared: input.shared, updated_at: cx.now }
  await cx.db
    .insertInto('collection')
    .values({
      id: input.id,
      owner_id: cx.actor.personId,
      owner_name: cx.actor.name,
      unit_id: cx.actor.unitId,
      created_at: cx.now,
      ...changed,
    })
    .onConflict((oc) => oc.column('id').doUpdateSet(changed))
    .execute()
  return { ok: true }
}

/** 加入专辑: only what the person may see. Who shares a collection lets colleagues of the unit add to it. */
export async function collect(cx: Cx, input: { id: string; recordIds: string[]; note: string }): Promise<{ ok: true }> {
  await loadMine(cx, input.id)
  const { rows } = await sql<{
    id: string
  }>`select record.id from library_record record where record.id = any(${input.recordIds}::uuid[]) and ${visible(cx.actor)}`.execute(
    cx.db,
  )
  if (rows.length !== new Set(input.recordIds).size) throw new Refusal('not_found')
  const { n } = await cx.db
    .selectFrom('collection_entry')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('collection_id', '=', input.id)
    .executeTakeFirstOrThrow()
  if (n + rows.length > most) throw new Refusal('library.too_many', { limit: most })
  await cx.db
    .insertInto('collection_entry')
    .values(
      rows.map((row) => ({
        collection_id: input.id,
        record_id: row.id,
        note: input.note,
        added_by_name: cx.actor.name,
        added_at: cx.now,
      })),
    )
    .onConflict((oc) => oc.columns(['collection_id', 'record_id']).doUpdateSet({ note: input.note }))
    .execute()
  await cx.db.updateTable('collection').set({ updated_at: cx.now }).where('id', '=', input.id).execute()
  return { ok: true }
}

export async function uncollect(cx: Cx, input: { id: string; recordIds: string[] }): Promise<{ ok: true }> {
  await loadMine(cx, input.id)
  await cx.db
    .deleteFrom('collection_entry')
    .where('collection_id', '=', input.id)
    .where('record_id', 'in', input.recordIds)
    .execute()
  return { ok: true }
}

export async function removeCollection(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const collection = await loadMine(cx, input.id)
  if (collection.owner_id !== cx.actor.personId)
    throw new Refusal('library.not_your_collection', { ownerName: collection.owner_name })
  await cx.db.deleteFrom('collection').where('id', '=', input.id).execute()
  return { ok: true }
}

async function loadMine(cx: Cx, id: string) {
  const row = await cx.db
    .selectFrom('collection')
    .selectAll()
    .where('id', '=', id)
    .where(myCollections(cx))
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return row
}
