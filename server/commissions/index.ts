/**
 * Commissions (约稿, 第十二条): an office asks units for an item by a date; each unit accepts or declines, answers with an item, in time or late.
 * Owns recipient_group, commission and commission_*. Tells: letters commission.*; events commission.requested, .drafted, .issued, .targets_added,
 * .accepted, .declined, .answered (targetUnitId, submissionId, onTime, lateHours, isFirst), .answer_withdrawn, .reminded, .due_changed, .overdue,
 * .graded, .ended (missed), .revoked at the office; commission_task.* at the unit.
 * Hears its own letters; submission.sent, .withdrawn of items written for a commission; piece.adopted, .unadopted of answers.
 */
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { App } from '../platform/command.ts'
import { answerWithSent, takeBackWithdrawn } from './answer.ts'
import {
  answerAdopted,
  answerUnadopted,
  hearAccepted,
  hearAnswerWithdrawn,
  hearAnswered,
  hearDeclined,
  hearDelivered,
  hearRead,
} from './hear-as-office.ts'
import {
  hearAdopted,
  hearDueChanged,
  hearEnded,
  hearGraded,
  hearLinked,
  hearReminded,
  receiveIssued,
} from './hear-as-unit.ts'
import { findCommission, findTask, mayReadCommission } from './load.ts'

export { commissionTasks } from './home-tasks.ts'
export { commissionPdfRoute } from './pdf-route.ts'
export { recipientsOf } from './recipients.ts'
export { nextReminderAt } from './reminder-rules.ts'
export type { Recipient } from './recipients.ts'
export { watchCommissions } from './watch.ts'

export const commissionLetterHandlers: App['letterHandlers'] = {
  'commission.issued': receiveIssued,
  'commission.read': hearRead,
  'commission.accepted': hearAccepted,
  'commission.declined': hearDeclined,
  'commission.answered': hearAnswered,
  'commission.answerWithdrawn': hearAnswerWithdrawn,
  'commission.reminded': hearReminded,
  'commission.dueChanged': hearDueChanged,
  'commission.adopted': hearAdopted,
  'commission.linked': hearLinked,
  'commission.graded': hearGraded,
  'commission.ended': hearEnded,
}
export const commissionDeliveries: App['deliveryHandlers'] = { 'commission.issued': hearDelivered }
export const commissionReactions: App['reactions'] = {
  'submission.sent': [answerWithSent],
  'submission.withdrawn': [takeBackWithdrawn],
  'piece.adopted': [answerAdopted],
  'piece.unadopted': [answerUnadopted],
}

/** Who may read a commission or a task may read its files. */
export const commissionFileGates: App['fileGates'] = {
  async commission(cx, id) {
    const row = await findCommission(cx, id)
    return row !== undefined && mayReadCommission(cx, row)
  },
  async commissionTask(cx, id) {
    const task = await findTask(cx, id)
    return task !== undefined && can(cx.actor, 'commissionTask.read', (await loadUnit(cx, task.unit_id)).path)
  },
}
