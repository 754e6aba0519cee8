import { z } from 'zod'
import { Scheme, ScoreEventKind, ScoreLevel } from './assessment-scheme.ts'
import { Body } from './body.ts'
import { ById, Day, EventLine, FileRef, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'

/** 量化考核 (第十六条): schemes of an office, its ledger of score facts, periods, bulletins and yearly awards. */

export const SchemeStatus = z.enum(['draft', 'trial', 'approved', 'inForce', 'retired'])
export type SchemeStatus = z.infer<typeof SchemeStatus>
export const SchemeAction = z.enum(['save', 'tryOut', 'backToDraft', 'approve', 'enforce', 'retire', 'discard'])
export type SchemeAction = z.infer<typeof SchemeAction>

export const SchemeRow = z.object({
  id: Id,
  officeId: Id,
  number: z.number().int(),
  name: z.string(),
  status: SchemeStatus,
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  draftedByName: z.string(),
  approvedByName: z.string().nullable(),
  updatedAt: Instant,
})
export type SchemeRow = z.infer<typeof SchemeRow>

/** The scheme in sentences, part by part, and what is missing or contradicts itself. */
export const Explanation = z.object({ sentences: z.array(z.string()), problems: z.array(z.string()) })
export type Explanation = z.infer<typeof Explanation>

export const SchemeVersion = SchemeRow.extend({
  content: Scheme,
  explanation: Explanation,
  version: z.number().int(),
  timeline: z.array(EventLine),
  actions: z.array(SchemeAction),
})
export type SchemeVersion = z.infer<typeof SchemeVersion>

export const PeriodKind = z.enum(['month', 'quarter', 'half', 'year', 'cumulative'])
export type PeriodKind = z.infer<typeof PeriodKind>
/** A span of days, both ends included, up to the last millisecond of `endsOn` in Shanghai. */
export const Span = z.object({ startsOn: Day, endsOn: Day })
export type Span = z.infer<typeof Span>

export const FactStatus = z.enum(['effective', 'pending', 'refused', 'withdrawn'])
export type FactStatus = z.infer<typeof FactStatus>
export const FactAction = z.enum(['confirm', 'refuse', 'withdraw'])
export type FactAction = z.infer<typeof FactAction>
/** Where a line opens into. A page follows a link only when the reader may. */
export const FactLinks = z.object({
  pieceId: Id.optional(),
  submissionId: Id.optional(),
  adoptionId: Id.optional(),
  issueId: Id.optional(),
  issueLabel: z.string().optional(),
  directiveId: Id.optional(),
  commissionId: Id.optional(),
})
export type FactLinks = z.infer<typeof FactLinks>

export const FactRow = z.object({
  id: Id,
  kind: ScoreEventKind,
  source: z.enum(['event', 'manual']),
  title: z.string(),
  countedOn: Day,
  units: z.array(z.string()),
  where: z.string(),
  status: FactStatus,
  enteredByName: z.string(),
  enteredAt: Instant,
})
export type FactRow = z.infer<typeof FactRow>
export const Fact = FactRow.extend({
  officeId: Id,
  reason: z.string().nullable(),
  amount: z.number().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedReason: z.string().nullable(),
  files: z.array(FileRef),
  links: FactLinks,
  timeline: z.array(EventLine),
  actions: z.array(FactAction),
})
export type Fact = z.infer<typeof Fact>

/** What comes from outside the system is entered by hand: 国办采用, 省办采用, 批示 above, 加分, 扣分 (domain.md 0.9). */
export const ManualKind = ScoreEventKind.exclude(['submitted', 'revoked'])
export type ManualKind = z.infer<typeof ManualKind>
export const ManualFact = z.object({
  id: Id,
  officeId: Id.optional(),
  kind: ManualKind,
  title: z.string().trim().min(1).max(200),
  on: Day,
  unitIds: z.array(Id).min(1).max(50),
  level: ScoreLevel.nullable().default(null),
  publication: z.string().trim().max(60).default(''),
  mode: z.string().max(40).default(''),
  rank: z.string().max(40).default(''),
  code: z.string().max(40).default(''),
  amount: z.number().min(-10_000).max(10_000).nullable().default(null),
  quantity: z.number().min(0).max(10_000).nullable().default(null),
  upperPoints: z.number().min(0).max(10_000).nullable().default(null),
  /** The entry of the item this belongs to: 批示 on an adoption that is in the ledger. */
  itemFactId: Id.nullable().default(null),
  reason: z.string().trim().min(1).max(500),
  fileIds: z.array(Id).max(20),
})
export type ManualFact = z.input<typeof ManualFact>

/** One line of a score: item, event, rule, points. */
export const ScoreLineView = z.object({
  factId: Id.nullable(),
  title: z.string(),
  on: Day,
  /** null: base points, targets, limits and sanctions have no event */
  kind: ScoreEventKind.nullable(),
  rule: z.string(),
  reason: z.string(),
  viaUnitName: z.string().nullable(),
  points: z.number(),
  links: FactLinks,
})
export type ScoreLineView = z.infer<typeof ScoreLineView>

/** 分析提示 for the assessor: never changes points. */
export const GuardKind = z.enum(['slicing', 'monthEnd'])
export const UnitStanding = z.object({
  unitId: Id,
  unitName: z.string(),
  points: z.number(),
  amended: z.number(),
  rank: z.number().int().nullable(),
  target: z.number().nullable(),
  /** How far to the target: 0 when reached. */
  distance: z.number().nullable(),
  sent: z.number().int(),
  adopted: z.number().int(),
  adoptionRate: z.number().nullable(),
  /** Adoptions by the level of the publication. Results closed before it was counted have none. */
  levels: z.partialRecord(ScoreLevel, z.number().int()).optional(),
  directives: z.number().int(),
  officers: z.number().int(),
  zero: z.boolean(),
  barred: z.string().nullable(),
  guards: z.array(z.object({ kind: GuardKind, detail: z.string() })),
})
export type UnitStanding = z.infer<typeof UnitStanding>
export const GroupStanding = z.object({ key: z.string(), name: z.string(), units: z.array(UnitStanding) })
export type GroupStanding = z.infer<typeof GroupStanding>
export const Standings = z.object({
  officeId: Id,
  officeName: z.string(),
  schemeId: Id.nullable(),
  schemeName: z.string(),
  span: Span,
  /** Closed: the result stands as frozen, with the amendments since. */
  frozen: z.boolean(),
  /** 公示: units may comment until this day. */
  commentUntil: Day.nullable(),
  groups: z.array(GroupStanding),
  isOffice: z.boolean(),
  /** The office works on another node: what it has told us is shown, and when it told it (null: nothing of these days yet). */
  elsewhere: z.boolean(),
  toldAt: Instant.nullable(),
})
export type Standings = z.infer<typeof Standings>

export const UnitScore = z.object({
  officeId: Id,
  officeName: z.string(),
  groupName: z.string(),
  standing: UnitStanding.nullable(),
  inGroup: z.number().int(),
  span: Span,
  lines: z.array(ScoreLineView),
  amendments: z.array(z.object({ points: z.number(), reason: z.string(), at: Instant, byName: z.string() })),
  trend: z.array(z.object({ month: z.string(), points: z.number(), sent: z.number(), adopted: z.number() })),
  mayAppeal: z.boolean(),
})
export type UnitScore = z.infer<typeof UnitScore>

/** One item in the ledger of one office: what it brought its unit. */
export const ItemScore = z.object({
  officeId: Id,
  officeName: z.string(),
  points: z.number(),
  lines: z.array(ScoreLineView),
  /** The office works on another node: when it told of these lines. */
  toldAt: Instant.nullable(),
})
export type ItemScore = z.infer<typeof ItemScore>

export const PeriodStatus = z.enum(['open', 'posted', 'closed'])
export type PeriodStatus = z.infer<typeof PeriodStatus>
export const PeriodAction = z.enum(['post', 'takeBack', 'close', 'amend', 'draftBulletin', 'discard'])
export type PeriodAction = z.infer<typeof PeriodAction>
export const PeriodRow = Span.extend({
  id: Id,
  kind: PeriodKind,
  name: z.string(),
  status: PeriodStatus,
  commentUntil: Day.nullable(),
  schemeName: z.string().nullable(),
  closedAt: Instant.nullable(),
  amendments: z.number().int(),
})
export type PeriodRow = z.infer<typeof PeriodRow>
export const Amendment = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  points: z.number(),
  reason: z.string(),
  status: z.enum(['pending', 'effective', 'refused']),
  enteredByName: z.string(),
  enteredAt: Instant,
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  mayDecide: z.boolean(),
})
export type Amendment = z.infer<typeof Amendment>
export const Period = PeriodRow.extend({
  officeId: Id,
  version: z.number().int(),
  digest: z.string().nullable(),
  standings: Standings,
  amendmentList: z.array(Amendment),
  bulletinIds: z.array(Id),
  pendingEntries: z.number().int(),
  openAppeals: z.number().int(),
  timeline: z.array(EventLine),
  actions: z.array(PeriodAction),
})
export type Period = z.infer<typeof Period>

