import { z } from 'zod'
import { Body } from './body.ts'
import { ById, Day, FileRef, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'
import { Comparison, DraftText, ResearchPart } from './documents.ts'
import { ProvenanceLink, ShownSignOff } from './letters.ts'
import { FoundWord } from './wording.ts'

/** 稿件 at the unit that writes it (domain.md 2.2 A). */
export const SubmissionStatus = z.enum([
  'draft',
  'inReview',
  'returned',
  'awaitingSignOff',
  'signed',
  'sent',
  'received',
  'rejected',
  'heldBack',
  'notAdopted',
  'adopted',
  'withdrawn',
  'discarded',
])
export type SubmissionStatus = z.infer<typeof SubmissionStatus>

export const DeliveryStatus = z.enum(['sent', 'received', 'rejected', 'heldBack', 'notAdopted', 'adopted', 'withdrawn'])
export type DeliveryStatus = z.infer<typeof DeliveryStatus>

export const SubmissionAction = z.enum([
  'edit',
  'submitForReview',
  'returnToAuthor',
  'passReview',
  'reviewSecrecy',
  'signOff',
  'send',
  'sendOutside',
  'requestWithdrawal',
  'withdraw',
  'declineWithdrawal',
  'discard',
  'restore',
  'reopen',
  'startFollowUp',
  'takeOver',
])
export type SubmissionAction = z.infer<typeof SubmissionAction>

export const MissingField = z.enum(['title', 'titleLength', 'body', 'category', 'authorName'])
export type MissingField = z.infer<typeof MissingField>

export const SecrecyConclusion = z.enum(['pass', 'revise', 'forbid'])
export type SecrecyConclusion = z.infer<typeof SecrecyConclusion>

export const SubmissionRow = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  status: SubmissionStatus,
  statusSince: Instant,
  dueAt: Instant.nullable(),
  categoryCode: z.string().nullable(),
  genreCode: z.string().nullable(),
  urgencyCode: z.string(),
  isMajor: z.boolean(),
  characters: z.number().int(),
  reporterName: z.string(),
  followUpNumber: z.number().int().nullable(),
  isForwarded: z.boolean(),
  withdrawalRequested: z.boolean(),
  updatedAt: Instant,
  sentAt: Instant.nullable(),
})
export type SubmissionRow = z.infer<typeof SubmissionRow>

