import type { LibraryRecord } from '../../contract/library.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { placeNames } from './places.ts'
import { loadRecord, showRecord } from './record.ts'
import { topicsFor } from './topics.ts'

/** 标引: what a person says a record is about. What differs from the rules is kept by name and holds when the text changes. */
export async function tagRecord(
  cx: Cx,
  input: { id: string; topics: string[]; places: string[] },
): Promise<LibraryRecord> {
  const row = await loadRecord(cx, input.id)
  requirePermission(cx, 'library.manage', 'library.manage', row.unit_path)
  const topics = new Set((await topicsFor(cx, row.unit_id)).map((topic) => topic.name))
  const strange = input.topics.find((name) => !topics.has(name) && !row.topics.includes(name))
  if (strange) throw new Refusal('library.unknown_topic', { name: strange })
  const nowhere = input.places.find((name) => !placeNames.includes(name))
  if (nowhere) throw new Refusal('library.unknown_place', { name: nowhere })
  for (const [kind, before, after] of [
    ['topic', row.topics, input.topics],
    ['place', row.places, input.places],
  ] as const) {
    const changed = [
      ...after.filter((name) => !before.includes(name)),
      ...before.filter((name) => !after.includes(name)),
    ]
    for (const name of changed) {
      const tag = { added: after.includes(name), set_by_name: cx.actor.name, set_at: cx.now }
      await cx.db
        .insertInto('library_tag')
        .values({ record_id: row.id, kind, name, ...tag })
        .onConflict((oc) => oc.columns(['record_id', 'kind', 'name']).doUpdateSet(tag))
        .execute()
    }
  }
  await cx.db
    .updateTable('library_record')
    .set({ topics: input.topics, places: input.places, updated_at: cx.now })
    .where('id', '=', row.id)
    .execute()
  await cx.record(
    'library.tagged',
    { id: row.id, unitId: row.unit_id },
    { title: row.title, topics: input.topics, places: input.places },
  )
  return showRecord(cx, { id: row.id })
}