/** 试算: the same happenings by two schemes. */
export const TrialRow = z.object({
  unitId: Id,
  unitName: z.string(),
  groupName: z.string(),
  before: z.number().nullable(),
  after: z.number(),
  rankBefore: z.number().int().nullable(),
  rankAfter: z.number().int().nullable(),
})
export type TrialRow = z.infer<typeof TrialRow>
export const Trial = z.object({
  span: Span,
  againstName: z.string().nullable(),
  eventCount: z.number().int(),
  unscored: z.number().int(),
  rows: z.array(TrialRow),
})
export type Trial = z.infer<typeof Trial>

export const AppealStatus = z.enum(['open', 'upheld', 'dismissed'])
export type AppealStatus = z.infer<typeof AppealStatus>
export const Appeal = z.object({
  id: Id,
  unitName: z.string(),
  officeName: z.string(),
  about: z.string(),
  text: z.string(),
  factId: Id.nullable(),
  periodName: z.string(),
  status: AppealStatus,
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: Instant.nullable(),
  writtenByName: z.string(),
  writtenAt: Instant,
  mayAnswer: z.boolean(),
})
export type Appeal = z.infer<typeof Appeal>

export const BulletinStatus = z.enum(['draft', 'signed', 'released'])
export type BulletinStatus = z.infer<typeof BulletinStatus>
export const BulletinAction = z.enum(['save', 'redraft', 'sign', 'release', 'discard'])
export type BulletinAction = z.infer<typeof BulletinAction>
/** The nine tables of domain.md 5.5 that a bulletin may carry. */
export const BulletinTable = z.enum([
  'overview',
  'byLevel',
  'byMonth',
  'sentAdopted',
  'byKind',
  'cumulative',
  'adopted',
  'byPublication',
  'returned',
])
export type BulletinTable = z.infer<typeof BulletinTable>
export const BulletinRow = z.object({
  id: Id,
  title: z.string(),
  periodName: z.string(),
  status: BulletinStatus,
  editorName: z.string(),
  signerName: z.string().nullable(),
  releasedAt: Instant.nullable(),
  updatedAt: Instant,
  recipientCount: z.number().int(),
  readCount: z.number().int(),
})
export type BulletinRow = z.infer<typeof BulletinRow>
export const Bulletin = BulletinRow.extend({
  officeId: Id,
  officeName: z.string(),
  periodId: Id,
  body: Body,
  textVersion: z.number().int(),
  version: z.number().int(),
  digest: z.string().nullable(),
  recipients: z.array(
    z.object({ unitName: z.string(), readAt: Instant.nullable(), readByName: z.string().nullable() }),
  ),
  timeline: z.array(EventLine),
  actions: z.array(BulletinAction),
})
export type Bulletin = z.infer<typeof Bulletin>
export const ReceivedBulletin = z.object({
  id: Id,
  title: z.string(),
  officeName: z.string(),
  releasedAt: Instant,
  readAt: Instant.nullable(),
  points: z.number().nullable(),
  rank: z.number().int().nullable(),
})
export type ReceivedBulletin = z.infer<typeof ReceivedBulletin>

