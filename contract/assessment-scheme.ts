import { z } from 'zod'
import { Day } from './common.ts'
import { UnitKind } from './organisations.ts'

/**
 * 计分办法: a rule set as data (第十六条; domain.md 3.3). The engine server/assessment/rules reads nothing but this, so that a rule set
 * of a place unknown to us is a new file and never new code. Published as docs/assessment/scheme.schema.json.
 * Points are numbers with at most three decimals; the engine counts in whole thousandths and never in fractions of them.
 */
export const schemeFormat = 'zhengxin.assessment-scheme/1'

/** 分值: at most three decimals, exact. */
export const Points = z.number().min(-1_000_000).max(1_000_000).multipleOf(0.001)
const Percent = z.number().min(0).max(100).multipleOf(0.001)
const Code = z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)
const Name = z.string().trim().min(1).max(80)
const Words = z.array(z.string().trim().min(1).max(60)).min(1).max(60)

/** What can happen that a scheme may count. `revoked` takes earlier events back: 撤销采用、作废刊期. */
export const ScoreEventKind = z.enum([
  'submitted', // 报送
  'forwarded', // 转报、上报
  'adopted', // 采用
  'directive', // 批示
  'commissionDone', // 约稿完成
  'commissionLate', // 约稿迟报
  'commissionMissed', // 约稿未报
  'feedbackLate', // 批示落实情况迟报
  'feedbackMissed', // 批示落实情况未报
  'shared', // 共享
  'online', // 网上发布
  'lateReport', // 迟报
  'missedReport', // 漏报
  'concealedReport', // 瞒报
  'falseReport', // 谎报
  'untrue', // 信息失实、误报
  'taskDone', // 任务完成
  'bonus', // 加分: manual, told apart by code
  'deduction', // 扣分: manual, told apart by code
  'revoked',
])
export type ScoreEventKind = z.infer<typeof ScoreEventKind>

/** From the lowest to the highest; a scheme's "top level" and ties go by this order. */
export const ScoreLevel = z.enum(['township', 'county', 'city', 'province', 'ministry', 'state'])
export type ScoreLevel = z.infer<typeof ScoreLevel>
export const ScoreChannel = z.enum(['direct', 'relayed', 'own']) // 直报 · 转报 · 本级
export type ScoreChannel = z.infer<typeof ScoreChannel>
export const CreditRole = z.enum(['lead', 'adopting', 'other']) // 主报 · 采用 · 其他
export type CreditRole = z.infer<typeof CreditRole>

/** Which events: every list that is there must contain the event's value; what is left out does not matter. */
export const EventMatch = z.strictObject({
  kinds: z.array(ScoreEventKind).min(1).optional(),
  levels: z.array(ScoreLevel).min(1).optional(),
  /** by name as printed, or by id */
  publications: Words.optional(),
  columns: Words.optional(),
  /** catalogue list adoptionMode: sole 单篇, composite 综合, brief 简讯, headline 标题 … */
  modes: Words.optional(),
  genres: Words.optional(),
  channels: z.array(ScoreChannel).min(1).optional(),
  commissioned: z.boolean().optional(),
  /** ranks of the leader who wrote the directive: codes of `ranks` */
  ranks: Words.optional(),
  /** codes of manual entries and special registers */
  codes: Words.optional(),
  /** only for units with this role in the credit */
  roles: z.array(CreditRole).min(1).optional(),
})
export type EventMatch = z.infer<typeof EventMatch>

/** Which units: any of the lists may name it; none at all means every unit. */
export const UnitMatch = z.strictObject({
  kinds: z.array(UnitKind).min(1).optional(),
  codes: Words.optional(),
  names: Words.optional(),
  classes: Words.optional(),
})
export type UnitMatch = z.infer<typeof UnitMatch>

/** Points of one event before they are shared among its units. */
export const Award = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fixed'), points: Points }),
  /** what the credited unit gets by its role, whatever the others get */
  z.strictObject({ type: z.literal('byRole'), lead: Points, adopting: Points, other: Points }),
  /** factor × the points the upper level gave (`upperPoints` of the event), or × the points of another fixed rule */
  z.strictObject({ type: z.literal('multiple'), factor: Points, of: z.union([z.literal('upper'), Code]) }),
  /** a person sets the points (`amount` of the event) within these limits */
  z.strictObject({ type: z.literal('range'), min: Points, max: Points }),
  /** points for each of the event's `quantity`: days late, pieces missing */
  z.strictObject({ type: z.literal('perQuantity'), points: Points }),
  /** a share of what the item has earned for the unit until then; negative takes away */
  z.strictObject({ type: z.literal('percentOfItem'), percent: z.number().min(-100).max(1000).multipleOf(0.001) }),
])
export type Award = z.infer<typeof Award>

