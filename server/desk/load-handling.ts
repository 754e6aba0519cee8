import type { Selectable } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import type { HandlingAction, HandlingStatus } from '../../contract/desk.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { canMove, mayComment } from './rules/life.ts'

export type HandlingRecord = Omit<Selectable<DB['handling']>, 'status'> & { status: HandlingStatus }

/** One received item, checked for access. Lock it when it will change. */
export async function loadHandling(
  cx: Cx,
  id: string,
  need: Permission,
  options: { lock?: boolean } = {},
): Promise<HandlingRecord & { officePath: string; officeName: string }> {
  let query = cx.db.selectFrom('handling').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const office = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'handling.read', need, office.path)
  return { ...(row as HandlingRecord), officePath: office.path, officeName: office.name }
}

/** The piece this item is in now. A dissolved piece keeps its sources, so that 解除合并 can bring it back. */
export const findLivePiece = (cx: Cx, handlingId: string) =>
  cx.db
    .selectFrom('piece_source')
    .innerJoin('piece', 'piece.id', 'piece_source.piece_id')
    .select(['piece.id', 'piece.title', 'piece.status', 'piece.editor_name as editorName'])
    .where('handling_id', '=', handlingId)
    .where('piece.status', '<>', 'dissolved')
    .executeTakeFirst()

/** What this person may do with an item in this state. */
export function handlingActions(
  actor: Actor,
  officePath: string,
  handling: { status: HandlingStatus },
): HandlingAction[] {
  if (!can(actor, 'handling.edit', officePath)) return []
  const acts = (
    ['receive', 'shortlist', 'unshortlist', 'edit', 'reject', 'decline', 'holdBack', 'archive', 'reopen'] as const
  ).filter((action) => canMove(handling.status, action))
  const others: HandlingAction[] = [
    ...(canMove(handling.status, 'join') ? ['merge' as const] : []),
    ...(mayComment(handling.status) ? ['comment' as const, 'share' as const] : []),
  ]
  const mayEditPieces = can(actor, 'piece.edit', officePath)
  return [...acts, ...others].filter((action) => mayEditPieces || (action !== 'edit' && action !== 'merge'))
}