/** 一个评比组的名额. */
export const Quota = z.object({
  groupKey: z.string().max(80),
  groupName: z.string().max(80),
  prizes: z.array(z.object({ name: z.string().trim().min(1).max(20), count: z.number().int().min(0).max(200) })).max(6),
})
export const Commendation = z.object({
  year: z.number().int(),
  status: z.enum(['draft', 'decided']),
  version: z.number().int(),
  quotas: z.array(Quota),
  personQuota: z.number().int(),
  bars: z.array(z.object({ unitId: Id, unitName: z.string(), reason: z.string() })),
  groups: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      candidates: z.array(
        z.object({
          unitId: Id,
          unitName: z.string(),
          points: z.number(),
          rank: z.number().int().nullable(),
          prize: z.string().nullable(),
          barred: z.string().nullable(),
          officers: z.number().int(),
        }),
      ),
    }),
  ),
  people: z.array(
    z.object({
      personName: z.string(),
      unitName: z.string(),
      adopted: z.number().int(),
      points: z.number(),
      prize: z.string().nullable(),
      barred: z.string().nullable(),
    }),
  ),
  decision: z.object({ title: z.string(), body: Body }),
  summary: z.object({ title: z.string(), body: Body }),
  history: z.array(
    z.object({
      year: z.number().int(),
      kind: z.enum(['unit', 'person']),
      prize: z.string(),
      groupName: z.string(),
      unitName: z.string(),
      personName: z.string().nullable(),
      points: z.number().nullable(),
    }),
  ),
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  mayChange: z.boolean(),
  mayDecide: z.boolean(),
})
export type Commendation = z.infer<typeof Commendation>