/** What the rounding of an even split leaves over: to the lead unit, one grain to each in turn, or to nobody. Never more than there is. */
const Remainder = z.enum(['lead', 'spread', 'drop'])

/** 综合采用的得分分配: how several units share one event (domain.md 2.5). */
export const JointCredit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('full') }),
  z.strictObject({ type: z.literal('even'), remainder: Remainder.default('lead') }),
  z.strictObject({ type: z.literal('weights'), remainder: Remainder.default('lead') }),
  /** one sum shared: each role's part is split evenly within the role; parts of absent roles go to those present */
  z.strictObject({
    type: z.literal('roleShare'),
    lead: Percent,
    adopting: Percent,
    other: Percent,
    remainder: Remainder.default('lead'),
  }),
  /** each unit its own percentage of the whole, by role */
  z.strictObject({ type: z.literal('rolePercent'), lead: Percent, adopting: Percent, other: Percent }),
  /** each unit the same points, however many there are; `amount` of the credit may raise it up to `max` */
  z.strictObject({ type: z.literal('flat'), points: Points, max: Points.optional() }),
])
export type JointCredit = z.infer<typeof JointCredit>

export const CountingDate = z.enum(['issued', 'happened', 'submitted'])
export type CountingDate = z.infer<typeof CountingDate>
export const Span = z.enum(['week', 'month', 'quarter', 'half', 'year'])
export type Span = z.infer<typeof Span>

/** One line of the table of points. An event takes the first rule that fits, and besides every fitting rule marked `also`. */
export const ScoreRule = z.strictObject({
  id: Code,
  name: Name,
  /** groups whose table this line belongs to; left out: all */
  for: z.array(Code).min(1).optional(),
  when: EventMatch,
  award: Award,
  /** add to the item; replace what it has earned; or lift it to this value if it is lower */
  effect: z.enum(['add', 'replace', 'max']).default('add'),
  /** how often one item may earn it: every time, or once (the highest) per rule, per rank of leader, per level */
  once: z.enum(['everyTime', 'perRule', 'perRank', 'perLevel']).default('everyTime'),
  also: z.boolean().default(false),
  /** when several units are credited; left out: the scheme's `joint` */
  joint: JointCredit.optional(),
  countOn: CountingDate.optional(),
})
export type ScoreRule = z.infer<typeof ScoreRule>

const ScoringGroup = z.strictObject({ code: Code, name: Name, units: UnitMatch })

/** Points that go elsewhere. `keeps` 0 and `gives` 100 moves the credit itself: the unit above counts as the one who reported. */
export const Attribution = z.strictObject({
  id: Code,
  name: Name,
  from: UnitMatch,
  when: EventMatch.optional(),
  /** the nearest unit above that fits, or the office that rewrote the text */
  to: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('above'), units: UnitMatch }),
    z.strictObject({ type: z.literal('editor'), rewrittenAtLeast: Percent }),
  ]),
  keeps: Percent,
  gives: Percent,
})
export type Attribution = z.infer<typeof Attribution>

export const Measure = z.strictObject({
  of: z.enum(['events', 'items', 'points']),
  when: EventMatch.default({}),
})
export type Measure = z.infer<typeof Measure>

/** 基础分: given at the beginning of each span. */
const BasePoints = z.strictObject({
  id: Code,
  name: Name,
  for: z.array(Code).min(1).optional(),
  per: Span,
  points: Points,
})

/** 任务: what is due in each span, and what meeting, missing or exceeding it is worth. All payments left out: only watched. */
export const Target = z.strictObject({
  id: Code,
  name: Name,
  for: z.array(Code).min(1).optional(),
  per: Span,
  measure: Measure,
  due: Points.nonnegative(),
  /** other numbers for single units; the first that fits */
  exceptions: z.array(z.strictObject({ units: UnitMatch, due: Points.nonnegative() })).default([]),
  /** points when the whole is reached */
  met: Points.default(0),
  /** below the whole: nothing, or the part of `met` that was reached */
  below: z.enum(['nothing', 'proportional']).default('nothing'),
  /** fixed points when it is missed (usually negative) */
  missed: Points.default(0),
  /** points for each one missing (usually negative) */
  perMissing: Points.default(0),
  /** points for each one beyond, at most `extraMax` a span */
  perExtra: Points.default(0),
  extraMax: Points.optional(),
})
export type Target = z.infer<typeof Target>

