/**
 * Submissions: 稿件 inside the unit that writes them: drafting, review, secrecy review, sign-off, sending, withdrawal,
 * follow-ups, and what became of them (第九至十三条). Owns submission, secrecy_review, sign_off, delivery, life_entry, item_question.
 * Tells: letters item.sent, item.withdrawn and item.reply; events submission.*; submission.progressed and submission.commented carry
 * `originPieceId` and `entryId` when the item was forwarded, so that the desk can pass it on down the chain.
 * Hears: letters item.progress and item.comment; event post.ended (接手).
 */
import { submissionFileGate } from './file-gate.ts'
import { handOverDrafts } from './take-over.ts'
import { hearComment, hearDelivered, hearProgress } from './letters.ts'

export { loadSubmission } from './load.ts'
export { itemPdfRoute } from './pdf-route.ts'
export { startForwarded } from './start-forwarded.ts'
export { submissionTasks } from './tasks.ts'
export { loadComment, loadProgress } from './letters.ts'

export const submissionLetters = { 'item.progress': hearProgress, 'item.comment': hearComment }
export const submissionReactions = { 'post.ended': [handOverDrafts] }
export const submissionDeliveries = { 'item.sent': hearDelivered }
export const submissionFileGates = { submission: submissionFileGate, submissionText: submissionFileGate }
