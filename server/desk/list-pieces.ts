import { sql } from 'kysely'
import type { PieceRow, PieceStatus } from '../../contract/desk.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { pieceActions } from './load-piece.ts'
import { holdsWords } from './search.ts'

/** Pieces of the office, last changed first. Dissolved ones only when asked for by name. */
export async function listPieces(
  cx: Cx,
  input: { cursor?: string; limit: number; officeId?: string; status?: PieceStatus[]; mine: boolean; search?: string },
) {
  let all = cx.db.selectFrom('piece').where(within(cx.actor, 'piece.read', 'piece.office_id'))
  if (input.officeId) all = all.where('piece.office_id', '=', input.officeId)
  all = input.status?.length
    ? all.where('piece.status', 'in', input.status)
    : all.where('piece.status', '<>', 'dissolved')
  if (input.mine) all = all.where('piece.editor_id', '=', cx.actor.personId)
  const words = holdsWords('piece.grams', ['piece.title'], input.search)
  if (words) all = all.where(words)

  const cursor = readCursor(input.cursor)
  const rows = await (
    cursor
      ? all.where(sql<boolean>`(piece.updated_at, piece.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
      : all
  )
    .orderBy('piece.updated_at', 'desc')
    .orderBy('piece.id', 'desc')
    .limit(input.limit + 1)
    .selectAll('piece')
    .select((eb) => [
      eb
        .selectFrom('unit')
        .select('unit.path')
        .whereRef('unit.id', '=', 'piece.office_id')
        .$asScalar()
        .$notNull()
        .as('path'),
      eb
        .selectFrom('piece_source')
        .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
        .whereRef('piece_source.piece_id', '=', 'piece.id')
        .select(sql<string[]>`array_agg(handling.source_unit_name order by piece_source.position)`.as('names'))
        .$asScalar()
        .as('names'),
    ])
    .execute()
  const page = pageFrom(rows, input.limit, (row) => row.updated_at)
  const count = cursor ? { total: null, totalCapped: false } : await cappedCount(all)
  return {
    items: page.rows.map((row): PieceRow => ({
      id: row.id,
      officeId: row.office_id,
      title: row.title,
      status: row.status as PieceStatus,
      characters: row.characters,
      urgencyCode: row.urgency_code,
      classificationCode: row.classification_code,
      editorName: row.editor_name,
      unitNames: [...new Set(row.names ?? [])],
      dueAt: row.due_at?.toISOString() ?? null,
      statusSince: row.status_since.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      actions: pieceActions(cx.actor, row.path, {
        status: row.status as PieceStatus,
        sourceCount: row.names?.length ?? 0,
      }),
    })),
    nextCursor: page.nextCursor,
    ...count,
  }
}
