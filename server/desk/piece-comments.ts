import { headRevision } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadPiece, mayCommentPiece } from './load-piece.ts'
import { holds, wordsOf } from './rules/passages.ts'

/** 批注: said about a passage of the piece, by whoever edits or reviews at the desk. The words are its anchor; the text stays as it is. */
export async function commentPassage(cx: Cx, input: { id: string; quote: string; text: string }) {
  const piece = await loadForComment(cx, input.id)
  const { title, body } = await headRevision(cx, piece.id)
  if (!holds(wordsOf(body), input.quote) && !holds(title, input.quote)) throw new Refusal('piece.passage_gone')
  const id = newId()
  await cx.db
    .insertInto('piece_comment')
    .values({
      id,
      piece_id: piece.id,
      quote: input.quote,
      text: input.text,
      author_id: cx.actor.personId,
      author_name: cx.actor.name,
      written_at: cx.now,
    })
    .execute()
  await cx.record('piece.passage_commented', { id: piece.id, unitId: piece.office_id }, { title: piece.title })
  cx.tell('desk', piece.office_id)
  return { comments: await passageCommentsOf(cx, piece.id) }
}

/** An answer below a 批注. It does not settle it: that is an act of its own. */
export async function answerPassageComment(cx: Cx, input: { id: string; commentId: string; text: string }) {
  const piece = await loadForComment(cx, input.id)
  const comment = await loadComment(cx, piece.id, input.commentId)
  if (comment.resolved_at) throw new Refusal('piece.comment_resolved', { name: comment.resolved_by_name })
  await cx.db
    .insertInto('piece_comment_answer')
    .values({
      id: newId(),
      comment_id: comment.id,
      author_id: cx.actor.personId,
      author_name: cx.actor.name,
      text: input.text,
      written_at: cx.now,
    })
    .execute()
  await cx.record('piece.comment_answered', { id: piece.id, unitId: piece.office_id }, { title: piece.title })
  cx.tell('desk', piece.office_id)
  return { comments: await passageCommentsOf(cx, piece.id) }
}

/** 处理完毕, or open again. Nothing is deleted: who said what about the text stays with it. */
export async function resolvePassageComment(cx: Cx, input: { id: string; commentId: string; resolved: boolean }) {
  const piece = await loadForComment(cx, input.id)
  const comment = await loadComment(cx, piece.id, input.commentId)
  if ((comment.resolved_at !== null) !== input.resolved) {
    await cx.db
      .updateTable('piece_comment')
      .set(
        input.resolved
          ? { resolved_at: cx.now, resolved_by_name: cx.actor.name }
          : { resolved_at: null, resolved_by_name: null },
      )
      .where('id', '=', comment.id)
      .execute()
    await cx.record(
      input.resolved ? 'piece.comment_resolved' : 'piece.comment_reopened',
      { id: piece.id, unitId: piece.office_id },
      { title: piece.title },
    )
    cx.tell('desk', piece.office_id)
  }
  return { comments: await passageCommentsOf(cx, piece.id) }
}

/** All of a piece, oldest first; `present` says whether the words still stand in its newest text. */
export async function passageCommentsOf(cx: Cx, pieceId: string) {
  const { title, body } = await headRevision(cx, pieceId)
  const words = wordsOf(body)
  const comments = await cx.db
    .selectFrom('piece_comment')
    .selectAll()
    .where('piece_id', '=', pieceId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  const answers = await cx.db
    .selectFrom('piece_comment_answer')
    .innerJoin('piece_comment', 'piece_comment.id', 'piece_comment_answer.comment_id')
    .selectAll('piece_comment_answer')
    .where('piece_comment.piece_id', '=', pieceId)
    .orderBy('piece_comment_answer.written_at')
    .orderBy('piece_comment_answer.id')
    .execute()
  return comments.map((row) => ({
    id: row.id,
    quote: row.quote,
    text: row.text,
    authorName: row.author_name,
    at: row.written_at.toISOString(),
    present: holds(words, row.quote) || holds(title, row.quote),
    resolved: row.resolved_at && { byName: row.resolved_by_name!, at: row.resolved_at.toISOString() },
    answers: answers
      .filter((answer) => answer.comment_id === row.id)
      .map((answer) => ({
        id: answer.id,
        text: answer.text,
        authorName: answer.author_name,
        at: answer.written_at.toISOString(),
      })),
  }))
}

/** How many 批注 of each piece nobody has settled: for the checks before an issue goes out. */
export async function openCommentsOf(cx: Cx, pieceIds: string[]): Promise<Map<string, number>> {
  if (pieceIds.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('piece_comment')
    .select((eb) => ['piece_id', eb.fn.countAll<string>().as('open')])
    .where('piece_id', 'in', pieceIds)
    .where('resolved_at', 'is', null)
    .groupBy('piece_id')
    .execute()
  return new Map(rows.map((row) => [row.piece_id, Number(row.open)]))
}

async function loadForComment(cx: Cx, id: string) {
  const piece = await loadPiece(cx, id, 'piece.read', { lock: true })
  if (!['piece.edit', 'piece.review'].some((need) => can(cx.actor, need as 'piece.edit', piece.officePath)))
    throw new Refusal('not_permitted', { need: 'piece.edit' })
  if (!mayCommentPiece(piece.status))
    throw new Refusal('piece.wrong_state', { status: piece.status, action: 'comment' })
  return piece
}

async function loadComment(cx: Cx, pieceId: string, id: string) {
  const comment = await cx.db
    .selectFrom('piece_comment')
    .selectAll()
    .where('id', '=', id)
    .where('piece_id', '=', pieceId)
    .executeTakeFirst()
  if (!comment) throw new Refusal('not_found')
  return comment
}
