import { z } from 'zod'
import { Day, FileRef, Id, Instant } from './common.ts'

/** 批示类型: 阅示, 要求落实, 要求调研, 表扬. */
export const DirectiveType = z.enum(['noted', 'act', 'research', 'praise'])
export type DirectiveType = z.infer<typeof DirectiveType>
export const DirectiveWay = z.enum(['typed', 'handwritten', 'photographed'])
export type DirectiveWay = z.infer<typeof DirectiveWay>
export const LeaderRank = z.enum(['state', 'provinceChief', 'province', 'cityChief', 'city', 'county', 'other'])
export type LeaderRank = z.infer<typeof LeaderRank>

/** One deadline of a task. `missingYears`: holidays not known when it was reckoned; it must be checked. */
export const DirectiveMilestone = z.object({
  name: z.string(),
  expects: z.enum(['signFor', 'feedback', 'final']),
  dueAt: Instant,
  metAt: Instant.nullable(),
  missedAt: Instant.nullable(),
  missingYears: z.array(z.number().int()),
})
export type DirectiveMilestone = z.infer<typeof DirectiveMilestone>

/** What a unit that carries it out must know of a directive. It travels whole: the unit may stand on another node. */
export const DirectiveFacts = z.object({
  directiveId: Id,
  label: z.string(),
  officeName: z.string(),
  leaderName: z.string(),
  leaderTitle: z.string(),
  leaderRank: LeaderRank,
  type: DirectiveType,
  text: z.string(),
  passage: z.string(),
  directedOn: Day,
  itemTitle: z.string(),
  sourceLabel: z.string(),
  classificationCode: z.string(),
  leadUnitName: z.string(),
  otherUnits: z.array(z.string()),
  contact: z.string(),
})
export type DirectiveFacts = z.infer<typeof DirectiveFacts>

const OfAssignment = z.object({ assignmentId: Id, at: Instant, byName: z.string() })

export const DirectiveTransferred = OfAssignment.extend({
  giverName: z.string(),
  facts: DirectiveFacts,
  role: z.enum(['lead', 'other']),
  requirement: z.string(),
  milestones: z.array(DirectiveMilestone),
  /** The handwriting, and what was attached to it. */
  files: z.array(FileRef),
})
export const DirectiveSignedFor = OfAssignment
export const DirectiveFeedback = OfAssignment.extend({
  feedbackId: Id,
  kind: z.enum(['stage', 'final']),
  situation: z.string(),
  problems: z.string(),
  nextSteps: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  signedByName: z.string(),
  signedByTitle: z.string(),
  keyId: z.string(),
  publicKeyPem: z.string(),
  signature: z.string(),
  below: z.array(z.object({ name: z.string(), status: z.string() })),
  attachments: z.array(FileRef),
})
export type DirectiveFeedback = z.infer<typeof DirectiveFeedback>
export const DirectiveUrged = OfAssignment.extend({
  automatic: z.boolean(),
  text: z.string(),
  milestoneName: z.string(),
  dueAt: Instant.nullable(),
  count: z.number().int(),
})
export const DirectiveInspected = OfAssignment.extend({
  inspectionId: Id,
  inspectedOn: Day,
  inspectors: z.string(),
  findings: z.string(),
  demands: z.string(),
})
export const DirectiveExtension = OfAssignment.extend({ reason: z.string(), plan: z.string(), until: Day })
export const DirectiveExtensionDecided = OfAssignment.extend({
  approved: z.boolean(),
  note: z.string(),
  milestones: z.array(DirectiveMilestone),
})
export const DirectiveJudged = OfAssignment.extend({
  accepted: z.boolean(),
  feedbackId: Id.nullable(),
  reason: z.string(),
  milestones: z.array(DirectiveMilestone),
})
export const DirectiveWithdrawn = OfAssignment.extend({ reason: z.string() })
/** To the office whose issue drew it: it tells the units the item came from. `text` only where they may read it. */
export const DirectiveTold = z.object({
  directiveId: Id,
  adoptionId: Id,
  stage: z.enum(['directed', 'directiveTranscribed', 'directiveClosed']),
  officeName: z.string(),
  leaderTitle: z.string(),
  type: DirectiveType,
  text: z.string().optional(),
  at: Instant,
})
export type DirectiveTold = z.infer<typeof DirectiveTold>

/** The letters of directives with their versions. */
export const directiveLetters = {
  'directive.transferred': { version: 1, body: DirectiveTransferred },
  'directive.signedFor': { version: 1, body: DirectiveSignedFor },
  'directive.feedback': { version: 1, body: DirectiveFeedback },
  'directive.urged': { version: 1, body: DirectiveUrged },
  'directive.inspected': { version: 1, body: DirectiveInspected },
  'directive.extension': { version: 1, body: DirectiveExtension },
  'directive.extensionDecided': { version: 1, body: DirectiveExtensionDecided },
  'directive.judged': { version: 1, body: DirectiveJudged },
  'directive.withdrawn': { version: 1, body: DirectiveWithdrawn },
  'directive.told': { version: 1, body: DirectiveTold },
} as const satisfies Record<string, { version: number; body: z.ZodType }>
