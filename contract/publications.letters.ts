import { z } from 'zod'
import { Body } from './body.ts'
import { Day, Id, Instant } from './common.ts'

/** 发刊: an issue goes whole to a unit on another node, whose people read it there. */
export const IssueReleased = z.object({
  issueId: Id,
  officeName: z.string(),
  publicationName: z.string(),
  series: z.enum(['main', 'supplement']),
  year: z.number().int(),
  number: z.number().int(),
  totalLabel: z.string().nullable(),
  issuer: z.string(),
  issueOn: Day,
  notice: z.string(),
  classificationCode: z.string(),
  hasWatermark: z.boolean(),
  summary: z.string(),
  /** 版记: 报、送、发 */
  reportTo: z.array(z.string()),
  sendTo: z.array(z.string()),
  issueTo: z.array(z.string()),
  /** How it is printed. `columnNames`, `sources`: whether they stand on the paper. */
  layout: z.object({ contents: z.boolean(), columnNames: z.boolean(), sources: z.boolean() }),
  /** The code on the paper and where it is checked: at the node that signed. */
  verification: z.object({ code: z.string(), url: z.string() }).nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      entries: z.array(
        z.object({ adoptionId: Id, title: z.string(), body: Body, source: z.string(), units: z.array(z.string()) }),
      ),
    }),
  ),
  /** 更正: the recalled issue in whose place this one stands. */
  correctsId: Id.nullable(),
  releasedAt: Instant,
})
export type IssueReleased = z.infer<typeof IssueReleased>

/** 作废: what was released holds no more. */
export const IssueRecalled = z.object({ issueId: Id, reasonName: z.string(), reasonText: z.string(), at: Instant })
/** The first reading at the unit. */
export const IssueRead = z.object({ issueId: Id, byName: z.string(), at: Instant })
/** 催阅: it still lies unread at the unit. */
export const IssueUrged = z.object({ issueId: Id, byName: z.string(), at: Instant })

export const publicationLetters = {
  'issue.released': { version: 1, body: IssueReleased },
  'issue.recalled': { version: 1, body: IssueRecalled },
  'issue.read': { version: 1, body: IssueRead },
  'issue.urged': { version: 1, body: IssueUrged },
} as const satisfies Record<`issue.${string}`, { version: number; body: z.ZodType }>
