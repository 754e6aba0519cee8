import type { Permission } from '../../../contract/access.ts'
import type { SubmissionAction, SubmissionStatus } from '../../../contract/submissions.ts'

/** Who may do an act in a state: a permission at the unit, and where the person stands to the draft. */
export interface Guard {
  need: Permission
  person: 'reporter' | 'other' | 'anyone'
}

const byReporter: Guard = { need: 'submission.draft', person: 'reporter' }
const byReviewer: Guard = { need: 'submission.review', person: 'other' }
const bySecrecyReviewer: Guard = { need: 'submission.reviewSecrecy', person: 'other' }
const bySigner: Guard = { need: 'submission.sign', person: 'other' }
const bySender: Guard = { need: 'submission.send', person: 'anyone' }
const byConsenter: Guard = { need: 'submission.consentWithdrawal', person: 'other' }
const byWriters: Guard = { need: 'submission.draft', person: 'anyone' }

/**
 * 稿件: every act, the states it may start from with who may do it there, and the state it leads to (domain.md 2.2 A).
 * `to: null` leaves the state, or lets a rule decide. Four eyes: 审核、保密审查、签发 are never the reporter's own (第十三条).
 */
export const moves = {
  edit: {
    to: null,
    from: { draft: byReporter, returned: byReporter, inReview: byReviewer, awaitingSignOff: bySigner },
  },
  submitForReview: { to: 'inReview', from: { draft: byReporter, returned: byReporter } },
  returnToAuthor: { to: 'returned', from: { inReview: byReviewer, awaitingSignOff: bySigner, signed: bySigner } },
  passReview: { to: 'awaitingSignOff', from: { inReview: byReviewer } },
  reviewSecrecy: { to: null, from: { inReview: bySecrecyReviewer, awaitingSignOff: bySecrecyReviewer } },
  signOff: { to: 'signed', from: { awaitingSignOff: bySigner } },
  send: { to: 'sent', from: { signed: bySender } },
  sendOutside: { to: 'sent', from: { signed: bySender } },
  requestWithdrawal: { to: null, from: { sent: byReporter } },
  withdraw: { to: 'withdrawn', from: { sent: byConsenter } },
  declineWithdrawal: { to: null, from: { sent: byConsenter } },
  discard: { to: 'discarded', from: { draft: byReporter } },
  restore: { to: 'draft', from: { discarded: byReporter } },
  reopen: { to: 'returned', from: { rejected: byReporter, withdrawn: byReporter } },
  takeOver: {
    to: null,
    from: {
      draft: byReviewer,
      returned: byReviewer,
      inReview: byReviewer,
      awaitingSignOff: byReviewer,
      signed: byReviewer,
      sent: byReviewer,
      received: byReviewer,
      heldBack: byReviewer,
      rejected: byReviewer,
      withdrawn: byReviewer,
    },
  },
  startFollowUp: {
    to: null,
    from: {
      sent: byWriters,
      received: byWriters,
      rejected: byWriters,
      heldBack: byWriters,
      notAdopted: byWriters,
      adopted: byWriters,
    },
  },
} as const satisfies Record<
  SubmissionAction,
  { to: SubmissionStatus | null; from: Partial<Record<SubmissionStatus, Guard>> }
>

/** What a guard asks about one item and one person. */
export interface Facts {
  status: SubmissionStatus
  isReporter: boolean
  isMajor: boolean
  withdrawalAsked: boolean
  /** Some office rejected it for good: 不可重报. */
  resendForbidden: boolean
  /** The reporter may no longer write for the unit: left, moved, the post ended. */
  reporterLeft: boolean
  /** An office above has a desk in the system: what goes up is a letter. */
  hasOfficeAbove: boolean
  may(permission: Permission): boolean
}

export type Hindrance =
  | 'submission.wrong_state'
  | 'submission.not_reporter'
  | 'submission.own_item'
  | 'not_permitted'
  | 'submission.major_needs_chief'
  | 'submission.withdrawal_already_asked'
  | 'submission.withdrawal_not_asked'
  | 'submission.may_not_resend'
  | 'submission.reporter_still_here'
  | 'submission.no_office_above'
  | 'submission.office_above'

export const guardOf = (action: SubmissionAction, status: SubmissionStatus): Guard | undefined =>
  (moves[action].from as Partial<Record<SubmissionStatus, Guard>>)[status]

/** Why this person may not do this now; null when they may. The page's `actions` and the refusals come from here. */
export function hindrance(action: SubmissionAction, facts: Facts): Hindrance | null {
  const guard = guardOf(action, facts.status)
  if (!guard) return 'submission.wrong_state'
  if (!facts.may(guard.need)) return 'not_permitted'
  if (guard.person === 'reporter' && !facts.isReporter) return 'submission.not_reporter'
  if (guard.person === 'other' && facts.isReporter) return 'submission.own_item'
  if (action === 'signOff' && facts.isMajor && !facts.may('submission.signMajor')) return 'submission.major_needs_chief'
  if (action === 'requestWithdrawal' && facts.withdrawalAsked) return 'submission.withdrawal_already_asked'
  if ((action === 'withdraw' || action === 'declineWithdrawal') && !facts.withdrawalAsked)
    return 'submission.withdrawal_not_asked'
  if (action === 'reopen' && facts.status === 'rejected' && facts.resendForbidden) return 'submission.may_not_resend'
  if (action === 'send' && !facts.hasOfficeAbove) return 'submission.no_office_above'
  if (action === 'sendOutside' && facts.hasOfficeAbove) return 'submission.office_above'
  if (action === 'takeOver' && !facts.reporterLeft) return 'submission.reporter_still_here'
  return null
}

/** What somebody must still answer for: 接手. */
export const unfinished = Object.keys(moves.takeOver.from) as (keyof typeof moves.takeOver.from)[]

export const actionsFor = (facts: Facts): SubmissionAction[] =>
  (Object.keys(moves) as SubmissionAction[]).filter((action) => hindrance(action, facts) === null)
