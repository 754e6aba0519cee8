import { z } from 'zod'
import { CreditRole, ScoreLevel } from './assessment-scheme.ts'
import { ById, Day, FileRef, Id, Instant, PageQuery, pageOf, route } from './common.ts'

/** What comes back from above for an item the office forwarded (domain.md 0.9): 国办采用、省级采用、呈阅件、上级加分. */
const RecordedKind = z.enum(['state', 'province', 'readingPaper', 'bonus'])
export type RecordedKind = z.infer<typeof RecordedKind>
/** Records imported from a table may also be of a ministry, a city or a county. */
export const ResultKind = z.enum([...RecordedKind.options, 'ministry', 'local'])
export type ResultKind = z.infer<typeof ResultKind>

/** 采用记录导入: whom a line of the table credits, and the points that stand there. Those of the assessment follow from its scheme. */
export const RecordCredit = z.object({
  unitId: Id,
  unitName: z.string(),
  role: CreditRole,
  points: z.number().nullable(),
})
export type RecordCredit = z.infer<typeof RecordCredit>

export const UpperResult = z.object({
  id: Id,
  /** null: imported from a table */
  pieceId: Id.nullable(),
  title: z.string(),
  kind: ResultKind,
  byWhom: z.string(),
  publicationName: z.string(),
  issueLabel: z.string(),
  resultOn: Day,
  points: z.number().nullable(),
  note: z.string(),
  units: z.array(z.string()),
  /** of an imported record; else empty */
  credit: z.array(RecordCredit),
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
    kind: RecordedKind,
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

/** Why a line of the table cannot be taken; a sentence for each in the language files. */
export const RecordProblem = z.enum([
  'missing', // value: the heading
  'tooLong', // value: the heading
  'level',
  'day',
  'dayAhead',
  'points',
  'unitUnknown',
  'unitAmbiguous',
  'unitTwice',
  'secretMark',
  'twice', // value: the number of the line it repeats
])
export type RecordProblem = z.infer<typeof RecordProblem>

export const AdoptionRecord = z.object({
  /** the number of the line in the table, as Excel counts */
  row: z.number().int(),
  issueLabel: z.string(),
  title: z.string(),
  level: ScoreLevel,
  /** 级别 as written: 省级, 省政府办公厅 */
  byWhom: z.string(),
  publicationName: z.string(),
  resultOn: Day,
  note: z.string(),
  credit: z.array(RecordCredit),
})
export type AdoptionRecord = z.infer<typeof AdoptionRecord>

const RecordTable = z.object({
  fitting: z.array(AdoptionRecord),
  /** in the register already, or known otherwise */
  known: z.array(z.object({ row: z.number().int(), title: z.string() })),
  unfit: z.array(z.object({ row: z.number().int(), title: z.string(), problem: RecordProblem, value: z.string() })),
})
export type RecordTable = z.infer<typeof RecordTable>

export const recordTableRows = 500

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
  readRecordTable: route(
    'POST',
    '/upper-results/read-table',
    '核对采用记录表 Look at an Excel table of adoption records; nothing is imported yet',
    tag,
  )
    .input(z.object({ officeId: Id.optional(), fileId: Id }))
    .output(RecordTable),
  importRecords: route(
    'POST',
    '/upper-results/import',
    '导入采用记录 Import the lines of the table that were shown as fitting; what is known is not doubled',
    tag,
  )
    .input(
      z.object({
        officeId: Id.optional(),
        fileId: Id,
        rows: z.array(z.number().int()).min(1).max(recordTableRows),
      }),
    )
    .output(z.object({ imported: z.number().int(), known: z.number().int(), unfit: z.number().int() })),
}