/** 封顶、保底: the sum of these rules within a span stays within the limits. `rules` left out: the total. */
export const Limit = z.strictObject({
  id: Code,
  name: Name,
  for: z.array(Code).min(1).optional(),
  /** ids of rules, targets, bases and ratios */
  rules: z.array(Code).min(1).optional(),
  per: z.union([Span, z.literal('period')]),
  max: Points.optional(),
  min: Points.optional(),
})
export type Limit = z.infer<typeof Limit>

/** 比率: 采用率 and averages; points when it is at least, or below, the threshold. */
const Ratio = z.strictObject({
  id: Code,
  name: Name,
  for: z.array(Code).min(1).optional(),
  per: Span,
  numerator: Measure,
  denominator: Measure,
  atLeast: z.number().min(0).multipleOf(0.001).optional(),
  below: z.number().min(0).multipleOf(0.001).optional(),
  /** with fewer than this in the denominator nothing is judged */
  minimum: Points.nonnegative().default(1),
  points: Points,
})

/** 一票否决、总分扣减: what so many such events within the year (or the period) do to the whole. */
export const Sanction = z.strictObject({
  id: Code,
  name: Name,
  for: z.array(Code).min(1).optional(),
  when: EventMatch,
  atLeast: z.number().int().min(1).default(1),
  per: z.enum(['year', 'period']).default('year'),
  effect: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('zero') }),
    z.strictObject({ type: z.literal('percentOfTotal'), percent: Percent }),
    z.strictObject({ type: z.literal('barred') }),
  ]),
})
export type Sanction = z.infer<typeof Sanction>

export const TieBreaker = z.enum(['directives', 'higherLevel', 'adoptionRate', 'adoptions', 'submissions'])
export type TieBreaker = z.infer<typeof TieBreaker>

/** 先进单位、先进个人: how many of whom. */
const Commendation = z.strictObject({
  id: Code,
  name: Name,
  /** groups it is given in; each group has these prizes for itself */
  for: z.array(Code).min(1).optional(),
  prizes: z.array(z.strictObject({ name: Name, quota: z.number().int().min(1).max(1000) })).min(1),
  minPoints: Points.optional(),
})

export const Scheme = z.strictObject({
  format: z.literal(schemeFormat),
  code: Code,
  title: z.string().trim().min(1).max(120),
  issuer: z.string().trim().max(80).default(''),
  /** where the rules come from: number of the document, what of it is missing here */
  note: z.string().trim().max(2000).default(''),
  validFrom: Day,
  validTo: Day.nullable().default(null),
  /** 计入时间 of adoptions and directives; other events count when they happened */
  countingDate: CountingDate.default('issued'),
  rounding: z
    .strictObject({ decimals: z.number().int().min(0).max(3), mode: z.enum(['halfUp', 'halfEven', 'down']) })
    .default({ decimals: 2, mode: 'halfUp' }),
  ranks: z.array(z.strictObject({ code: Code, name: Name, level: ScoreLevel })).default([]),
  groups: z.array(ScoringGroup).min(1),
  rules: z.array(ScoreRule),
  /** 同一信息被多个刊物采用: add up, highest only, first only, top level only; within the year or ever */
  stacking: z
    .strictObject({
      across: z.enum(['sum', 'highest', 'first', 'topLevel']),
      within: z.enum(['year', 'ever']).default('year'),
    })
    .default({ across: 'sum', within: 'year' }),
  joint: JointCredit.default({ type: 'full' }),
  /** 同一单位多篇被合并只计一次 */
  oneUnitOnce: z.boolean().default(true),
  attributions: z.array(Attribution).default([]),
  bases: z.array(BasePoints).default([]),
  targets: z.array(Target).default([]),
  ratios: z.array(Ratio).default([]),
  limits: z.array(Limit).default([]),
  sanctions: z.array(Sanction).default([]),
  scaling: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('none') }),
      /** the best of the group gets `to`, the others in proportion */
      z.strictObject({ type: z.literal('best'), to: Points.positive() }),
      /** `full` points or more give `to`, fewer in proportion: 折算计入目标考核 */
      z.strictObject({ type: z.literal('share'), full: Points.positive(), to: Points.positive() }),
    ])
    .default({ type: 'none' }),
  /** 等次, the best first; by scaled points where there is a scale */
  grades: z.array(z.strictObject({ name: Name, atLeast: Points })).default([]),
  ties: z
    .strictObject({ places: z.enum(['skip', 'dense']).default('skip'), breakers: z.array(TieBreaker).default([]) })
    .default({ places: 'skip', breakers: [] }),
  commendations: z.array(Commendation).default([]),
  individuals: z
    .strictObject({ quota: z.number().int().min(0), perUnit: z.number().int().min(1) })
    .default({ quota: 0, perUnit: 1 }),
})
export type Scheme = z.infer<typeof Scheme>
