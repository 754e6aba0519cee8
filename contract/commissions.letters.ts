import { z } from 'zod'
import { FileRef, Id, Instant } from './common.ts'

/** 本级约稿, 领导约稿, 省办(上级)约稿, 国办约稿. */
export const CommissionOrigin = z.enum(['own', 'leader', 'upper', 'state'])
export type CommissionOrigin = z.infer<typeof CommissionOrigin>

const OfTask = z.object({ taskId: Id, at: Instant, byName: z.string() })

/** 约稿通知单: all the unit must know. */
export const CommissionIssued = OfTask.extend({
  commissionId: Id,
  officeName: z.string(),
  label: z.string(),
  origin: CommissionOrigin,
  leaderName: z.string(),
  sourceLabel: z.string(),
  title: z.string(),
  content: z.string(),
  requirements: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  issuedAt: Instant,
  dueAt: Instant,
  files: z.array(FileRef),
})
export const CommissionRead = OfTask
export const CommissionAccepted = OfTask
export const CommissionDeclined = OfTask.extend({ reason: z.string() })
/** `sentAt` decides whether it was in time, also when the item is linked afterwards. */
export const CommissionAnswered = OfTask.extend({ submissionId: Id, title: z.string(), sentAt: Instant })
export const CommissionAnswerWithdrawn = OfTask.extend({ submissionId: Id })
export const CommissionReminded = OfTask.extend({ text: z.string(), automatic: z.boolean(), count: z.number().int() })
export const CommissionDueChanged = OfTask.extend({ dueAt: Instant, reason: z.string() })
/** What the office made of an answer. */
export const CommissionAdopted = OfTask.extend({
  submissionId: Id,
  adopted: z.boolean(),
  publicationName: z.string(),
})
/** The office noted by hand that an item it received answers the commission. */
export const CommissionLinked = OfTask.extend({ submissionId: Id, title: z.string(), sentAt: Instant })
/** 质量评定. The marks are a list of the office (catalogue 'answerQuality'), which the unit need not know: the name comes along. */
export const CommissionGraded = OfTask.extend({
  quality: z.string().min(1).max(40),
  qualityName: z.string().min(1),
  note: z.string(),
})
export const CommissionEnded = OfTask.extend({ kind: z.enum(['ended', 'revoked']), reason: z.string() })

export const commissionLetters = {
  'commission.issued': { version: 1, body: CommissionIssued },
  'commission.read': { version: 1, body: CommissionRead },
  'commission.accepted': { version: 1, body: CommissionAccepted },
  'commission.declined': { version: 1, body: CommissionDeclined },
  'commission.answered': { version: 1, body: CommissionAnswered },
  'commission.answerWithdrawn': { version: 1, body: CommissionAnswerWithdrawn },
  'commission.reminded': { version: 1, body: CommissionReminded },
  'commission.dueChanged': { version: 1, body: CommissionDueChanged },
  'commission.adopted': { version: 1, body: CommissionAdopted },
  'commission.linked': { version: 1, body: CommissionLinked },
  'commission.graded': { version: 1, body: CommissionGraded },
  'commission.ended': { version: 1, body: CommissionEnded },
} as const satisfies Record<`commission.${string}`, { version: number; body: z.ZodType }>
