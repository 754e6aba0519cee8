import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { App, Cx, FileGate } from '../platform/command.ts'
import { tellForwarded } from './forward.ts'
import { hearReply } from './hear-reply.ts'
import { passCommentDown, passDown } from './pass-down.ts'
import { mayReadShared } from './shared.ts'
import { receiveItem } from './receive-item.ts'
import { withdrawItem } from './withdraw-item.ts'

/**
 * Desk (采编端): what an office received, and the pieces its editors make of it.
 * Owns handling, handling_read, handling_comment, inbox_view, piece, piece_source, piece_passage, piece_comment, piece_comment_answer, forwarding.
 * Tells: letters item.progress, item.comment; events handling.arrived … handling.withdrawn, piece.started … piece.recalled.
 * Hears: letters item.sent, item.withdrawn, item.reply; events submission.sent, .progressed, .commented (of items made from its pieces).
 */
export { loadPieceForAdoption, markAdopted, markPublished, markRecalled, markUnadopted } from './adoption.ts'
export type { PieceForAdoption } from './adoption.ts'
export { openCommentsOf } from './piece-comments.ts'
export { piecePdfRoute } from './pdf-route.ts'
export { commentToSources, tellSourcesFromAbove, tellSourcesOf } from './tell-source.ts'
export { deskTasks } from './tasks.ts'

export const deskLetters: App['letterHandlers'] = {
  'item.sent': receiveItem,
  'item.withdrawn': withdrawItem,
  'item.reply': hearReply,
}

export const deskReactions: App['reactions'] = {
  'submission.sent': [tellForwarded],
  'submission.progressed': [passDown],
  'submission.commented': [passCommentDown],
}

const gate =
  (table: 'handling' | 'piece', permission: 'handling.read' | 'piece.read'): FileGate =>
  async (cx: Cx, id) => {
    const row = await cx.db.selectFrom(table).select('office_id').where('id', '=', id).executeTakeFirst()
    return row !== undefined && can(cx.actor, permission, (await loadUnit(cx, row.office_id)).path)
  }

/** The files of a shared item are read by whoever reads the item. */
const sharedToo =
  (own: ReturnType<typeof gate>): FileGate =>
  async (cx, id) =>
    (await own(cx, id)) || (await mayReadShared(cx, id))

/** Who may read an item or a piece may read its files. */
export const deskFileGates: App['fileGates'] = {
  handling: sharedToo(gate('handling', 'handling.read')),
  handlingText: sharedToo(gate('handling', 'handling.read')),
  piece: gate('piece', 'piece.read'),
  pieceText: gate('piece', 'piece.read'),
}
