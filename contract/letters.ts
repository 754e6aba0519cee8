import { z } from 'zod'
import { Body } from './body.ts'
import { Day, FileRef, Id, Instant } from './common.ts'
import { directiveLetters } from './directives.letters.ts'

/**
 * Letters: every effect of one unit on another (ARCHITECTURE.md, idea 3). Each kind has a version and a closed shape.
 * A receiver that meets a newer version or an unknown kind keeps the letter and waits; it never guesses.
 */

/** What a signer signed: the canonical form (RFC 8785) of this is what the signature covers. */
export const SignOffStatement = z.object({
  submissionId: Id,
  digest: z.string().regex(/^[0-9a-f]{64}$/), // sha-256 of the exact title and body
  unitId: Id,
  unitName: z.string(),
  signerId: Id,
  signerName: z.string(),
  signerTitle: z.string(),
  signedAs: z.enum(['deputyHead', 'chiefHead']),
  delegatedFrom: z.string().nullable(),
  opinion: z.string(),
  signedAt: Instant,
})
export type SignOffStatement = z.infer<typeof SignOffStatement>

export const SignedStatement = z.object({
  statement: SignOffStatement,
  keyId: z.string(),
  publicKeyPem: z.string(),
  signature: z.string(),
})
export type SignedStatement = z.infer<typeof SignedStatement>

/** One link of the chain below: a submission this text was made from, lowest level last. */
export const ProvenanceLink = z.object({
  submissionId: Id.nullable(),
  unitId: Id.nullable(),
  unitName: z.string(),
  title: z.string(),
  digest: z.string().nullable(),
  signedBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  role: z.enum(['lead', 'other']),
  /** How many levels below the sender: 1 is its direct source. */
  depth: z.number().int().min(1),
})
export type ProvenanceLink = z.infer<typeof ProvenanceLink>

export const ItemSent = z.object({
  submissionId: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  body: Body,
  digest: z.string(),
  categoryCode: z.string().nullable(),
  genreCode: z.string().nullable(),
  urgencyCode: z.string(),
  classificationCode: z.string(),
  keywords: z.array(z.string()),
  isMajor: z.boolean(),
  authorName: z.string(),
  authorPhone: z.string(),
  signOff: SignedStatement,
  secrecyReview: z.object({
    conclusion: z.literal('pass'),
    ground: z.string(),
    reviewerName: z.string(),
    reviewedAt: Instant,
  }),
  provenance: z.array(ProvenanceLink),
  attachments: z.array(FileRef),
  followUpOf: Id.nullable(),
  followUpNumber: z.number().int().nullable(),
  sentAt: Instant,
})
export type ItemSent = z.infer<typeof ItemSent>

export const ItemWithdrawn = z.object({ submissionId: Id, reason: z.string(), withdrawnBy: z.string(), at: Instant })

/** What the office did with an item, told to the unit it came from. `stage` decides which fields are there. */
export const ProgressStage = z.enum([
  'received',
  'shortlisted',
  'unshortlisted',
  'editing',
  'merged',
  'unmerged',
  'inSecondReview',
  'adopted',
  'unadopted',
  'published',
  'recalled',
  'rejected',
  'declined',
  'heldBack',
  'archived',
  'forwarded',
  'shared',
  'directed',
  'directiveClosed',
])
export type ProgressStage = z.infer<typeof ProgressStage>

export const ItemProgress = z.object({
  submissionId: Id,
  stage: ProgressStage,
  at: Instant,
  officeId: Id,
  officeName: z.string(),
  /** The officer's name where the unit may know it (签收, 退稿). */
  byName: z.string().optional(),
  /** rejected, declined, heldBack, unadopted, recalled */
  reasonName: z.string().optional(),
  reasonText: z.string().optional(),
  advice: z.string().optional(),
  mayResend: z.boolean().optional(),
  /** adopted, published: the text as edited, so that the author sees how it was changed. */
  title: z.string().optional(),
  body: Body.optional(),
  /** merged: with which units */
  mergedWith: z.array(z.string()).optional(),
  publicationName: z.string().optional(),
  columnName: z.string().optional(),
  modeName: z.string().optional(),
  /** published: '2026年第12期' */
  issueLabel: z.string().optional(),
  issueOn: Day.optional(),
  /** forwarded, and every stage told by an office further up: the level is the office's own. */
  forwardedTo: z.array(z.string()).optional(),
  /** directed, directiveClosed: whose leader, what kind; the words only where the unit may read them. */
  leaderTitle: z.string().optional(),
  directiveType: z.string().optional(),
  directiveText: z.string().optional(),
})
export type ItemProgress = z.infer<typeof ItemProgress>

export const ItemComment = z.object({
  submissionId: Id,
  officeId: Id,
  officeName: z.string(),
  authorName: z.string(),
  text: z.string(),
  at: Instant,
})

/** Every kind of letter with its current version. */
export const letters = {
  'item.sent': { version: 1, body: ItemSent },
  'item.withdrawn': { version: 1, body: ItemWithdrawn },
  'item.progress': { version: 1, body: ItemProgress },
  'item.comment': { version: 1, body: ItemComment },
  ...directiveLetters,
} as const satisfies Record<string, { version: number; body: z.ZodType }>

export type LetterKind = keyof typeof letters
export type LetterBody<Kind extends LetterKind> = z.infer<(typeof letters)[Kind]['body']>
