import { sql } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import type { RecordKind, RecordLinks } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { sha256 } from '../platform/ids.ts'
import { fold, foldRecord } from './fold.ts'
import { placesIn } from './places.ts'
import { lexemesOf, segmentCode, segmentOf } from './rules/grams.ts'
import { openSegments } from './segments.ts'
import { topicsIn } from './topics.ts'

/** What enters the library. Of who may see it, at least one of `permission`, `readers`, `sharedPath` says something. */
export interface Entering {
  id: string
  kind: RecordKind
  sortAt: Date
  unitId: string
  /** Who holds this at `unitId` sees the record. */
  permission: Permission
  readers?: string[]
  sharedPath?: string | null
  sourceUnitId?: string | null
  sourceUnitName?: string
  authorName?: string
  title: string
  /** Plain text: `bodyText` of documents. */
  text: string
  state: string
  categoryCode?: string | null
  genreCode?: string | null
  classificationCode?: string
  publicationName?: string
  issueId?: string | null
  issueYear?: number | null
  issueNumber?: number | null
  documentNumber?: string
  links?: RecordLinks
}

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
  const columns = { ...columnsOf(entering), updated_at: cx.now }
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
  const sortAt = there?.sort_at ?? entering.sortAt
  await openSegments(cx.db, [sortAt])
  const row = {
    ...columns,
    digest,
    topics: await topicsIn(cx, entering),
    places: placesIn(`${entering.title}\n${entering.text}`),
    tsv: sql<string>`${lexemesOf(segmentCode(segmentOf(sortAt)), folded, fold(entering.title).length, { permission: columns.permission, unitId: columns.unit_id, released })}::tsvector`,
  }
  const text = { body: entering.text, folded }
  if (there) {
    await cx.db.updateTable('library_record').set(row).where('id', '=', entering.id).execute()
    await cx.db.updateTable('library_text').set(text).where('record_id', '=', entering.id).execute()
    await keepTags(cx, entering.id)
    return
  }
  await cx.db
    .insertInto('library_record')
    .values({ id: entering.id, sort_at: sortAt, entered_at: cx.now, ...row })
    .execute()
  await cx.db
    .insertInto('library_text')
    .values({ record_id: entering.id, ...text })
    .execute()
}

function columnsOf(entering: Entering) {
  return {
    kind: entering.kind,
    unit_id: entering.unitId,
    permission: entering.permission,
    readers: [...new Set(entering.readers ?? [])],
    shared_path: entering.sharedPath ?? null,
    source_unit_id: entering.sourceUnitId ?? null,
    source_unit_name: entering.sourceUnitName ?? '',
    author_name: entering.authorName ?? '',
    title: entering.title,
    characters: [...entering.text.replace(/\s/gu, '')].length,
    state: entering.state,
    category_code: entering.categoryCode ?? null,
    genre_code: entering.genreCode ?? null,
    classification_code: entering.classificationCode ?? 'internal',
    publication_name: entering.publicationName ?? '',
    issue_id: entering.issueId ?? null,
    issue_year: entering.issueYear ?? null,
    issue_number: entering.issueNumber ?? null,
    document_number: entering.documentNumber ?? '',
    links: json(entering.links ?? {}),
  }
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
