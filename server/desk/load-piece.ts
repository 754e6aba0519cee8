import type { Selectable } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import type { PieceAction, PieceStatus } from '../../contract/desk.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { canMove, canMovePiece, moves } from './rules/life.ts'
import type { HandlingMove, PieceMove } from './rules/life.ts'

export type PieceRecord = Omit<Selectable<DB['piece']>, 'status'> & { status: PieceStatus }
export type LoadedPiece = PieceRecord & { officePath: string; officeName: string }

/** One piece, checked for access. Lock it when it will change. */
export async function loadPiece(
  cx: Cx,
  id: string,
  need: Permission,
  options: { lock?: boolean } = {},
): Promise<LoadedPiece> {
  let query = cx.db.selectFrom('piece').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const office = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'piece.read', need, office.path)
  return { ...(row as PieceRecord), officePath: office.path, officeName: office.name }
}

export function requirePieceMove(piece: PieceRecord, move: PieceMove) {
  if (!canMovePiece(piece.status, move)) throw new Refusal('piece.wrong_state', { status: piece.status, action: move })
}

/** The sources of a piece in their order, with what a letter or a credit needs of each item. */
export const sourcesOf = (cx: Cx, pieceId: string) =>
  cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .select([
      'handling.id',
      'handling.office_id',
      'handling.source_unit_id',
      'handling.source_unit_name',
      'handling.submission_id',
      'handling.follow_up_of',
      'handling.title',
      'handling.status',
      'handling.arrived_at',
      'handling.due_at',
      'piece_source.role',
      'piece_source.weight',
      'piece_source.position',
    ])
    .where('piece_source.piece_id', '=', pieceId)
    .orderBy('piece_source.position')
    .$narrowType<{ role: 'lead' | 'other' }>()
    .execute()

export type PieceSourceRecord = Awaited<ReturnType<typeof sourcesOf>>[number]

/** As the credit rule reads a source. */
export const asCredit = (
  source: Pick<PieceSourceRecord, 'source_unit_id' | 'source_unit_name' | 'role' | 'weight'>,
) => ({ unitId: source.source_unit_id, unitName: source.source_unit_name, role: source.role, weight: source.weight })

/** The items follow their piece: those that may make this move, make it. */
export async function moveSources(cx: Cx, sources: PieceSourceRecord[], move: HandlingMove): Promise<void> {
  const ids = sources.filter((source) => canMove(source.status as never, move)).map((source) => source.id)
  if (ids.length > 0)
    await cx.db
      .updateTable('handling')
      .set({ status: moves[move].to, updated_at: cx.now })
      .where('id', 'in', ids)
      .execute()
}

/** 批注 ends with the print: until then whoever edits or reviews may say what is left to do. */
export const mayCommentPiece = (status: PieceStatus): boolean => canMovePiece(status, 'comment')

const permissionFor: Record<PieceAction, Permission> = {
  save: 'piece.edit',
  merge: 'piece.edit',
  split: 'piece.edit',
  setSources: 'piece.edit',
  comment: 'piece.edit',
  submitForSecondReview: 'piece.edit',
  sendBack: 'piece.review',
  adopt: 'piece.review',
  forward: 'piece.forward',
}

/** In the second review the text is in the reviewer's hands. */
export const permissionToWrite = (status: PieceStatus): Permission =>
  status === 'inSecondReview' ? 'piece.review' : 'piece.edit'

/** What this person may do with a piece in this state. */
export function pieceActions(
  actor: Actor,
  officePath: string,
  piece: { status: PieceStatus; sourceCount: number },
): PieceAction[] {
  const actions = Object.keys(permissionFor) as PieceAction[]
  return actions.filter((action) => {
    const need = action === 'save' || action === 'setSources' ? permissionToWrite(piece.status) : permissionFor[action]
    return (
      canMovePiece(piece.status, action) &&
      (can(actor, need, officePath) || (action === 'comment' && can(actor, 'piece.review', officePath))) &&
      (action !== 'split' || piece.sourceCount > 1)
    )
  })
}
