import { z } from 'zod'
import { Body } from './body.ts'
import { ById, Day, FileRef, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'
import { PaperKind } from './guidance.letters.ts'

const tag = 'guidance'
const Text = (max: number) => z.string().trim().max(max)

export const PaperStatus = z.enum(['draft', 'issued', 'withdrawn'])
export type PaperStatus = z.infer<typeof PaperStatus>
export const PaperAction = z.enum(['edit', 'generate', 'issue', 'remove', 'remind', 'withdraw'])
export type PaperAction = z.infer<typeof PaperAction>
export const ReceiptAction = z.enum(['read', 'adapt'])
export type ReceiptAction = z.infer<typeof ReceiptAction>

export const PaperRow = z.object({
  id: Id,
  officeId: Id,
  officeName: z.string(),
  kind: PaperKind,
  label: z.string().nullable(),
  title: z.string(),
  status: PaperStatus,
  periodFrom: Day.nullable(),
  periodTo: Day.nullable(),
  /** 阅读期限 */
  readBy: Instant.nullable(),
  issuedAt: Instant.nullable(),
  createdByName: z.string(),
  createdAt: Instant,
  targets: z.number().int(),
  read: z.number().int(),
})
export type PaperRow = z.infer<typeof PaperRow>

/** One item that covers a point. */
export const Coverage = z.object({
  pointId: Id,
  unitId: Id,
  submissionId: Id,
  title: z.string(),
  sentAt: Instant,
  adopted: z.boolean(),
})
export type Coverage = z.infer<typeof Coverage>

export const PaperPoint = z.object({
  id: Id,
  text: z.string(),
  detail: z.string(),
  basedOn: Id.nullable(),
})
export type PaperPoint = z.infer<typeof PaperPoint>

export const Paper = PaperRow.extend({
  body: Body,
  points: z.array(PaperPoint),
  unitIds: z.array(Id),
  groupIds: z.array(Id),
  files: z.array(FileRef),
  signerName: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  basedOn: z.object({ id: Id, title: z.string(), officeName: z.string() }).nullable(),
  recipients: z.array(
    z.object({
      id: Id,
      unitId: Id,
      unitName: z.string(),
      deliveredAt: Instant.nullable(),
      readAt: Instant.nullable(),
      readByName: z.string().nullable(),
      remindedCount: z.number().int(),
      lastRemindedAt: Instant.nullable(),
    }),
  ),
  coverage: z.array(Coverage),
  version: z.number().int(),
  updatedAt: Instant,
  actions: z.array(PaperAction),
})
export type Paper = z.infer<typeof Paper>

export const ReceiptRow = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  kind: PaperKind,
  officeName: z.string(),
  label: z.string(),
  title: z.string(),
  periodFrom: Day.nullable(),
  periodTo: Day.nullable(),
  readBy: Instant.nullable(),
  issuedAt: Instant,
  readAt: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
})
export type ReceiptRow = z.infer<typeof ReceiptRow>

export const Receipt = ReceiptRow.extend({
  body: Body,
  signerName: z.string(),
  readByName: z.string().nullable(),
  remindedCount: z.number().int(),
  lastRemindedAt: Instant.nullable(),
  withdrawReason: z.string().nullable(),
  files: z.array(FileRef),
  points: z.array(
    PaperPoint.extend({ items: z.array(z.object({ submissionId: Id, title: z.string(), sentAt: Instant })) }),
  ),
  /** Lists of its own points that the unit made from this one. */
  adapted: z.array(z.object({ id: Id, title: z.string(), status: PaperStatus })),
  actions: z.array(ReceiptAction),
})
export type Receipt = z.infer<typeof Receipt>

/** 当日采用通知. */
export const AdoptionWord = z.object({
  id: Id,
  unitName: z.string(),
  officeName: z.string(),
  day: Day,
  items: z.array(z.object({ title: z.string(), publicationName: z.string(), columnName: z.string(), at: Instant })),
})
export type AdoptionWord = z.infer<typeof AdoptionWord>

const Details = z.object({
  title: Text(120).min(1),
  body: Body,
  periodFrom: Day.nullable(),
  periodTo: Day.nullable(),
  readBy: Instant.nullable().default(null),
  points: z
    .array(
      z.object({
        id: Id,
        text: Text(300).min(1),
        detail: Text(1000).default(''),
        basedOn: Id.nullable().default(null),
      }),
    )
    .max(200),
  unitIds: z.array(Id).max(3000),
  groupIds: z.array(Id).max(50),
  fileIds: z.array(Id).max(20),
})
export type PaperDetails = z.infer<typeof Details>
const act = (path: string, summary: string) => route('POST', `/guidance/{id}/${path}`, summary, tag)

/** guidance: what the server promises (第十四条). */
export const guidance = {
  list: route('GET', '/guidance', '本级印发 Points, notices and reports of an office', tag)
    .input(
      PageQuery.extend({
        kind: oneOrMany(PaperKind).optional(),
        status: oneOrMany(PaperStatus).optional(),
        search: Text(100).optional(),
      }),
    )
    .output(pageOf(PaperRow)),
  get: route('GET', '/guidance/{id}', '详情 One paper, its read marks and what covers its points', tag)
    .input(ById)
    .output(Paper),
  create: route('POST', '/guidance', '拟稿 Draft a paper; the same id twice is the same draft', tag)
    .input(Details.extend({ id: Id, kind: PaperKind, officeId: Id.optional(), basedOn: Id.optional() }))
    .output(Paper),
  save: act('save', '保存 Change a draft')
    .input(ById.merge(Details).extend({ version: z.number().int() }))
    .output(Paper),
  generate: act('generate', '生成采用情况 Write the report anew from what was adopted in the period')
    .input(ById.extend({ version: z.number().int() }))
    .output(Paper),
  issue: act('issue', '签发印发 Sign it and send it down')
    .input(ById.extend({ version: z.number().int() }))
    .output(Paper),
  remove: act('remove', '删除草稿 Delete a draft').input(ById).output(Ok),
  remind: act('remind', '催阅 Remind those who have not read it, or the ones named')
    .input(ById.extend({ recipientIds: z.array(Id).max(3000).optional() }))
    .output(Paper),
  withdraw: act('withdraw', '撤回 Take it back with a reason')
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(Paper),

  received: route('GET', '/guidance-received', '上级来件 Papers my unit received', tag)
    .input(
      PageQuery.extend({
        kind: oneOrMany(PaperKind).optional(),
        unread: z.coerce.boolean().default(false),
        search: Text(100).optional(),
      }),
    )
    .output(pageOf(ReceiptRow)),
  receipt: route('GET', '/guidance-received/{id}', '来件详情 One paper my unit received', tag)
    .input(ById)
    .output(Receipt),
  read: route('POST', '/guidance-received/{id}/read', '已阅 Note that it was read', tag).input(ById).output(Receipt),
  openPoints: route('GET', '/guidance-points', '可选的要点 Points an item may be written for', tag)
    .input(z.object({ unitId: Id.optional() }))
    .output(
      z.object({
        items: z.array(z.object({ id: Id, text: z.string(), paperTitle: z.string(), officeName: z.string() })),
      }),
    ),
  words: route('GET', '/adoption-words', '每日采用 What offices adopted of my unit, day by day', tag)
    .input(PageQuery)
    .output(pageOf(AdoptionWord)),
}
