import { headRevision } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { asCredit, loadPiece, permissionToWrite, pieceActions, requirePieceMove, sourcesOf } from './load-piece.ts'
import { creditOf, sameUnit } from './rules/credit.ts'
import { holds, wordsOf } from './rules/passages.ts'

/**
 * 综合采用: a passage of one source goes into the piece. Where it came from stays known, and what its unit is credited with is set
 * at that moment: role and weight hold for the unit, however many of its items are used. The words themselves the editor saves.
 */
export async function takePassage(
  cx: Cx,
  input: { id: string; handlingId: string; quote: string; role: 'lead' | 'other'; weight: number },
) {
  const piece = await loadPiece(cx, input.id, 'piece.edit', { lock: true })
  requirePieceMove(piece, 'save')
  const need = permissionToWrite(piece.status)
  if (!can(cx.actor, need, piece.officePath)) throw new Refusal('not_permitted', { need })
  const before = await sourcesOf(cx, piece.id)
  const source = before.find((one) => one.id === input.handlingId)
  if (!source) throw new Refusal('piece.not_a_source')
  if (!holds(wordsOf((await headRevision(cx, source.id)).body), input.quote))
    throw new Refusal('piece.passage_not_in_source', { title: source.title })

  const ofUnit = before.filter((one) => sameUnit(asCredit(one), asCredit(source)))
  const leads = (one: (typeof before)[number]) => (ofUnit.includes(one) ? input.role : one.role) === 'lead'
  if (!before.some(leads)) throw new Refusal('piece.needs_lead')
  await cx.db
    .updateTable('piece_source')
    .set({ role: input.role, weight: input.weight })
    .where('piece_id', '=', piece.id)
    .where(
      'handling_id',
      'in',
      ofUnit.map((one) => one.id),
    )
    .execute()
  await cx.db
    .insertInto('piece_passage')
    .values({
      id: newId(),
      piece_id: piece.id,
      handling_id: source.id,
      quote: input.quote,
      taken_by_name: cx.actor.name,
      taken_at: cx.now,
    })
    .execute()
  await cx.record(
    'piece.passage_taken',
    { id: piece.id, unitId: piece.office_id },
    {
      handlingId: source.id,
      title: source.title,
      unitName: source.source_unit_name,
      role: input.role,
      weight: input.weight,
    },
  )
  cx.tell('desk', piece.office_id)
  return {
    credit: creditOf((await sourcesOf(cx, piece.id)).map(asCredit)),
    actions: pieceActions(cx.actor, piece.officePath, { status: piece.status, sourceCount: before.length }),
  }
}

/** What was taken from each source, and whether it still stands in the piece word for word. */
export async function passagesOf(cx: Cx, pieceId: string, words: string) {
  const rows = await cx.db
    .selectFrom('piece_passage')
    .selectAll()
    .where('piece_id', '=', pieceId)
    .orderBy('taken_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    handlingId: row.handling_id,
    quote: row.quote,
    takenByName: row.taken_by_name,
    takenAt: row.taken_at.toISOString(),
    present: holds(words, row.quote),
  }))
}
