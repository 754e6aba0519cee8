/**
 * Library (资源库, 第十七、十九条): everything of record in one searchable place, for each only what may be seen.
 * Owns library_*, saved_search, collection, collection_entry. Tells library.exported, library.imported, library.tagged.
 * Hears what happens to items, pieces, issues, directives, commissions, guidance and bulletins: each is of record in the transaction of its act.
 */
import type { Cx, Reaction } from '../platform/command.ts'
import {
  enterBulletin,
  enterCommission,
  enterCommissionTask,
  enterDirective,
  enterDirectivesOf,
  enterDirectiveTask,
  enterPaper,
  enterReceipt,
  enterReceivedBulletin,
} from './from-acts.ts'
import { enterHandling, enterIssue, enterPiece, enterSources, enterSubmission } from './from-items.ts'

export type { Entering } from './entering.ts'
export { mendIndex } from './bulk.ts'
export { refuseCompany, takeOver } from './take-over.ts'
export { libraryUpkeep } from './upkeep.ts'

const piece: Reaction = async (cx, event) => {
  await enterPiece(cx, event.subjectId)
  await enterSources(cx, event.subjectId)
}

const of =
  (enter: (cx: Cx, id: string) => Promise<void>): Reaction =>
  (cx, event) =>
    enter(cx, event.subjectId)

const on = (reaction: Reaction, ...kinds: string[]) => Object.fromEntries(kinds.map((kind) => [kind, [reaction]]))

/** What happened, and what it changes in the library: in the same transaction. */
export const libraryReactions: Record<string, Reaction[]> = {
  ...on(
    of(enterSubmission),
    'submission.signed',
    'submission.sent',
    'submission.progressed',
    'submission.withdrawn',
    'submission.reopened',
  ),
  ...on(
    of(enterHandling),
    'handling.arrived',
    'handling.back_entered',
    'handling.renewed',
    'handling.resent',
    'handling.received',
    'handling.shortlisted',
    'handling.unshortlisted',
    'handling.rejected',
    'handling.declined',
    'handling.held_back',
    'handling.archived',
    'handling.reopened',
    'handling.withdrawn',
  ),
  ...on(of(enterSources), 'piece.started', 'piece.merged', 'piece.split', 'piece.sources_set', 'piece.sent_back'),
  ...on(piece, 'piece.sent_to_review', 'piece.adopted', 'piece.unadopted', 'piece.published', 'piece.recalled'),
  ...on(
    of(enterIssue),
    'issue.signed',
    'issue.released',
    'issue.recipients_added',
    'issue.received',
    'issue.voided',
    'issue.archived',
  ),
  ...on(
    of(enterDirective),
    'directive.recorded',
    'directive.edited',
    'directive.transferred',
    'directive.accepted',
    'directive.returned',
    'directive.withdrawn',
    'directive.reported',
    'directive.answered',
    'directive.closed',
    'directive.archived',
    'directive.voided',
  ),
  ...on(of(enterDirectivesOf), 'directive.leader_saved'),
  ...on(
    of(enterDirectiveTask),
    'directive_task.arrived',
    'directive_task.signed_for',
    'directive_task.feedback_sent',
    'directive_task.accepted',
    'directive_task.returned',
    'directive_task.withdrawn',
  ),
  ...on(of(enterCommission), 'commission.issued', 'commission.ended', 'commission.revoked'),
  ...on(
    of(enterCommissionTask),
    'commission_task.arrived',
    'commission_task.accepted',
    'commission_task.declined',
    'commission_task.answered',
    'commission_task.ended',
    'commission_task.revoked',
  ),
  ...on(of(enterPaper), 'guidance.issued', 'guidance.withdrawn'),
  ...on(of(enterReceipt), 'guidance_receipt.arrived', 'guidance_receipt.withdrawn'),
  ...on(of(enterBulletin), 'bulletin.signed', 'bulletin.released'),
  ...on(of(enterReceivedBulletin), 'bulletin.received'),
}
