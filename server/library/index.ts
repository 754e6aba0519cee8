/**
 * Library (资源库, 第十七、十九条): everything of record in one searchable place, for each only what may be seen.
 * Owns library_*, saved_search, collection, collection_entry. Tells library.exported, library.imported, library.tagged.
 * Hears what happens to items, pieces and issues. Other modules enter their records with `enterLibrary` from their reactions list here.
 */
import type { Reaction } from '../platform/command.ts'
import { enterHandling, enterIssue, enterPiece, enterSources, enterSubmission } from './from-items.ts'

export { enterLibrary } from './enter.ts'
export type { Entering } from './enter.ts'
export { libraryUpkeep } from './upkeep.ts'

const submission: Reaction = (cx, event) => enterSubmission(cx, event.subjectId)
const handling: Reaction = (cx, event) => enterHandling(cx, event.subjectId)
const piece: Reaction = async (cx, event) => {
  await enterPiece(cx, event.subjectId)
  await enterSources(cx, event.subjectId)
}
const sources: Reaction = (cx, event) => enterSources(cx, event.subjectId)
const issue: Reaction = (cx, event) => enterIssue(cx, event.subjectId)

const on = (reaction: Reaction, ...kinds: string[]) => Object.fromEntries(kinds.map((kind) => [kind, [reaction]]))

/** What happened, and what it changes in the library: in the same transaction. */
export const libraryReactions: Record<string, Reaction[]> = {
  ...on(
    submission,
    'submission.signed',
    'submission.sent',
    'submission.progressed',
    'submission.withdrawn',
    'submission.reopened',
  ),
  ...on(
    handling,
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
  ...on(sources, 'piece.started', 'piece.merged', 'piece.split', 'piece.sources_set', 'piece.sent_back'),
  ...on(piece, 'piece.sent_to_review', 'piece.adopted', 'piece.unadopted', 'piece.published', 'piece.recalled'),
  ...on(issue, 'issue.signed', 'issue.released', 'issue.recipients_added', 'issue.voided', 'issue.archived'),
}
