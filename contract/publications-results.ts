import { z } from 'zod'
import { ById, Day, FileRef, Id, Instant, PageQuery, pageOf, route } from './common.ts'

/** What comes back from above for an item the office forwarded (domain.md 0.9): 国办采用、省级采用、呈阅件、上级加分. */
export const ResultKind = z.enum(['state', 'province', 'readingPaper', 'bonus'])
export type ResultKind = z.infer<typeof ResultKind>

export const UpperResult = z.object({
  id: Id,
  pieceId: Id,
  title: z.string(),
  kind: ResultKind,
  byWhom: z.string(),
  publicationName: z.string(),
  issueLabel: z.string(),
  resultOn: Day,
  points: z.number().nullable(),
  note: z.string(),
  units: z.array(z.string()),
  files: z.array(FileRef),
  status: z.enum(['recorded', 'revoked']),
  recordedAt: Instant,
  recordedByName: z.string(),
  revokeReason: z.string().nullable(),
  mayRevoke: z.boolean(),
})
export type UpperResult = z.infer<typeof UpperResult>

const ForwardedPiece = z.object({
  pieceId: Id,
  title: z.string(),
  forwardedAt: Instant,
  units: z.array(z.string()),
})

export const NewResult = z
  .object({
    id: Id,
    pieceId: Id,
    kind: ResultKind,
    byWhom: z.string().trim().min(1).max(60),
    publicationName: z.string().trim().max(60).default(''),
    issueLabel: z.string().trim().max(40).default(''),
    resultOn: Day,
    points: z.number().min(-100).max(100).multipleOf(0.001).nullable().default(null),
    note: z.string().trim().max(500).default(''),
    fileIds: z.array(Id).max(20).default([]),
  })
  .refine(({ kind, points }) => (kind === 'bonus') === (points !== null))
  .refine(({ kind, publicationName }) => kind === 'bonus' || publicationName !== '')

const tag = 'publications'

/** Results from above, beside the other entries of publications. */
export const results = {
  results: route('GET', '/upper-results', '上级采用登记 Results that came from above', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        kind: ResultKind.optional(),
        pieceId: Id.optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(UpperResult)),
  forwardedPieces: route('GET', '/upper-results/forwarded', '已上报的稿件 Forwarded pieces, newest first', tag)
    .input(z.object({ officeId: Id.optional(), search: z.string().max(100).optional() }))
    .output(z.object({ items: z.array(ForwardedPiece) })),
  recordResult: route('POST', '/upper-results', '登记上级采用 Record a result; its units are told and credited', tag)
    .input(NewResult)
    .output(UpperResult),
  revokeResult: route('POST', '/upper-results/{id}/revoke', '撤销登记 It was not so: units are told, points go', tag)
    .input(ById.extend({ reasonText: z.string().trim().min(1).max(300) }))
    .output(UpperResult),
}
