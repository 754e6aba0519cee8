import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { loadPiece, moveSources, pieceActions, requirePieceMove, sourcesOf } from './load-piece.ts'
import { tellSource } from './tell-source.ts'

/** 退回: the second review gives the piece back to its editor. The reason stays inside the office; the units see 采编中 again. */
export async function sendBack(cx: Cx, input: { id: string; reasonCode: string; reasonText: string }) {
  const piece = await loadPiece(cx, input.id, 'piece.review', { lock: true })
  requirePieceMove(piece, 'sendBack')
  const { name } = await loadEntry(cx, piece.office_id, 'sendBackReason', input.reasonCode)
  await cx.db
    .updateTable('piece')
    .set({
      status: 'editing',
      status_since: cx.now,
      updated_at: cx.now,
      version: piece.version + 1,
      send_back_reason: `${name}：${input.reasonText}`,
    })
    .where('id', '=', piece.id)
    .execute()
  const sources = await sourcesOf(cx, piece.id)
  await moveSources(cx, sources, 'sendBack')
  await cx.record(
    'piece.sent_back',
    { id: piece.id, unitId: piece.office_id },
    { title: piece.title, editorId: piece.editor_id, reasonName: name, reasonText: input.reasonText },
  )
  for (const source of sources) await tellSource(cx, source, 'editing')
  cx.tell('desk', piece.office_id)
  return {
    id: piece.id,
    status: 'editing' as const,
    actions: pieceActions(cx.actor, piece.officePath, { status: 'editing', sourceCount: sources.length }),
  }
}