export const Delivery = z.object({
  officeId: Id,
  officeName: z.string(),
  status: DeliveryStatus,
  sentAt: Instant,
  /** 已送达: it lies on the office's desk. Null: 发送中, it waits for the line to the office's node. */
  deliveredAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  receivedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  reasonName: z.string().nullable(),
  reasonText: z.string().nullable(),
  advice: z.string().nullable(),
  mayResend: z.boolean().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** 上报系统外上级: by which road the signed text went, and under which number. */
export const OutsideSending = z.object({
  id: Id,
  officeName: z.string(),
  roadName: z.string(),
  reference: z.string(),
  note: z.string(),
  digest: z.string(),
  sentAt: Instant,
  sentByName: z.string(),
})
export type OutsideSending = z.infer<typeof OutsideSending>

export const SecrecyReview = z.object({
  conclusion: SecrecyConclusion,
  ground: z.string(),
  reviewerName: z.string(),
  reviewedAt: Instant,
  digest: z.string(),
  /** False once the text or the attachments changed after it. */
  holds: z.boolean(),
})
export type SecrecyReview = z.infer<typeof SecrecyReview>

/** What may be filled in beside the text. `version` is that of the details the page started from. */
export const Details = z.object({
  categoryCode: z.string().max(40).nullable(),
  genreCode: z.string().max(40).nullable(),
  urgencyCode: z.string().max(40),
  classificationCode: z.string().max(40),
  keywords: z.array(z.string().trim().min(1).max(30)).max(20),
  isMajor: z.boolean(),
  authorName: z.string().trim().max(50),
  authorPhone: z.string().trim().max(40),
  receiverIds: z.array(Id).max(20),
  fileIds: z.array(Id).max(50),
  /** 约稿 and 要点 of offices above it is written for. */
  commissionId: Id.nullable(),
  pointIds: z.array(Id).max(20),
})
export type Details = z.infer<typeof Details>

export const Submission = SubmissionRow.extend({
  classificationCode: z.string(),
  keywords: z.array(z.string()),
  authorName: z.string(),
  authorPhone: z.string(),
  reporterId: Id,
  receivers: z.array(z.object({ id: Id, name: z.string() })),
  commissionId: Id.nullable(),
  pointIds: z.array(Id),
  attachments: z.array(FileRef),
  version: z.number().int(),
  createdAt: Instant,
  text: z.object({
    title: z.string(),
    body: Body,
    version: z.number().int(),
    revisionId: Id,
    digest: z.string(),
    authorName: z.string(),
    savedAt: Instant,
  }),
  returnReason: z.string().nullable(),
  withdrawal: z.object({ reason: z.string(), askedAt: Instant, askedBy: z.string() }).nullable(),
  secrecyReview: SecrecyReview.nullable(),
  signOff: ShownSignOff.nullable(),
  deliveries: z.array(Delivery),
  outsideSendings: z.array(OutsideSending),
  followUpOf: z.object({ id: Id, title: z.string() }).nullable(),
  isFinalReport: z.boolean(),
  /** 初报、续报一…终报: the whole chain this item stands in, itself included; empty when it stands alone. */
  thread: z.array(
    z.object({
      id: Id,
      title: z.string(),
      number: z.number().int().nullable(),
      isFinal: z.boolean(),
      status: SubmissionStatus,
      at: Instant,
    }),
  ),
  originPieceId: Id.nullable(),
  provenance: z.array(ProvenanceLink),
  /** 核实: what offices asked about it. */
  questions: z.array(
    z.object({
      id: Id,
      officeName: z.string(),
      askedBy: z.string(),
      text: z.string(),
      askedAt: Instant,
      answer: z.object({ text: z.string(), by: z.string(), at: Instant }).nullable(),
      mayAnswer: z.boolean(),
    }),
  ),
  actions: z.array(SubmissionAction),
})
export type Submission = z.infer<typeof Submission>

export const SimilarItem = z.object({
  id: Id,
  title: z.string(),
  status: SubmissionStatus,
  createdAt: Instant,
  reporterName: z.string(),
  likeness: z.number(),
})
/** What stands between a text and the review: `missing`, `secretMark` and stop words block, the rest warns. */
export const Readiness = z.object({
  missing: z.array(MissingField),
  secretMark: z.string().nullable(),
  words: z.array(FoundWord),
  missingParts: z.array(ResearchPart),
  phoneMissing: z.boolean(),
  similar: z.array(SimilarItem),
})
export type Readiness = z.infer<typeof Readiness>

/** One line of an item's life: `source` own: an act of the unit; office: what an office told of it. */
export const LifeLine = z.object({
  id: z.string(),
  at: Instant,
  source: z.enum(['own', 'office']),
  kind: z.string(),
  unitName: z.string(),
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type LifeLine = z.infer<typeof LifeLine>

/** A text of the item's life. `ref` names it in `text` and `compare`: 'revision:<id>' or 'edited:<life entry id>'. */
export const TextRef = z.string().regex(/^(revision|edited):[0-9a-f-]{36}$/)
export const LifeText = z.object({
  ref: TextRef,
  kind: z.enum(['revision', 'edited']),
  number: z.number().int().nullable(),
  title: z.string(),
  by: z.string(),
  at: Instant,
  digest: z.string().nullable(),
  stage: z.string().nullable(),
})
export type LifeText = z.infer<typeof LifeText>

export const SubmissionScope = z.enum([
  'mine',
  'unit',
  'toReview',
  'toReviewSecrecy',
  'toSign',
  'toSend',
  'toConsent',
  'discarded',
])
export type SubmissionScope = z.infer<typeof SubmissionScope>
/** With '-' in front: the latest first. */
export const SubmissionSort = z.enum(['-updated', 'updated', 'due', '-due', '-sent', 'sent'])

export const ListSubmissions = PageQuery.extend({
  scope: SubmissionScope.default('mine'),
  status: oneOrMany(SubmissionStatus).optional(),
  category: oneOrMany(z.string().max(40)).optional(),
  urgency: oneOrMany(z.string().max(40)).optional(),
  from: Day.optional(),
  to: Day.optional(),
  search: z.string().trim().max(100).optional(),
  sort: SubmissionSort.default('-updated'),
})

const act = (path: string, summary: string) => route('POST', `/submissions/{id}/${path}`, summary, 'submissions')
const read = (path: string, summary: string) => route('GET', `/submissions${path}`, summary, 'submissions')
/** The digest of the text the person looked at: an act on a text that changed meanwhile is refused. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** submissions: what the server promises. */
export const submissions = {
  list: read('', '稿件列表 Items of my unit, by scope').input(ListSubmissions).output(pageOf(SubmissionRow)),
  receivers: read('/receivers', '可报送的单位 Offices my unit may send to, nearest first')
    .input(z.object({ unitId: Id.optional() }))
    .output(z.object({ items: z.array(z.object({ id: Id, name: z.string() })) })),
  get: read('/{id}', '稿件 One item').input(ById).output(Submission),
  readiness: read('/{id}/readiness', '送审前检查 What is missing before the review').input(ById).output(Readiness),
  life: read('/{id}/life', '稿件去向 The whole life of the item')
    .input(ById)
    .output(z.object({ lines: z.array(LifeLine), texts: z.array(LifeText) })),
  text: read('/{id}/text', '某一稿的全文 One text of its life')
    .input(ById.extend({ ref: TextRef }))
    .output(z.object({ title: z.string(), body: Body })),
  compare: read('/{id}/compare', '比较两稿 Compare two texts of its life')
    .input(ById.extend({ before: TextRef, after: TextRef }))
    .output(Comparison),

  create: route('POST', '/submissions', '拟稿 Start a draft; the same id twice is the same draft', 'submissions')
    .input(z.object({ id: Id, unitId: Id.optional(), title: z.string().max(1000).default(''), body: Body.optional() }))
    .output(Submission),
  saveText: act('text', '保存正文 Save title and body')
    .input(ById.merge(DraftText).extend({ baseVersion: z.number().int().min(1) }))
    .output(z.object({ version: z.number().int(), savedAt: Instant, characters: z.number().int(), digest: Digest })),
  saveDetails: act('details', '保存要素 Save what stands beside the text')
    .input(ById.merge(Details.partial()).extend({ version: z.number().int().min(1) }))
    .output(Submission),
  submitForReview: act('submit', '送审 Hand to the reviewer')
    .input(ById)
    .output(z.object({ submission: Submission, warnings: Readiness })),
  returnToAuthor: act('return', '退回修改 Return to the author')
    .input(ById.extend({ reasonCode: z.string().min(1).max(40), text: z.string().trim().min(1).max(1000) }))
    .output(Submission),
  passReview: act('pass', '审核通过 Pass the review')
    .input(ById.extend({ opinion: z.string().trim().max(500).default('') }))
    .output(Submission),
  reviewSecrecy: act('secrecy-review', '保密审查 Record the secrecy review of exactly this text')
    .input(
      ById.extend({ digest: Digest, conclusion: SecrecyConclusion, ground: z.string().trim().max(1000).default('') }),
    )
    .output(Submission),
  startSigning: act('start-signing', '本人签名 What the passkey of the signer is asked about exactly this text')
    .input(ById.extend({ digest: Digest, opinion: z.string().trim().max(500).default('') }))
    .output(
      z.object({ passkey: z.object({ step: z.string(), options: z.record(z.string(), z.unknown()) }).nullable() }),
    ),
  signOff: act('sign-off', '签发 Sign off exactly this text (第十三条)')
    .input(
      ById.extend({
        digest: Digest,
        opinion: z.string().trim().max(500).default(''),
        /** 本人签名: the passkey's answer to startSigning; without it the password given just now counts. */
        personal: z.object({ step: z.string().max(100), response: z.record(z.string(), z.unknown()) }).optional(),
      }),
    )
    .output(Submission),
  send: act('send', '报送 Send to the receivers').input(ById).output(Submission),
  sendOutside: act('send-outside', '上报系统外上级 Record that the signed item went up by another road')
    .input(
      ById.extend({
        sendingId: Id,
        officeCode: z.string().max(40),
        roadCode: z.string().max(40),
        reference: z.string().trim().max(60).default(''),
        note: z.string().trim().max(300).default(''),
      }),
    )
    .output(Submission),
  answerQuestion: act('questions/{questionId}/answer', '核实答复 Answer what an office asked about the item')
    .input(ById.extend({ questionId: Id, text: z.string().trim().min(1).max(2000) }))
    .output(Submission),
  requestWithdrawal: act('request-withdrawal', '申请撤回 Ask to take it back')
    .input(ById.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(Submission),
  withdraw: act('withdraw', '同意撤回 Consent, and take it back').input(ById).output(Submission),
  declineWithdrawal: act('decline-withdrawal', '不同意撤回 Do not consent')
    .input(ById.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(Submission),
  discard: act('discard', '删除草稿 Put a draft into the bin').input(ById).output(Ok),
  restore: act('restore', '恢复草稿 Take it out of the bin').input(ById).output(Submission),
  reopen: act('reopen', '修改后重报 Work on a rejected or withdrawn item again').input(ById).output(Submission),
  takeOver: act('take-over', '接手 Give what a reporter who left had not finished to another writer of the unit')
    .input(ById.extend({ toId: Id, all: z.boolean().default(false) }))
    .output(z.object({ submission: Submission, count: z.number().int() })),
  writers: read('/writers', '可接手的人 Who may write for a unit')
    .input(z.object({ unitId: Id }))
    .output(z.object({ items: z.array(z.object({ id: Id, name: z.string() })) })),
  startFollowUp: act('follow-ups', '续报 Start the next report on the same matter')
    .input(ById.extend({ newId: Id, isFinal: z.boolean().default(false) }))
    .output(Submission),
}
