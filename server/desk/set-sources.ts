import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadPiece, permissionToWrite, pieceActions, requirePieceMove, sourcesOf } from './load-piece.ts'
import type { SourceChoice } from './merge-into-piece.ts'

/** 主报、其他单位 and their weights, in the order given. Exactly the sources of the piece, one of them at least leading. */
export async function setSources(cx: Cx, input: { id: string; sources: SourceChoice[] }) {
  const piece = await loadPiece(cx, input.id, 'piece.edit', { lock: true })
  requirePieceMove(piece, 'setSources')
  const need = permissionToWrite(piece.status)
  if (!can(cx.actor, need, piece.officePath)) throw new Refusal('not_permitted', { need })
  const present = (await sourcesOf(cx, piece.id)).map((source) => source.id).sort()
  const named = input.sources.map((source) => source.handlingId).sort()
  if (present.length !== named.length || present.some((id, i) => id !== named[i]))
    throw new Refusal('piece.sources_incomplete')
  if (!input.sources.some((source) => source.role === 'lead')) throw new Refusal('piece.needs_lead')
  for (const [position, source] of input.sources.entries()) {
    await cx.db
      .updateTable('piece_source')
      .set({ role: source.role, weight: source.weight, position })
      .where('piece_id', '=', piece.id)
      .where('handling_id', '=', source.handlingId)
      .execute()
  }
  await cx.db
    .updateTable('piece')
    .set({ version: piece.version + 1, updated_at: cx.now })
    .where('id', '=', piece.id)
    .execute()
  await cx.record('piece.sources_set', { id: piece.id, unitId: piece.office_id }, { sources: input.sources })
  cx.tell('desk', piece.office_id)
  return {
    id: piece.id,
    status: piece.status,
    actions: pieceActions(cx.actor, piece.officePath, { status: piece.status, sourceCount: present.length }),
  }
}
