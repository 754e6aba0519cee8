import { z } from 'zod'
import { CreditRole, Points, ScoreChannel, ScoreEventKind, ScoreLevel, Span } from './assessment-scheme.ts'
import { Day, Instant } from './common.ts'
import { UnitKind } from './organisations.ts'

/** What the engine is given (units, events, period) and what it answers (lines, totals, ranks). All ids are opaque to it. */

/** An instant, or a day in Asia/Shanghai. An instant counts on the day it falls on in Shanghai: 31 December 23:59:59.999 is the old year. */
const Moment = z.union([Instant, Day])

const Author = z.object({ id: z.string().nullable(), name: z.string() })

/** One credited unit. Several lines of one unit count once where the scheme says so. */
export const UnitCredit = z.object({
  unitId: z.string(),
  role: CreditRole,
  weight: z.number().int().min(0).max(1_000_000).optional(),
  /** points set by a person for this unit, within a `flat` share's limits */
  amount: Points.optional(),
  submissionIds: z.array(z.string()).optional(),
  authors: z.array(Author).optional(),
})
export type UnitCredit = z.infer<typeof UnitCredit>

/**
 * A fact that may count. Ids lead the reader back; the engine uses three of them: `itemId` is the matter over which publications
 * and levels add up (the submission, or the piece made of several; what was forwarded keeps the id of the first), `adoptionId`
 * ties a directive to the adoption it replaces, and `revokes` names what a `revoked` event takes back.
 */
export const ScoreEvent = z.object({
  id: z.string(),
  kind: ScoreEventKind,
  /** when it happened: sent, adopted, directed, found late */
  at: Moment,
  submittedAt: Moment.optional(),
  /** the issue's date; without it an adoption waits and counts nowhere yet, where the issue date is the counting date */
  issuedAt: Moment.optional(),
  /** when this node came to know it; `Period.asOf` leaves out what was recorded later */
  recordedAt: Instant.optional(),
  /** of the item: stands in reasons */
  title: z.string(),
  itemId: z.string().optional(),
  pieceId: z.string().optional(),
  adoptionId: z.string().optional(),
  issueId: z.string().optional(),
  directiveId: z.string().optional(),
  commissionId: z.string().optional(),
  level: ScoreLevel.optional(),
  publication: z.string().optional(),
  publicationId: z.string().optional(),
  /** as printed: 第12期 */
  issueLabel: z.string().optional(),
  column: z.string().optional(),
  mode: z.string().optional(),
  genre: z.string().optional(),
  channel: ScoreChannel.optional(),
  commissioned: z.boolean().optional(),
  rank: z.string().optional(),
  code: z.string().optional(),
  credit: z.array(UnitCredit),
  editorUnitId: z.string().optional(),
  rewrittenPercent: z.number().min(0).max(100).optional(),
  /** points a person set (range), in the limits of the rule */
  amount: Points.optional(),
  quantity: z.number().min(0).max(100_000).multipleOf(0.001).optional(),
  upperPoints: Points.optional(),
  characters: z.number().int().optional(),
  /** takes back every event with this id in that place; whole issues too */
  revokes: z.object({ by: z.enum(['event', 'adoption', 'issue', 'item']), id: z.string() }).optional(),
})
export type ScoreEvent = z.infer<typeof ScoreEvent>

/** A unit as the engine sees it. `size`: officers or staff, shown beside the rank. */
export const UnitFact = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: UnitKind,
  parentId: z.string().nullable(),
  /** classes an office puts it in: 一类、二类 */
  classes: z.array(z.string()).optional(),
  size: z.number().int().nullable().optional(),
  /** merged or renamed within the year: its credit goes there */
  successorId: z.string().nullable().optional(),
})
export type UnitFact = z.infer<typeof UnitFact>

export interface Facts {
  units: readonly UnitFact[]
  events: readonly ScoreEvent[]
}

const PeriodKind = z.enum(['month', 'quarter', 'half', 'year', 'cumulative', 'custom'])
/** Both days belong to it, whole, in Asia/Shanghai. */
export const Period = z.object({
  kind: PeriodKind,
  from: Day,
  to: Day,
  /** leave out events recorded after this: the result as it could be known then */
  asOf: Instant.optional(),
})
export type Period = z.infer<typeof Period>

/**
 * One reason for points. (unitId, eventId, ruleId, viaUnitId, day) names it; a scheme without `oneUnitOnce` may repeat it. `source` says which
 * part of the scheme it comes from; only `rule` lines have an event. The points of a unit's lines add up to its total exactly.
 */
export const ScoreLine = z.object({
  unitId: z.string(),
  source: z.enum(['rule', 'base', 'target', 'ratio', 'limit', 'sanction']),
  ruleId: z.string(),
  day: Day,
  points: Points,
  reason: z.string(),
  eventId: z.string().nullable(),
  itemId: z.string().nullable(),
  /** the unit the points come from, when they were moved or shared upward */
  viaUnitId: z.string().nullable(),
})
export type ScoreLine = z.infer<typeof ScoreLine>

/** How far a unit is: `open` while the span goes on beyond the period. */
export const TargetProgress = z.object({
  targetId: z.string(),
  per: Span,
  from: Day,
  to: Day,
  due: z.number(),
  done: z.number(),
  missing: z.number(),
  open: z.boolean(),
})
export type TargetProgress = z.infer<typeof TargetProgress>

export const UnitTotal = z.object({
  unitId: z.string(),
  /** null: the scheme has no group for it; it is not ranked */
  groupCode: z.string().nullable(),
  points: Points,
  submissions: z.number().int(),
  /** adoptions, by level, each event once */
  adoptions: z.number().int(),
  adoptionsByLevel: z.partialRecord(ScoreLevel, z.number().int()),
  directives: z.number().int(),
  byRule: z.array(z.object({ ruleId: z.string(), lines: z.number().int(), points: Points })),
  progress: z.array(TargetProgress),
  /** sentences: why it is barred from awards */
  barred: z.array(z.string()),
  size: z.number().int().nullable(),
})
export type UnitTotal = z.infer<typeof UnitTotal>

export const RankRow = z.object({
  groupCode: z.string(),
  place: z.number().int(),
  unitId: z.string(),
  points: Points,
  scaled: Points.nullable(),
  grade: z.string().nullable(),
  tied: z.boolean(),
})
export type RankRow = z.infer<typeof RankRow>

export const ScoreResult = z.object({
  lines: z.array(ScoreLine),
  totals: z.array(UnitTotal),
  ranks: z.array(RankRow),
})
export type ScoreResult = z.infer<typeof ScoreResult>
