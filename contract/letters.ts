import { z } from 'zod'
import { assessmentLetters } from './assessment.letters.ts'
import { Body } from './body.ts'
import { commissionLetters } from './commissions.letters.ts'
import { Day, FileRef, Id, Instant } from './common.ts'
import { directiveLetters } from './directives.letters.ts'
import { guidanceLetters } from './guidance.letters.ts'
import { publicationLetters } from './publications.letters.ts'

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
  /** sha-256 of the public key of the signer's passkey that signed the same text; absent: the password was given. */
  passkey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type SignOffStatement = z.infer<typeof SignOffStatement>

/** 本人签名: the answer of the signer's own passkey over exactly this text (W3C WebAuthn level 2). Bytes are base64url. */
export const PersonalSignature = z.object({
  credentialId: z.string().max(2000),
  publicKey: z.string().max(2000),
  origin: z.string().max(300),
  nonce: z.string().max(100),
  authenticatorData: z.string().max(5000),
  clientDataJson: z.string().max(5000),
  signature: z.string().max(2000),
})
export type PersonalSignature = z.infer<typeof PersonalSignature>

export const SignedStatement = z.object({
  statement: SignOffStatement,
  keyId: z.string(),
  publicKeyPem: z.string(),
  signature: z.string(),
  /** Only where the statement names a passkey. */
  personal: PersonalSignature.optional(),
})
export type SignedStatement = z.infer<typeof SignedStatement>

/** A sign-off as pages show it: by what the signer proved who signs, and whether all its signatures hold now. */
export const ShownSignOff = SignedStatement.extend({
  check: z.object({ by: z.enum(['passkey', 'password']), holds: z.boolean() }),
})
export type ShownSignOff = z.infer<typeof ShownSignOff>

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
  /** 约稿 and 要点 it was written for. */
  commissionId: Id.nullish(),
  pointIds: z.array(Id).optional(),
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
  'directiveTranscribed',
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
  /** directed, directiveTranscribed, directiveClosed: whose leader (of which office, where it is another), what kind; the words only where the unit may read them. */
  leaderOffice: z.string().optional(),
  leaderTitle: z.string().optional(),
  directiveType: z.string().optional(),
  directiveText: z.string().optional(),
})
export type ItemProgress = z.infer<typeof ItemProgress>

export const ItemComment = z.object({
  submissionId: Id,
  commentId: Id,
  /** 核实: the office waits for an answer. */
  asksAnswer: z.boolean(),
  officeId: Id,
  officeName: z.string(),
  authorName: z.string(),
  text: z.string(),
  at: Instant,
})

/** 核实答复: what the unit answers to a question about its item. */
export const ItemReply = z.object({
  submissionId: Id,
  commentId: Id,
  unitId: Id,
  unitName: z.string(),
  authorName: z.string(),
  text: z.string(),
  at: Instant,
})

/** A unit as every node knows it: the same id, code and place everywhere. */
export const DirectoryUnit = z.object({
  id: Id,
  code: z.string(),
  path: z.string(),
  parentId: Id.nullable(),
  kind: z.string(),
  isOffice: z.boolean(),
  name: z.string(),
  shortName: z.string(),
  governmentName: z.string().nullable(),
  phone: z.string().nullable(),
  validFrom: Day,
  validTo: Day.nullable(),
  position: z.number().int(),
})
export type DirectoryUnit = z.infer<typeof DirectoryUnit>

/** One line of a unit's history: old names stay readable everywhere. */
export const DirectoryChange = z.object({
  id: Id,
  unitId: Id,
  kind: z.string(),
  effectiveOn: Day,
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  basis: z.string(),
  recordedAt: Instant,
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

/** Units founded, renamed, moved, ended or edited on another node. */
export const DirectoryChanged = z.object({ units: z.array(DirectoryUnit), changes: z.array(DirectoryChange) })

/** A node further away, made known by one that has enrolled it: where units live, and whose key witnesses their sign-offs. */
export const NodeKnown = z.object({
  nodeId: Id,
  code: z.string(),
  name: z.string(),
  unitId: Id,
  state: z.enum(['active', 'revoked']),
  witnessKeys: z.array(
    z.object({ id: z.string(), publicKeyPem: z.string(), state: z.enum(['next', 'active', 'retired', 'revoked']) }),
  ),
})

/** New keys of the node that writes, signed by the key before: from the next letter on they count. */
export const NodeKeysChanged = z.object({
  nodeId: Id,
  keys: z.array(
    z.object({
      id: z.string().max(100),
      purpose: z.enum(['signing', 'encryption', 'tls']),
      suite: z.string(),
      publicKey: z.string().max(20_000),
      expiresAt: Instant.nullable(),
    }),
  ),
})

/** A letter that was handed on from node to node has taken effect where its addressee lives. */
export const LetterDelivered = z.object({ letterId: Id, kind: z.string(), at: Instant })

/**
 * A kind of letter. A new version is made when an older node would misunderstand the new shape; a field that may be left out and that an
 * older node may leave unread needs none. What a shape was before stays in `earlier`, with how such a letter reads today:
 * nodes of several versions are the normal state.
 */
export interface LetterDefinition {
  version: number
  body: z.ZodType
  earlier?: Record<number, { body: z.ZodType; lift: (body: never) => unknown }>
}

/** Every kind of letter with its current version. */
export const letters = {
  'item.sent': { version: 1, body: ItemSent },
  'item.withdrawn': { version: 1, body: ItemWithdrawn },
  'item.progress': { version: 1, body: ItemProgress },
  'item.comment': { version: 1, body: ItemComment },
  'item.reply': { version: 1, body: ItemReply },
  ...directiveLetters,
  'directory.changed': { version: 1, body: DirectoryChanged },
  'node.known': { version: 1, body: NodeKnown },
  'node.keysChanged': { version: 1, body: NodeKeysChanged },
  'letter.delivered': { version: 1, body: LetterDelivered },
  ...assessmentLetters,
  ...commissionLetters,
  ...guidanceLetters,
  ...publicationLetters,
} as const satisfies Record<string, LetterDefinition>

export type LetterKind = keyof typeof letters
export type LetterBody<Kind extends LetterKind> = z.infer<(typeof letters)[Kind]['body']>
