import { z } from 'zod'
import { ById, Id, Instant, PageQuery, oneOrMany, pageOf, route } from './common.ts'

/** 份号登记 (SEC-25): the numbered prints of an issue: 未发放、已领取、已收回、遗失、已销毁. */
export const CopyStatus = z.enum(['inStock', 'held', 'returned', 'missing', 'destroyed'])
export type CopyStatus = z.infer<typeof CopyStatus>

/** 收回、登记遗失、销毁 */
export const CopySettlement = z.enum(['takeBack', 'reportMissing', 'destroy'])
export type CopySettlement = z.infer<typeof CopySettlement>

export const Copy = z.object({
  id: Id,
  issueId: Id,
  issueName: z.string(),
  number: z.number().int(),
  /** as it is printed: 000012 */
  mark: z.string(),
  status: CopyStatus,
  holder: z.string().nullable(),
  givenAt: Instant.nullable(),
  givenByName: z.string().nullable(),
  settledAt: Instant.nullable(),
  settledByName: z.string().nullable(),
  note: z.string(),
  printedTimes: z.number().int(),
  actions: z.array(z.enum(['give', ...CopySettlement.options])),
})
export type Copy = z.infer<typeof Copy>

export const IssueCopies = z.object({
  items: z.array(Copy),
  counts: z.record(CopyStatus, z.number().int()),
  mayKeep: z.boolean(),
})
export type IssueCopies = z.infer<typeof IssueCopies>

const tag = 'publications'

/** Numbered prints, beside the other entries of publications. */
export const copies = {
  copies: route('GET', '/issues/{id}/copies', '份号登记 The numbered prints of an issue', tag)
    .input(ById)
    .output(IssueCopies),
  numberCopies: route('POST', '/issues/{id}/copies', '编份号 Number more prints, following the last number', tag)
    .input(ById.extend({ count: z.number().int().min(1).max(500) }))
    .output(IssueCopies),
  giveCopies: route('POST', '/issues/{id}/copies/give', '领取 The lowest free numbers, one to each', tag)
    .input(
      ById.extend({ personIds: z.array(Id).max(500).default([]), unitIds: z.array(Id).max(500).default([]) }).refine(
        ({ personIds, unitIds }) => personIds.length + unitIds.length > 0,
      ),
    )
    .output(IssueCopies),
  settleCopies: route('POST', '/issues/{id}/copies/settle', '收回、登记遗失、销毁 What became of prints', tag)
    .input(
      ById.extend({
        copyIds: z.array(Id).min(1).max(500),
        settlement: CopySettlement,
        note: z.string().trim().max(300).default(''),
      }),
    )
    .output(IssueCopies),
  copyRegister: route('GET', '/issue-copies', '份号登记簿 The register of all numbered prints of the office', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        status: oneOrMany(CopyStatus).optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(Copy)),
}
