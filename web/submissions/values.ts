import type { SubmissionScope as Scope, SubmissionStatus as Status } from '../../contract/submissions.ts'

// The page knows the contract by its types only, so that the checking code of the server stays out of the download.
// These tables are complete, or they do not compile.
const statuses: Record<Status, true> = {
  draft: true,
  inReview: true,
  returned: true,
  awaitingSignOff: true,
  signed: true,
  sent: true,
  received: true,
  rejected: true,
  heldBack: true,
  notAdopted: true,
  adopted: true,
  withdrawn: true,
  discarded: true,
}
const scopes: Record<Scope, true> = {
  mine: true,
  toReview: true,
  toReviewSecrecy: true,
  toSign: true,
  toSend: true,
  toConsent: true,
  unit: true,
  discarded: true,
}

export const SubmissionStatus = Object.keys(statuses) as Status[]
export const SubmissionScope = Object.keys(scopes) as Scope[]
