import type { Body } from '../../contract/body.ts'
import type { Credit, IssueEntry } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { columnsOf } from './load-publication.ts'
import { sourceLine } from './rules/credit.ts'

/** What stands in an issue, in its order. */
export async function entriesOf(cx: Cx, issueId: string) {
  return cx.db
    .selectFrom('adoption')
    .innerJoin('revision', 'revision.id', 'adoption.revision_id')
    .innerJoin('publication_column', 'publication_column.id', 'adoption.column_id')
    .innerJoin('piece', 'piece.id', 'adoption.piece_id')
    .select([
      'adoption.id',
      'adoption.piece_id',
      'adoption.column_id',
      'adoption.mode',
      'adoption.credit',
      'adoption.position',
      'revision.title',
      'revision.body',
      'revision.digest',
      'revision.characters',
      'publication_column.name as column_name',
      'publication_column.position as column_position',
      'piece.classification_code',
    ])
    .select((eb) =>
      eb
        .selectFrom('catalogue_entry')
        .where('list', '=', 'adoptionMode')
        .whereRef('code', '=', 'adoption.mode')
        .select('catalogue_entry.name')
        .orderBy('office_id')
        .limit(1)
        .as('mode_name'),
    )
    .where('adoption.issue_id', '=', issueId)
    .orderBy('adoption.position')
    .execute()
}

export type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number]

/** The columns of an issue with their entries. A composer sees the empty columns too. */
export async function issueColumns(
  cx: Cx,
  issue: { id: string; publication_id: string },
  entries: EntryRow[],
  options: { withEmpty: boolean },
) {
  const columns = await columnsOf(cx, [issue.publication_id])
  return columns
    .map((column) => ({
      id: column.id,
      name: column.name,
      active: column.active,
      entries: entries.filter((entry) => entry.column_id === column.id).map(entryOf),
    }))
    .filter((column) => column.entries.length > 0 || (options.withEmpty && column.active))
    .map(({ id, name, entries: placed }) => ({ id, name, entries: placed }))
}

function entryOf(row: EntryRow): IssueEntry {
  const credit = row.credit as unknown as Credit[]
  return {
    adoptionId: row.id,
    pieceId: row.piece_id,
    title: row.title,
    body: row.body as unknown as Body,
    characters: row.characters,
    columnId: row.column_id,
    modeName: row.mode_name ?? row.mode,
    source: sourceLine(credit),
    credit,
  }
}

/** The pictures that these texts show. */
export const picturesIn = (bodies: readonly Body[]): string[] => [
  ...new Set(
    bodies.flatMap((body) => body.content.flatMap((block) => (block.type === 'image' ? [block.attrs.fileId] : []))),
  ),
]
