import { sendLetter } from '../exchange/index.ts'
import type { Reaction } from '../platform/command.ts'
import { loadComment, loadProgress } from '../submissions/index.ts'
import { sourcesOf } from './load-piece.ts'
import { findListener, passOn } from './tell-source.ts'

/**
 * An office further up told of the office's own item, made from a piece: each source of that piece hears the same, in the upper
 * office's name. Each level passes it to the one below, so that the county sees what the province did.
 */
export const passDown: Reaction = async (cx, event) => {
  const { originPieceId, entryId } = event.data as { originPieceId: string | null; entryId: string }
  if (originPieceId === null) return
  const progress = await loadProgress(cx, entryId)
  for (const source of await sourcesOf(cx, originPieceId)) await passOn(cx, source, progress)
}

/** 点评 of an office further up reaches the author as well. */
export const passCommentDown: Reaction = async (cx, event) => {
  const { originPieceId, entryId } = event.data as { originPieceId: string | null; entryId: string }
  if (originPieceId === null) return
  const comment = await loadComment(cx, entryId)
  for (const source of await sourcesOf(cx, originPieceId)) {
    const listener = await findListener(cx, source)
    if (listener)
      await sendLetter(cx, {
        kind: 'item.comment',
        fromUnitId: source.office_id,
        toUnitId: listener.unitId,
        objectId: listener.submissionId,
        // the question was for the unit below us, and we answer it
        body: { ...comment, asksAnswer: false, submissionId: listener.submissionId },
      })
  }
}
