import type { UpdateObject } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { findLivePiece, handlingActions, loadHandling } from './load-handling.ts'
import type { HandlingRecord } from './load-handling.ts'
import { canMove, moves } from './rules/life.ts'
import type { HandlingMove } from './rules/life.ts'

/** One move of one item by an editor: locked, checked against the table, written. The use case tells and records. */
export async function moveHandling(cx: Cx, id: string, move: HandlingMove, change: UpdateObject<DB, 'handling'> = {}) {
  const handling = await loadHandling(cx, id, 'handling.edit', { lock: true })
  if (!canMove(handling.status, move)) await refuseMove(cx, handling, move)
  return writeMove(cx, handling, move, change)
}

/** Writes a move that was already checked. */
export async function writeMove<Row extends HandlingRecord>(
  cx: Cx,
  handling: Row,
  move: HandlingMove,
  change: UpdateObject<DB, 'handling'> = {},
): Promise<Row> {
  const written = { ...change, status: moves[move].to, version: handling.version + 1, updated_at: cx.now }
  await cx.db.updateTable('handling').set(written).where('id', '=', handling.id).execute()
  cx.tell('desk', handling.office_id)
  return { ...handling, ...written } as Row
}

/** Why not: the sentence names the piece that holds the item, or that it was adopted. */
export async function refuseMove(cx: Cx, handling: HandlingRecord, move: string): Promise<never> {
  if (handling.status === 'adopted' || handling.status === 'published')
    throw new Refusal('handling.adopted', { title: handling.title })
  const piece =
    handling.status === 'editing' || handling.status === 'inSecondReview'
      ? await findLivePiece(cx, handling.id)
      : undefined
  if (piece)
    throw new Refusal('handling.in_piece', { title: piece.title, pieceId: piece.id, editorName: piece.editorName })
  throw new Refusal('handling.wrong_state', { status: handling.status, action: move })
}

/** The short answer of an act. */
export const happened = (cx: Cx, handling: HandlingRecord & { officePath: string }) => ({
  id: handling.id,
  status: handling.status,
  actions: handlingActions(cx.actor, handling.officePath, handling),
})

/** A decision ends the wait of the item and says who took it. */
export const decidedNow = (cx: Cx) => ({ decided_at: cx.now, decided_by_name: cx.actor.name, due_at: null })
