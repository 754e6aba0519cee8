import type { LetterBody } from '../../../contract/letters.ts'
import type { DeliveryStatus, SecrecyConclusion, SubmissionStatus } from '../../../contract/submissions.ts'

type Stage = LetterBody<'item.progress'>['stage']

/** What a stage told by the receiving office makes of the delivery; null leaves it as it is. */
const afterStage = {
  received: 'received',
  shortlisted: 'received',
  unshortlisted: 'received',
  editing: 'received',
  merged: 'received',
  unmerged: 'received',
  inSecondReview: 'received',
  adopted: 'adopted',
  unadopted: 'received',
  published: 'adopted',
  recalled: 'adopted',
  rejected: 'rejected',
  declined: 'notAdopted',
  archived: 'notAdopted',
  heldBack: 'heldBack',
  forwarded: null,
  shared: null,
  directed: null,
  directiveTranscribed: null,
  directiveClosed: null,
} as const satisfies Record<Stage, DeliveryStatus | null>

export const statusAfter = (stage: Stage): DeliveryStatus | null => afterStage[stage]

/** From the best to the worst that may become of an item. */
const fates = [
  'adopted',
  'heldBack',
  'received',
  'sent',
  'notAdopted',
  'rejected',
  'withdrawn',
] as const satisfies readonly DeliveryStatus[]

/**
 * The item's state from the fates of its deliveries: the best one wins. An adoption further up (the office forwarded it)
 * counts as an adoption: `stagesAbove` is the last word of each such office.
 */
export function overallStatus(
  deliveries: readonly DeliveryStatus[],
  stagesAbove: readonly Stage[] = [],
): DeliveryStatus {
  if (stagesAbove.some((stage) => statusAfter(stage) === 'adopted')) return 'adopted'
  return fates.find((fate) => deliveries.includes(fate)) ?? 'sent'
}

/** 保密审查: what does not pass goes back to the author; what passes stays where it is. */
export const afterSecrecyReview = (conclusion: SecrecyConclusion, status: SubmissionStatus): SubmissionStatus =>
  conclusion === 'pass' ? status : 'returned'
