import { sql } from 'kysely'
import type { LibraryRecord, RecordKind, RecordLinks } from '../../contract/library.ts'
import { can, canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf } from '../organisations/index.ts'
import { visible } from './access.ts'
import { labelOf } from './hits.ts'

/** A record the actor may see, without its text; else it is not there. */
export async function loadRecord(cx: Cx, id: string) {
  const row = await cx.db
    .selectFrom('library_record as record')
    .innerJoin('unit', 'unit.id', 'record.unit_id')
    .select([
      'record.id',
      'record.kind',
      'record.title',
      'record.sort_at',
      'record.state',
      'record.unit_id',
      'record.source_unit_id',
      'record.source_unit_name',
      'record.author_name',
      'record.category_code',
      'record.genre_code',
      'record.classification_code',
      'record.publication_name',
      'record.issue_id',
      'record.issue_year',
      'record.issue_number',
      'record.document_number',
      'record.characters',
      'record.topics',
      'record.places',
      'record.links',
      'record.digest',
      'record.entered_at',
      'unit.name as unit_name',
      'unit.path as unit_path',
    ])
    .where('record.id', '=', id)
    .where(visible(cx.actor))
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return { ...row, kind: row.kind as RecordKind, links: row.links as RecordLinks }
}
export type RecordRow = Awaited<ReturnType<typeof loadRecord>>

/** 资料: a record as a page shows it, with its text. */
export async function showRecord(cx: Cx, input: { id: string }): Promise<LibraryRecord> {
  const row = await loadRecord(cx, input.id)
  const { body } = await cx.db
    .selectFrom('library_text')
    .select('body')
    .where('record_id', '=', row.id)
    .executeTakeFirstOrThrow()
  const handTags = await cx.db
    .selectFrom('library_tag')
    .selectAll()
    .where('record_id', '=', row.id)
    .orderBy('set_at')
    .execute()
  const collections = await cx.db
    .selectFrom('collection')
    .innerJoin('collection_entry', 'collection_entry.collection_id', 'collection.id')
    .select(['collection.id', 'collection.name'])
    .where('record_id', '=', row.id)
    .where(myCollections(cx))
    .execute()
  return {
    ...factsOf(row),
    text: body,
    genreCode: row.genre_code,
    classificationCode: row.classification_code,
    unitId: row.unit_id,
    sourceUnitId: row.source_unit_id,
    enteredAt: row.entered_at.toISOString(),
    citation: citationOf(row),
    collections,
    handTags: handTags.map((tag) => ({
      kind: tag.kind as 'topic' | 'place',
      name: tag.name,
      added: tag.added,
      byName: tag.set_by_name,
    })),
    actions: [
      ...(can(cx.actor, 'library.manage', row.unit_path) ? (['tag'] as const) : []),
      'collect',
      ...(canSomewhere(cx.actor, 'library.export') ? (['export'] as const) : []),
    ],
  }
}

export const factsOf = (row: RecordRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  sortAt: row.sort_at.toISOString(),
  state: row.state,
  sourceUnitName: row.source_unit_name,
  unitName: row.unit_name,
  authorName: row.author_name,
  categoryCode: row.category_code,
  publicationName: row.publication_name,
  issueLabel: labelOf(row),
  documentNumber: row.document_number,
  characters: row.characters,
  topics: row.topics,
  places: row.places,
  links: row.links,
})

/** 引用: how a record is named in another text. */
function citationOf(row: RecordRow): string {
  const [year, month, day] = dayOf(row.sort_at).split('-').map(Number)
  const when = `${year}年${month}月${day}日`
  if (row.kind === 'issue') return `${row.unit_name}：《${row.publication_name}》${labelOf(row)}，${when}。`
  const place = row.publication_name ? `，载《${row.publication_name}》${labelOf(row)}` : ''
  const number = row.document_number ? `（${row.document_number}）` : ''
  return `${row.source_unit_name || row.unit_name}：《${row.title}》${number}${place}，${when}。`
}

/** My collections, and those shared at a unit I work for. */
export const myCollections = (cx: Cx) => {
  const units = [...new Set([cx.actor.unitId, ...cx.actor.grants.map((grant) => grant.unitId)])]
  return sql<boolean>`(collection.owner_id = ${cx.actor.personId}::uuid or (collection.shared and collection.unit_id = any(${units}::uuid[])))`
}
