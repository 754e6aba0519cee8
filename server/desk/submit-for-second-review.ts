import { headRevision, sealText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseWording, secretMarkIn } from '../wording/index.ts'
import { loadPiece, moveSources, pieceActions, requirePieceMove, sourcesOf } from './load-piece.ts'
import { tellSource } from './tell-source.ts'

/** The longest title a list or an issue carries (domain.md 5.1: ≤200). */
const titleLimit = 200

/** 送审: the exact text the editor sees goes to the second review, with the publication and column proposed. */
export async function submitForSecondReview(
  cx: Cx,
  input: { id: string; baseVersion: number; publicationId: string | null; columnId: string | null },
) {
  const piece = await loadPiece(cx, input.id, 'piece.edit', { lock: true })
  requirePieceMove(piece, 'submitForSecondReview')
  const head = await headRevision(cx, piece.id, { lock: true })
  if (head.version !== input.baseVersion)
    throw new Refusal('text.stale', {
      version: head.version,
      authorName: head.authorName,
      updatedAt: head.updatedAt.toISOString(),
    })
  if (head.title.trim() === '') throw new Refusal('piece.title_missing')
  if ([...head.title].length > titleLimit) throw new Refusal('piece.title_too_long', { limit: titleLimit })
  if (head.characters === 0) throw new Refusal('text.empty')
  const mark = secretMarkIn(head)
  if (mark !== null) throw new Refusal('handling.secrecy_mark', { mark })
  await refuseWording(cx, head)

  await sealText(cx, piece.id)
  await cx.db
    .updateTable('piece')
    .set({
      status: 'inSecondReview',
      status_since: cx.now,
      updated_at: cx.now,
      version: piece.version + 1,
      send_back_reason: null,
      suggested_publication_id: input.publicationId,
      suggested_column_id: input.columnId,
    })
    .where('id', '=', piece.id)
    .execute()
  const sources = await sourcesOf(cx, piece.id)
  await moveSources(cx, sources, 'submit')
  await cx.record('piece.sent_to_review', { id: piece.id, unitId: piece.office_id }, { title: head.title })
  for (const source of sources) await tellSource(cx, source, 'inSecondReview')
  cx.tell('desk', piece.office_id)
  return {
    id: piece.id,
    status: 'inSecondReview' as const,
    actions: pieceActions(cx.actor, piece.officePath, { status: 'inSecondReview', sourceCount: sources.length }),
  }
}
