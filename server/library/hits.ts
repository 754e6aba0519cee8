import { sql } from 'kysely'
import type { Hit, RecordKind, RecordLinks } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { visible } from './access.ts'
import { markTitle, snippetOf } from './snippet.ts'

/** Records by id, in this order, as a list shows them. What may not be seen is left out. */
export async function showHits(cx: Cx, ids: string[], terms: readonly string[]): Promise<Hit[]> {
  if (ids.length === 0) return []
  const first = terms[0] ?? ''
  const rows = await cx.db
    .selectFrom('library_record as record')
    .innerJoin('library_text as words', 'words.record_id', 'record.id')
    .leftJoin('unit', 'unit.id', 'record.unit_id')
    .select([
      'record.id',
      'record.kind',
      'record.title',
      'record.sort_at',
      'record.state',
      'record.source_unit_name',
      'record.author_name',
      'record.category_code',
      'record.publication_name',
      'record.issue_year',
      'record.issue_number',
      'record.document_number',
      'record.characters',
      'record.topics',
      'record.places',
      'record.links',
      'unit.name as unit_name',
    ])
    .select([
      sql<number>`strpos(words.folded, ${first}) - length(record.title)`.as('folded_at'),
      sql<string>`case when length(words.body) > 40000 then substr(words.body, greatest(1, strpos(words.folded, ${first}) - length(record.title) - 8000), 16000) else words.body end`.as(
        'body',
      ),
    ])
    .where('record.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(visible(cx.actor))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    return [
      {
        id: row.id,
        kind: row.kind as RecordKind,
        title: markTitle(row.title, terms),
        snippet: snippetOf(row.body, terms, Math.min(row.folded_at, 8000)),
        sortAt: row.sort_at.toISOString(),
        state: row.state,
        sourceUnitName: row.source_unit_name,
        unitName: row.unit_name ?? '',
        authorName: row.author_name,
        categoryCode: row.category_code,
        publicationName: row.publication_name,
        issueLabel: labelOf(row),
        documentNumber: row.document_number,
        characters: row.characters,
        topics: row.topics,
        places: row.places,
        links: row.links as RecordLinks,
      },
    ]
  })
}

export const labelOf = (row: { issue_year: number | null; issue_number: number | null }): string =>
  row.issue_year === null ? '' : `${row.issue_year}年${row.issue_number === null ? '' : `第${row.issue_number}期`}`
