import type { Permission } from '../../../contract/access.ts'
import type {
  CommissionAction,
  CommissionStatus,
  CommissionTaskAction,
  CommissionTaskStatus,
} from '../../../contract/commissions.ts'

interface Move<Status> {
  need: Permission
  from: readonly Status[]
  to: Status | null
}

/** 约稿 at the office: who may do what in which state. `to: null` stays, or lets the case decide. */
export const commissionMoves = {
  edit: { need: 'commission.manage', from: ['requested', 'draft'], to: null },
  issue: { need: 'commission.manage', from: ['requested', 'draft'], to: 'issued' },
  remove: { need: 'commission.manage', from: ['requested', 'draft', 'issued'], to: 'revoked' },
  addTargets: { need: 'commission.manage', from: ['issued'], to: null },
  changeDue: { need: 'commission.manage', from: ['issued'], to: null },
  remind: { need: 'commission.manage', from: ['issued'], to: null },
  link: { need: 'commission.manage', from: ['issued'], to: null },
  grade: { need: 'commission.manage', from: ['issued', 'ended'], to: null },
  end: { need: 'commission.manage', from: ['issued'], to: 'ended' },
} as const satisfies Record<CommissionAction, Move<CommissionStatus>>

/** What stands in the way of an act at the office besides the state: a commission with answers is never deleted (domain.md 5.3). */
export const mayMoveCommission = (
  facts: { status: CommissionStatus; answers: number },
  action: CommissionAction,
): boolean =>
  (commissionMoves[action].from as readonly CommissionStatus[]).includes(facts.status) &&
  !(action === 'remove' && facts.answers > 0)

const open: readonly CommissionTaskStatus[] = ['issued', 'read', 'accepted']

/** 约稿 at a unit. To decline for the unit is not the reporter's to decide; an answer counts in any state. */
export const taskMoves = {
  read: { need: 'commissionTask.read', from: ['issued'], to: 'read' },
  accept: { need: 'commissionTask.handle', from: ['issued', 'read', 'declined'], to: 'accepted' },
  decline: { need: 'commissionTask.decline', from: open, to: 'declined' },
  write: { need: 'submission.draft', from: [...open, 'answered'], to: null },
  link: { need: 'commissionTask.handle', from: [...open, 'declined', 'answered'], to: 'answered' },
  passDown: { need: 'commission.manage', from: [...open, 'answered'], to: null },
} as const satisfies Record<CommissionTaskAction, Move<CommissionTaskStatus>>

/** After the office ended it nothing is asked of the unit any more; it may still be read. */
export const mayMoveTask = (
  facts: { status: CommissionTaskStatus; ended: boolean },
  action: CommissionTaskAction,
): boolean =>
  (taskMoves[action].from as readonly CommissionTaskStatus[]).includes(facts.status) &&
  (!facts.ended || action === 'read')

/** The unit still owes something: neither answered nor declined. */
export const isWaiting = (status: CommissionTaskStatus): boolean => open.includes(status)
