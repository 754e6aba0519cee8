import { sql } from 'kysely'
import type { Adoption, Credit } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { mayAt, officeFor } from './office.ts'
import { issueLabel } from './rules/labels.ts'
import { like } from './search.ts'

/** 采用未成刊: what was adopted, newest first; `placed` false leaves out what stands in an issue already. */
export async function listPool(
  cx: Cx,
  input: {
    cursor?: string
    limit: number
    officeId?: string
    publicationId?: string
    placed?: boolean
    search?: string
  },
) {
  const office = await officeFor(cx, input.officeId, 'publication.read')
  let all = cx.db
    .selectFrom('adoption')
    .where('adoption.office_id', '=', office.id)
    .where('adoption.status', '=', 'adopted')
  if (input.publicationId) all = all.where('adoption.publication_id', '=', input.publicationId)
  if (input.placed !== undefined) all = all.where('adoption.issue_id', input.placed ? 'is not' : 'is', null)
  if (input.search) all = all.where('adoption.title', 'ilike', like(input.search))
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(adoption.adopted_at, adoption.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .innerJoin('publication_column', 'publication_column.id', 'adoption.column_id')
    .innerJoin('revision', 'revision.id', 'adoption.revision_id')
    .leftJoin('issue', 'issue.id', 'adoption.issue_id')
    .select([
      'adoption.id',
      'piece_id',
      'adoption.title',
      'adoption.status',
      'adoption.publication_id',
      'publication.name as publication_name',
      'column_id',
      'publication_column.name as column_name',
      'mode',
      'credit',
      'revision.characters',
      'adopted_at',
      'adopted_by_name',
      'issue_id',
      'issue.series',
      'issue.year',
      'issue.number',
      'issue.status as issue_status',
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
    .orderBy('adopted_at', 'desc')
    .orderBy('adoption.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.adopted_at)
  const mayReview = mayAt(cx, 'piece.review', office.path)
  return {
    items: shown.map((row): Adoption => ({
      id: row.id,
      pieceId: row.piece_id,
      title: row.title,
      status: row.status as Adoption['status'],
      publicationId: row.publication_id,
      publicationName: row.publication_name,
      columnId: row.column_id,
      columnName: row.column_name,
      mode: row.mode,
      modeName: row.mode_name ?? row.mode,
      credit: row.credit as unknown as Credit[],
      characters: row.characters,
      adoptedAt: row.adopted_at.toISOString(),
      adoptedByName: row.adopted_by_name,
      issueId: row.issue_id,
      issueLabel: row.issue_id
        ? issueLabel({ series: row.series as 'main', year: row.year, number: row.number })
        : null,
      mayRevoke: mayReview && (row.issue_id === null || row.issue_status === 'draft'),
    })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
