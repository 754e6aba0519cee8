import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { sha256 } from '../platform/ids.ts'
import { enterMany, withUnitsAbove } from './bulk.ts'
import { columnsOf } from './entering.ts'
import type { Entering } from './entering.ts'
import { fold, foldRecord } from './fold.ts'
import { placesIn } from './places.ts'
import { belowPrefix, lexemesOf, segmentCode, segmentOf } from './rules/grams.ts'
import { recogniseTopics } from './rules/topics.ts'
import { topicsFor } from './topics.ts'

/**
 * 入库: everything of record enters in the transaction of its act. Entered again, it is the same record: a new text is indexed anew,
 * and what people said of its topics and places stays.
 */
export async function enterLibrary(cx: Cx, entering: Entering): Promise<void> {
  const folded = foldRecord(entering.title, entering.text)
  const digest = sha256(folded)
  const there = await cx.db
    .selectFrom('library_record')
    .select(['digest', 'sort_at', 'permission', 'unit_id', 'readers'])
    .where('id', '=', entering.id)
    .forUpdate()
    .executeTakeFirst()
  const facts = columnsOf(entering)
  const columns = { ...facts, links: json(facts.links), updated_at: cx.now }
  const released = columns.readers.length > 0 || columns.shared_path !== null
  if (
    there?.digest === digest &&
    there.permission === columns.permission &&
    there.unit_id === columns.unit_id &&
    (there.readers.length > 0 || columns.shared_path !== null) === released
  ) {
    await cx.db.updateTable('library_record').set(columns).where('id', '=', entering.id).execute()
    return
  }
  if (!there) {
    await enterMany(cx.db, [entering], { now: cx.now, topics: await topicsFor(cx, entering.unitId) })
    return
  }
  const month = segmentCode(segmentOf(there.sort_at))
  const row = {
    ...columns,
    digest,
    topics: recogniseTopics(entering.title, entering.text, await topicsFor(cx, entering.unitId)),
    places: placesIn(`${entering.title}\n${entering.text}`),
    tsv: withUnitsAbove(
      sql`${lexemesOf(month, folded, fold(entering.title).length, { permission: columns.permission, unitId: columns.unit_id, released })}::text`,
      sql`${belowPrefix(month)}::text`,
      sql`(select path from unit where id = ${columns.unit_id})`,
    ),
  }
  await cx.db.updateTable('library_record').set(row).where('id', '=', entering.id).execute()
  await cx.db
    .updateTable('library_text')
    .set({ body: entering.text, folded })
    .where('record_id', '=', entering.id)
    .execute()
  await keepTags(cx, entering.id)
}

/** What was tagged by hand holds over what the rules find in the new text. */
async function keepTags(cx: Cx, recordId: string): Promise<void> {
  for (const [kind, column] of [
    ['topic', 'topics'],
    ['place', 'places'],
  ] as const)
    await sql`
      update library_record record set ${sql.ref(column)} = array(
        select name from unnest(record.${sql.ref(column)}) name where not exists (select from library_tag t where t.record_id = record.id and t.kind = ${kind} and t.name = name and not t.added)
        union select name from library_tag t where t.record_id = record.id and t.kind = ${kind} and t.added)
      where id = ${recordId}`.execute(cx.db)
}
