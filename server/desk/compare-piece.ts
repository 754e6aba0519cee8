import { compareTexts, compareBodies, headRevision, loadRevision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadPiece, sourcesOf } from './load-piece.ts'

/** 留痕: what the editors made of one source, or what changed since an earlier revision. Without either: since the first text. */
export async function comparePiece(cx: Cx, input: { id: string; handlingId?: string; revisionId?: string }) {
  const piece = await loadPiece(cx, input.id, 'piece.read')
  const after = await headRevision(cx, piece.id)
  const before = await textBefore(cx, piece.id, input)
  return { title: compareTexts(before.title, after.title), blocks: compareBodies(before.body, after.body) }
}

async function textBefore(cx: Cx, pieceId: string, input: { handlingId?: string; revisionId?: string }) {
  if (input.handlingId) {
    if (!(await sourcesOf(cx, pieceId)).some((source) => source.id === input.handlingId)) throw new Refusal('not_found')
    return headRevision(cx, input.handlingId)
  }
  if (input.revisionId) {
    const revision = await loadRevision(cx, input.revisionId)
    if (revision.ownerId !== pieceId) throw new Refusal('not_found')
    return revision
  }
  const first = await cx.db
    .selectFrom('revision')
    .select('id')
    .where('owner_id', '=', pieceId)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow()
  return loadRevision(cx, first.id)
}
