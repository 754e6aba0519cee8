import type { Body } from '../../contract/body.ts'
import { saveText } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { linkPictures } from './pictures.ts'
import { loadPiece, permissionToWrite, requirePieceMove } from './load-piece.ts'

/** Saves what an editor typed; two at one piece never overwrite each other (text.stale). In the second review only the reviewer writes. */
export async function savePiece(cx: Cx, input: { id: string; title: string; body: Body; baseVersion: number }) {
  const piece = await loadPiece(cx, input.id, 'piece.edit', { lock: true })
  requirePieceMove(piece, 'save')
  const need = permissionToWrite(piece.status)
  if (!can(cx.actor, need, piece.officePath)) throw new Refusal('not_permitted', { need })
  const revision = await saveText(cx, piece.id, {
    title: input.title,
    body: input.body,
    baseVersion: input.baseVersion,
  })
  await linkPictures(cx, 'pieceText', piece.id, input.body)
  await cx.db
    .updateTable('piece')
    .set({ title: input.title, characters: revision.characters, updated_at: cx.now })
    .where('id', '=', piece.id)
    .execute()
  if (piece.title !== input.title) cx.tell('desk', piece.office_id)
  return { version: revision.version, savedAt: cx.now.toISOString() }
}
