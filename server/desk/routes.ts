import { api } from '../platform/api.ts'
import { noted } from '../platform/note-reading.ts'
import { archive } from './archive.ts'
import { backEntry } from './back-entry.ts'
import { batch } from './batch.ts'
import { comment } from './comment.ts'
import { answerPassageComment, commentPassage, resolvePassageComment } from './piece-comments.ts'
import { comparePiece } from './compare-piece.ts'
import { decline } from './decline.ts'
import { forward } from './forward.ts'
import { holdBack } from './hold-back.ts'
import { groupInbox } from './inbox-groups.ts'
import { dropView, listViews, saveView } from './inbox-views.ts'
import { countInbox, listInbox, listSourceUnits } from './list-inbox.ts'
import { listPieces } from './list-pieces.ts'
import { mergeIntoPiece } from './merge-into-piece.ts'
import { openHandling } from './open.ts'
import { receive } from './receive.ts'
import { reject } from './reject.ts'
import { reopen } from './reopen.ts'
import { savePiece } from './save-piece.ts'
import { sendBack } from './send-back.ts'
import { setSources } from './set-sources.ts'
import { share } from './share.ts'
import { getShared, listShared } from './shared.ts'
import { shortlist, unshortlist } from './shortlist.ts'
import { getHandling } from './show-handling.ts'
import { getPiece } from './show-piece.ts'
import { splitPiece } from './split-piece.ts'
import { startEditing } from './start-editing.ts'
import { submitForSecondReview } from './submit-for-second-review.ts'
import { takePassage } from './take-passage.ts'

export const deskRoutes = {
  inbox: api.desk.inbox.handler(({ context, input }) => context.query((cx) => listInbox(cx, input))),
  counts: api.desk.counts.handler(({ context, input }) => context.query((cx) => countInbox(cx, input))),
  groups: api.desk.groups.handler(({ context, input }) => context.query((cx) => groupInbox(cx, input))),
  views: api.desk.views.handler(({ context }) => context.query((cx) => listViews(cx))),
  saveView: api.desk.saveView.handler(({ context, input }) => context.run((cx) => saveView(cx, input))),
  dropView: api.desk.dropView.handler(({ context, input }) => context.run((cx) => dropView(cx, input))),
  sharedItems: api.desk.sharedItems.handler(({ context, input }) => context.query((cx) => listShared(cx, input))),
  sharedItem: api.desk.sharedItem.handler(({ context, input }) => context.query((cx) => getShared(cx, input))),
  units: api.desk.units.handler(({ context, input }) => context.query((cx) => listSourceUnits(cx, input))),
  handling: api.desk.handling.handler(({ context, input }) =>
    noted(
      context,
      'handling.viewed',
      (item) => item.officeId,
      context.query((cx) => getHandling(cx, input)),
    ),
  ),
  open: api.desk.open.handler(({ context, input }) =>
    noted(
      context,
      'handling.viewed',
      (item) => item.officeId,
      context.run((cx) => openHandling(cx, input)),
    ),
  ),
  receive: api.desk.receive.handler(({ context, input }) => context.run((cx) => receive(cx, input))),
  shortlist: api.desk.shortlist.handler(({ context, input }) => context.run((cx) => shortlist(cx, input))),
  unshortlist: api.desk.unshortlist.handler(({ context, input }) => context.run((cx) => unshortlist(cx, input))),
  reject: api.desk.reject.handler(({ context, input }) => context.run((cx) => reject(cx, input))),
  decline: api.desk.decline.handler(({ context, input }) => context.run((cx) => decline(cx, input))),
  holdBack: api.desk.holdBack.handler(({ context, input }) => context.run((cx) => holdBack(cx, input))),
  archive: api.desk.archive.handler(({ context, input }) => context.run((cx) => archive(cx, input))),
  reopen: api.desk.reopen.handler(({ context, input }) => context.run((cx) => reopen(cx, input))),
  comment: api.desk.comment.handler(({ context, input }) => context.run((cx) => comment(cx, input))),
  share: api.desk.share.handler(({ context, input }) => context.run((cx) => share(cx, input))),
  batch: api.desk.batch.handler(({ context, input }) => batch(context.run, input)),
  backEntry: api.desk.backEntry.handler(({ context, input }) => context.run((cx) => backEntry(cx, input))),
  startEditing: api.desk.startEditing.handler(({ context, input }) => context.run((cx) => startEditing(cx, input))),
  merge: api.desk.merge.handler(({ context, input }) => context.run((cx) => mergeIntoPiece(cx, input))),
  split: api.desk.split.handler(({ context, input }) => context.run((cx) => splitPiece(cx, input))),
  pieces: api.desk.pieces.handler(({ context, input }) => context.query((cx) => listPieces(cx, input))),
  piece: api.desk.piece.handler(({ context, input }) =>
    noted(
      context,
      'piece.viewed',
      (piece) => piece.officeId,
      context.query((cx) => getPiece(cx, input)),
    ),
  ),
  savePiece: api.desk.savePiece.handler(({ context, input }) => context.run((cx) => savePiece(cx, input))),
  setSources: api.desk.setSources.handler(({ context, input }) => context.run((cx) => setSources(cx, input))),
  takePassage: api.desk.takePassage.handler(({ context, input }) => context.run((cx) => takePassage(cx, input))),
  commentPassage: api.desk.commentPassage.handler(({ context, input }) =>
    context.run((cx) => commentPassage(cx, input)),
  ),
  answerPassageComment: api.desk.answerPassageComment.handler(({ context, input }) =>
    context.run((cx) => answerPassageComment(cx, input)),
  ),
  resolvePassageComment: api.desk.resolvePassageComment.handler(({ context, input }) =>
    context.run((cx) => resolvePassageComment(cx, input)),
  ),
  submitForSecondReview: api.desk.submitForSecondReview.handler(({ context, input }) =>
    context.run((cx) => submitForSecondReview(cx, input)),
  ),
  sendBack: api.desk.sendBack.handler(({ context, input }) => context.run((cx) => sendBack(cx, input))),
  forward: api.desk.forward.handler(({ context, input }) => context.run((cx) => forward(cx, input))),
  comparePiece: api.desk.comparePiece.handler(({ context, input }) => context.query((cx) => comparePiece(cx, input))),
}