const tag = 'assessment'
const OfOffice = z.object({ officeId: Id.optional() })
const Reason = z.string().trim().min(1).max(500)
const flag = z.union([z.boolean(), z.stringbool()])

/** assessment: what the server promises. `officeId` left out means the actor's own office. */
export const assessment = {
  schemes: route('GET', '/assessment/schemes', '计分办法 Schemes of the office, newest version first', tag)
    .input(OfOffice)
    .output(
      z.object({
        items: z.array(SchemeRow),
        templates: z.array(z.object({ code: z.string(), name: z.string(), note: z.string() })),
        mayManage: z.boolean(),
      }),
    ),
  scheme: route('GET', '/assessment/schemes/{id}', '一版计分办法 One version, explained', tag)
    .input(ById)
    .output(SchemeVersion),
  createScheme: route(
    'POST',
    '/assessment/schemes',
    '新拟计分办法 Start a version: from an empty page, a shipped example, an older version or a file',
    tag,
  )
    .input(
      z.object({
        id: Id,
        officeId: Id.optional(),
        name: z.string().trim().min(1).max(80),
        template: z.string().max(80).optional(),
        fromSchemeId: Id.optional(),
        file: z.unknown().optional(),
      }),
    )
    .output(SchemeVersion),
  saveScheme: route('POST', '/assessment/schemes/{id}/save', '保存草稿 Save a draft', tag)
    .input(ById.extend({ version: z.number().int(), name: z.string().trim().min(1).max(80), content: Scheme }))
    .output(SchemeVersion),
  explainScheme: route('POST', '/assessment/schemes/explain', '用语句说明 Say a scheme in sentences', tag)
    .input(z.object({ content: Scheme }))
    .output(Explanation),
  tryOutScheme: route('POST', '/assessment/schemes/{id}/try-out', '转入试算 Hand a draft to the try-out', tag)
    .input(ById)
    .output(SchemeVersion),
  backToDraftScheme: route('POST', '/assessment/schemes/{id}/back', '退回草拟 Back to drafting', tag)
    .input(ById.extend({ reason: z.string().trim().max(500).default('') }))
    .output(SchemeVersion),
  approveScheme: route('POST', '/assessment/schemes/{id}/approve', '批准 Approve', tag)
    .input(ById)
    .output(SchemeVersion),
  enforceScheme: route('POST', '/assessment/schemes/{id}/enforce', '施行 Put in force from a day', tag)
    .input(ById.extend({ validFrom: Day }))
    .output(SchemeVersion),
  retireScheme: route('POST', '/assessment/schemes/{id}/retire', '停用 End it on a day', tag)
    .input(ById.extend({ validTo: Day }))
    .output(SchemeVersion),
  discardScheme: route('POST', '/assessment/schemes/{id}/discard', '删除草稿 Drop a draft', tag).input(ById).output(Ok),
  exportScheme: route('GET', '/assessment/schemes/{id}/file', '导出 The scheme as a file', tag)
    .input(ById)
    .output(z.object({ fileName: z.string(), file: z.unknown() })),
  trial: route('GET', '/assessment/schemes/{id}/trial', '试算 The same happenings by this scheme and by another', tag)
    .input(ById.extend({ startsOn: Day, endsOn: Day, againstId: Id.optional() }))
    .output(Trial),

  facts: route('GET', '/assessment/facts', '计分台账 What happened that may score', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        kind: oneOrMany(ScoreEventKind).optional(),
        status: oneOrMany(FactStatus).optional(),
        unitId: Id.optional(),
        from: Day.optional(),
        to: Day.optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(FactRow)),
  fact: route('GET', '/assessment/facts/{id}', '台账条目 One entry', tag).input(ById).output(Fact),
  enterFact: route('POST', '/assessment/facts', '登记上级采用、批示、加分、扣分 Enter what came from outside', tag)
    .input(ManualFact)
    .output(Fact),
  confirmFact: route('POST', '/assessment/facts/{id}/confirm', '复核确认 Confirm, by a second person', tag)
    .input(ById)
    .output(Fact),
  refuseFact: route('POST', '/assessment/facts/{id}/refuse', '复核不通过 Refuse', tag)
    .input(ById.extend({ reason: Reason }))
    .output(Fact),
  withdrawFact: route('POST', '/assessment/facts/{id}/withdraw', '撤销登记 Take an entry back', tag)
    .input(ById.extend({ reason: Reason }))
    .output(Fact),

  offices: route('GET', '/assessment/offices', '考核我的机关 Offices whose standings I may read', tag).output(
    z.object({ items: z.array(z.object({ id: Id, name: z.string(), isOwn: z.boolean() })) }),
  ),
  standings: route('GET', '/assessment/standings', '实时排名 Standings of a span of days', tag)
    .input(OfOffice.extend(Span.shape))
    .output(Standings),
  itemScores: route('GET', '/assessment/items/{id}/scores', '一篇稿件的得分 What each office counts for one item', tag)
    .input(ById)
    .output(z.object({ items: z.array(ItemScore) })),
  unitScore: route('GET', '/assessment/unit-score', '一个单位的得分明细 The lines of one unit', tag)
    .input(OfOffice.extend(Span.shape).extend({ unitId: Id.optional() }))
    .output(UnitScore),

  periods: route('GET', '/assessment/periods', '考核期 Periods of the office', tag)
    .input(OfOffice)
    .output(z.object({ items: z.array(PeriodRow), mayManage: z.boolean() })),
  period: route('GET', '/assessment/periods/{id}', '考核期详情 One period with its ranking', tag)
    .input(ById)
    .output(Period),
  openPeriod: route('POST', '/assessment/periods', '开始结算 Open a period', tag)
    .input(
      z.object({
        id: Id,
        officeId: Id.optional(),
        kind: PeriodKind,
        year: z.number().int().min(2000).max(2200),
        /** Which month, quarter or half of the year; for 'cumulative' the month it runs to. */
        part: z.number().int().min(1).max(12).default(1),
      }),
    )
    .output(Period),
  postPeriod: route('POST', '/assessment/periods/{id}/post', '公示 Show it to the units for comments', tag)
    .input(ById.extend({ commentUntil: Day }))
    .output(Period),
  takeBackPeriod: route('POST', '/assessment/periods/{id}/take-back', '撤回公示 Take it back', tag)
    .input(ById)
    .output(Period),
  closePeriod: route('POST', '/assessment/periods/{id}/close', '封账 Close and freeze', tag)
    .input(ById.extend({ version: z.number().int() }))
    .output(Period),
  discardPeriod: route('POST', '/assessment/periods/{id}/discard', '删除 Drop an open period', tag)
    .input(ById)
    .output(Ok),
  amend: route('POST', '/assessment/periods/{id}/amend', '更正 Enter a correction after closing', tag)
    .input(
      ById.extend({
        amendmentId: Id,
        unitId: Id,
        points: z.number().min(-10_000).max(10_000),
        reason: Reason,
        appealId: Id.nullable().default(null),
      }),
    )
    .output(Period),
  decideAmendment: route(
    'POST',
    '/assessment/amendments/{id}/decide',
    '复核更正 Confirm or refuse, by a second person',
    tag,
  )
    .input(ById.extend({ agreed: z.boolean() }))
    .output(Period),

  appeals: route('GET', '/assessment/appeals', '收到的申诉 Appeals to the office', tag)
    .input(PageQuery.extend({ officeId: Id.optional(), status: oneOrMany(AppealStatus).optional() }))
    .output(pageOf(Appeal)),
  myAppeals: route('GET', '/assessment/my-appeals', '本单位的申诉 Appeals of my unit', tag)
    .input(PageQuery)
    .output(pageOf(Appeal)),
  appeal: route('POST', '/assessment/appeals', '申诉 Appeal to the office that scores', tag)
    .input(
      z.object({
        id: Id,
        unitId: Id.optional(),
        officeId: Id,
        about: z.string().trim().min(1).max(200),
        text: z.string().trim().min(1).max(2000),
        factId: Id.nullable().default(null),
        periodName: z.string().trim().max(60).default(''),
      }),
    )
    .output(Ok),
  answerAppeal: route('POST', '/assessment/appeals/{id}/answer', '答复申诉 Answer', tag)
    .input(ById.extend({ upheld: z.boolean(), answer: z.string().trim().min(1).max(2000) }))
    .output(Appeal),

  bulletins: route('GET', '/assessment/bulletins', '采用情况通报 Bulletins of the office', tag)
    .input(PageQuery.extend({ officeId: Id.optional() }))
    .output(pageOf(BulletinRow)),
  bulletin: route('GET', '/assessment/bulletins/{id}', '通报详情 One bulletin', tag).input(ById).output(Bulletin),
  draftBulletin: route('POST', '/assessment/bulletins', '生成通报 Draft a bulletin from a closed period', tag)
    .input(z.object({ id: Id, periodId: Id, tables: z.array(BulletinTable).max(9) }))
    .output(Bulletin),
  saveBulletin: route('POST', '/assessment/bulletins/{id}/save', '修改通报 Save the text', tag)
    .input(ById.extend({ title: z.string().trim().min(1).max(200), body: Body, baseVersion: z.number().int() }))
    .output(Bulletin),
  signBulletin: route('POST', '/assessment/bulletins/{id}/sign', '签发通报 Sign', tag)
    .input(ById.extend({ version: z.number().int() }))
    .output(Bulletin),
  releaseBulletin: route('POST', '/assessment/bulletins/{id}/release', '印发通报 Release to every unit', tag)
    .input(ById)
    .output(Bulletin),
  discardBulletin: route('POST', '/assessment/bulletins/{id}/discard', '删除通报草稿 Drop a draft', tag)
    .input(ById)
    .output(Ok),
  receivedBulletins: route('GET', '/assessment/received-bulletins', '收到的通报 Bulletins sent to my unit', tag)
    .input(PageQuery.extend({ unread: flag.optional() }))
    .output(pageOf(ReceivedBulletin)),
  readBulletin: route('POST', '/assessment/received-bulletins/{id}/read', '阅读通报 Read; leaves the read mark', tag)
    .input(ById)
    .output(ReceivedBulletin.extend({ body: Body, signerName: z.string() })),

  commendation: route(
    'GET',
    '/assessment/commendations/{year}',
    '年度总结和表彰 Summary and commendation of a year',
    tag,
  )
    .input(z.object({ year: z.coerce.number().int().min(2000).max(2200), officeId: Id.optional() }))
    .output(Commendation),
  saveCommendation: route('POST', '/assessment/commendations/{year}', '名额和取消资格 Quotas and bars', tag)
    .input(
      z.object({
        year: z.number().int().min(2000).max(2200),
        officeId: Id.optional(),
        version: z.number().int(),
        quotas: z.array(Quota).max(40),
        personQuota: z.number().int().min(0).max(500),
        bars: z.array(z.object({ unitId: Id, reason: Reason })).max(200),
      }),
    )
    .output(Commendation),
  decideCommendation: route('POST', '/assessment/commendations/{year}/decide', '决定表彰 Decide', tag)
    .input(z.object({ year: z.number().int().min(2000).max(2200), officeId: Id.optional(), version: z.number().int() }))
    .output(Commendation),
}
