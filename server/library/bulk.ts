import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Database, Tx } from '../platform/database.ts'
import { sha256 } from '../platform/ids.ts'
import { columnsOf } from './entering.ts'
import type { Entering } from './entering.ts'
import { fold, foldRecord } from './fold.ts'
import { placesIn } from './places.ts'
import { belowPrefix, lexemesOf, segmentCode, segmentOf } from './rules/grams.ts'
import { recogniseTopics } from './rules/topics.ts'

/**
 * Many new records at once: one statement for a batch. Ids that are there already are left as they are. The caller has decided who may see
 * them, and which topics there are.
 */
export async function enterMany(
  db: Database | Tx,
  entering: readonly Entering[],
  options: { now: Date; topics: readonly { name: string; words: readonly string[] }[] },
): Promise<number> {
  if (entering.length === 0) return 0
  const segments = [...new Set(entering.map((one) => segmentOf(one.sortAt)))]
  const rows = entering.map((one) => {
    const folded = foldRecord(one.title, one.text)
    const columns = columnsOf(one)
    return {
      ...columns,
      id: one.id,
      sort_at: one.sortAt,
      topics: recogniseTopics(one.title, one.text, options.topics),
      places: placesIn(`${one.title}\n${one.text}`),
      digest: sha256(folded),
      links: one.links ?? {},
      tsv: lexemesOf(segmentCode(segmentOf(one.sortAt)), folded, fold(one.title).length, {
        permission: one.permission,
        unitId: one.unitId,
        released: columns.readers.length > 0 || columns.shared_path !== null,
      }),
      below: belowPrefix(segmentCode(segmentOf(one.sortAt))),
      body: one.text,
      folded,
    }
  })
  const { rows: written } = await sql<{ n: number }>`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
        id uuid, kind text, sort_at timestamptz, unit_id uuid, permission text, readers uuid[], shared_path text, source_unit_id uuid, source_unit_name text,
        author_name text, title text, characters int, state text, category_code text, genre_code text, classification_code text, publication_name text,
        issue_id uuid, issue_year int, issue_number int, document_number text, topics text[], places text[], digest text, links jsonb, tsv text, below text, body text, folded text)
    ), opened as (
      insert into library_segment (segment, code) select * from unnest(${segments}::int[], ${segments.map(segmentCode)}::text[]) on conflict do nothing
    ), entered as (
      insert into library_record (id, kind, sort_at, unit_id, permission, readers, shared_path, source_unit_id, source_unit_name, author_name, title, characters, state,
        category_code, genre_code, classification_code, publication_name, issue_id, issue_year, issue_number, document_number, topics, places, digest, links, entered_at, updated_at, tsv)
      select id, kind, sort_at, unit_id, permission, readers, shared_path, source_unit_id, source_unit_name, author_name, title, characters, state,
        category_code, genre_code, classification_code, publication_name, issue_id, issue_year, issue_number, document_number, topics, places, digest, links, ${options.now}, ${options.now},
        ${withUnitsAbove(sql`tsv`, sql`below`, sql`(select path from unit where id = unit_id)`)}
      from given on conflict (id) do nothing returning id
    ), texts as (
      insert into library_text (record_id, body, folded) select given.id, body, folded from given join entered using (id) returning 1
    ) select count(*)::int as n from texts`.execute(db)
  return written[0]!.n
}

/** A lexeme for the keeper and one for each unit above it, so that whoever sees a subtree names one unit to the index. */
export const withUnitsAbove = (lexemes: RawBuilder<unknown>, below: RawBuilder<unknown>, path: RawBuilder<unknown>) =>
  sql<string>`(${lexemes} || ' ''' || ${below} || replace(trim(both '/' from ${path}), '/', ''' ''' || ${below}) || '''')::tsvector`

/**
 * Years of records at once, while nobody searches: the index is taken away, `load` enters them, and the index is made anew in one go,
 * which costs a fraction of entering each record into it.
 */
export async function loadOffline(owner: Database, load: () => Promise<void>): Promise<void> {
  await sql`drop index if exists library_record_tsv`.execute(owner)
  try {
    await load()
  } finally {
    await mendIndex(owner)
    await sql`vacuum (analyze) library_record, library_text`.execute(owner)
  }
}

/** Makes the index when there is none: at the end of a load, and at the start after one that was killed. Several processes may start at once. */
export async function mendIndex(owner: Database): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('library index'))`.execute(tx)
    const { rows } = await sql<{
      there: boolean
    }>`select to_regclass('library_record_tsv') is not null as there`.execute(tx)
    if (rows[0]!.there) return
    await sql`set local maintenance_work_mem = '256MB'`.execute(tx)
    await sql`set local max_parallel_maintenance_workers = 2`.execute(tx)
    await sql`alter table library_record set (parallel_workers = 2)`.execute(tx)
    await sql`create index library_record_tsv on library_record using gin (tsv) with (fastupdate = off)`.execute(tx)
    await sql`alter table library_record reset (parallel_workers)`.execute(tx)
  })
}
