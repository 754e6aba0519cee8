import { headRevision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadHandling } from './load-handling.ts'
import { asCredit, loadPiece, requirePieceMove, sourcesOf } from './load-piece.ts'
import { creditOf, mergedWith } from './rules/credit.ts'
import { startPiece } from './start-editing.ts'
import { tellSource } from './tell-source.ts'

/**
 * 解除合并: the named items, or all, are 采编中 on their own again, each with the piece it had before or a new one of its
 * original text. When fewer than two would stay, the whole piece is dissolved. Not for what stands in an issue.
 */
export async function splitPiece(
  cx: Cx,
  input: { id: string; handlingIds: string[] },
): Promise<{ pieceIds: string[] }> {
  const piece = await loadPiece(cx, input.id, 'piece.edit', { lock: true })
  if (piece.status === 'adopted' || piece.status === 'published')
    throw new Refusal('piece.in_issue', { title: piece.title })
  requirePieceMove(piece, 'split')
  const sources = await sourcesOf(cx, piece.id)
  if (sources.length < 2) throw new Refusal('piece.not_merged')
  const named =
    input.handlingIds.length === 0 ? sources : sources.filter((source) => input.handlingIds.includes(source.id))
  if (named.length === 0) throw new Refusal('piece.sources_incomplete')
  const whole = sources.length - named.length < 2 && sources.length - named.length !== 1
  const leaving = whole ? sources : named

  if (whole)
    await cx.db
      .updateTable('piece')
      .set({ status: 'dissolved', status_since: cx.now, updated_at: cx.now })
      .where('id', '=', piece.id)
      .execute()
  else
    await leave(
      cx,
      piece.id,
      sources.filter((source) => !leaving.includes(source)),
      leaving.map((source) => source.id),
    )

  const pieceIds: string[] = []
  for (const source of leaving) pieceIds.push(await standAlone(cx, source.id, piece.id))
  const credit = creditOf(sources.map(asCredit))
  await cx.record(
    'piece.split',
    { id: piece.id, unitId: piece.office_id },
    { handlingIds: leaving.map((source) => source.id), pieceIds, units: credit.map((line) => line.unitName) },
  )
  for (const source of leaving)
    await tellSource(cx, source, 'unmerged', { mergedWith: mergedWith(credit, asCredit(source)) })
  cx.tell('desk', piece.office_id)
  return { pieceIds }
}

/** Some items leave; the others close ranks, and one of them leads. */
async function leave(cx: Cx, pieceId: string, staying: { id: string; role: string }[], leavingIds: string[]) {
  await cx.db
    .deleteFrom('piece_source')
    .where('piece_id', '=', pieceId)
    .where('handling_id', 'in', leavingIds)
    .execute()
  const needsLead = !staying.some((source) => source.role === 'lead')
  for (const [position, source] of staying.entries()) {
    await cx.db
      .updateTable('piece_source')
      .set({ position, role: needsLead && position === 0 ? 'lead' : source.role })
      .where('piece_id', '=', pieceId)
      .where('handling_id', '=', source.id)
      .execute()
  }
  await cx.db.updateTable('piece').set({ updated_at: cx.now }).where('id', '=', pieceId).execute()
}

/** The piece the item had before it was merged comes back with its text; otherwise a new one starts from the original. */
async function standAlone(cx: Cx, handlingId: string, mergedId: string): Promise<string> {
  const before = await cx.db
    .selectFrom('piece')
    .innerJoin('piece_source', 'piece_source.piece_id', 'piece.id')
    .select('piece.id')
    .where('piece_source.handling_id', '=', handlingId)
    .where('piece.status', '=', 'dissolved')
    .where('piece.id', '<>', mergedId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('piece_source as other')
            .select('other.handling_id')
            .whereRef('other.piece_id', '=', 'piece.id')
            .where('other.handling_id', '<>', handlingId),
        ),
      ),
    )
    .orderBy('piece.status_since', 'desc')
    .orderBy('piece.id', 'desc')
    .executeTakeFirst()
  if (before) {
    await cx.db
      .updateTable('piece')
      .set({ status: 'editing', status_since: cx.now, updated_at: cx.now })
      .where('id', '=', before.id)
      .execute()
    return before.id
  }
  const handling = await loadHandling(cx, handlingId, 'handling.edit')
  return startPiece(cx, newId(), await headRevision(cx, handlingId), [{ ...handling, role: 'lead', weight: 1 }])
}
