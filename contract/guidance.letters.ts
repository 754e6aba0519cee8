import { z } from 'zod'
import { Body } from './body.ts'
import { Day, FileRef, Id, Instant } from './common.ts'

/** 报送要点、通知、采用情况通报. */
export const PaperKind = z.enum(['points', 'notice', 'adoption'])
export type PaperKind = z.infer<typeof PaperKind>

/** 要点: one topic that is wanted. `basedOn`: the point of the office above it was adapted from. */
const GuidancePoint = z.object({
  id: Id,
  text: z.string(),
  detail: z.string(),
  basedOn: Id.nullable(),
})
export type GuidancePoint = z.infer<typeof GuidancePoint>

/** A paper travels whole. `receiptId` is the unit's copy; what the unit does is told under that id. */
export const GuidanceIssued = z.object({
  receiptId: Id,
  paperId: Id,
  kind: PaperKind,
  officeName: z.string(),
  label: z.string(),
  title: z.string(),
  body: Body,
  periodFrom: Day.nullable(),
  periodTo: Day.nullable(),
  /** 阅读期限 */
  readBy: Instant.nullish(),
  points: z.array(GuidancePoint),
  signerName: z.string(),
  issuedAt: Instant,
  files: z.array(FileRef),
})
export const GuidanceRead = z.object({ receiptId: Id, at: Instant, byName: z.string() })
/** 催阅: it still lies unread at the unit. `count`: the how-manieth time. */
export const GuidanceReminded = z.object({
  receiptId: Id,
  at: Instant,
  byName: z.string(),
  count: z.number().int().positive(),
})
export const GuidanceWithdrawn = z.object({ receiptId: Id, at: Instant, byName: z.string(), reason: z.string() })
/** An item written for points of the paper was sent, or taken back (`pointIds` empty). */
export const GuidanceCovered = z.object({
  receiptId: Id,
  submissionId: Id,
  title: z.string(),
  pointIds: z.array(Id),
  sentAt: Instant,
})
/** 当日采用: what the office adopted of this unit that day. */
export const GuidanceAdoptions = z.object({
  day: Day,
  officeName: z.string(),
  items: z.array(
    z.object({ adoptionId: Id, title: z.string(), publicationName: z.string(), columnName: z.string(), at: Instant }),
  ),
})

export const guidanceLetters = {
  'guidance.issued': { version: 1, body: GuidanceIssued },
  'guidance.read': { version: 1, body: GuidanceRead },
  'guidance.reminded': { version: 1, body: GuidanceReminded },
  'guidance.withdrawn': { version: 1, body: GuidanceWithdrawn },
  'guidance.covered': { version: 1, body: GuidanceCovered },
  'guidance.adoptions': { version: 1, body: GuidanceAdoptions },
} as const satisfies Record<`guidance.${string}`, { version: number; body: z.ZodType }>
