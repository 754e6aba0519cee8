import { z } from 'zod'
import { Body } from './body.ts'
import { copies } from './publications-copies.ts'
import { results } from './publications-results.ts'
import { ById, Day, EventLine, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'

/** 刊物、栏目、刊期 (domain.md 2.2 C, 4): named series of an office, their columns and tiers, and their numbered issues. */
export const IssueStatus = z.enum(['draft', 'preReleased', 'signed', 'released', 'archived', 'voided'])
export type IssueStatus = z.infer<typeof IssueStatus>

export const IssueAction = z.enum([
  'arrange',
  'preRelease',
  'backToDraft',
  'sign',
  'release',
  'addRecipients',
  'urge',
  'keepCopies',
  'archive',
  'void',
  'discard',
  'correct',
  'print',
])
export type IssueAction = z.infer<typeof IssueAction>

export const Series = z.enum(['main', 'supplement'])
export type Series = z.infer<typeof Series>

export const AdoptionStatus = z.enum(['adopted', 'published', 'revoked'])

/** Each distinct unit once, with the role and weight set when the piece was made: what scoring counts. */
export const Credit = z.object({
  unitId: Id.nullable(),
  unitName: z.string(),
  submissionIds: z.array(Id),
  role: z.enum(['lead', 'other']),
  weight: z.number().int(),
})
export type Credit = z.infer<typeof Credit>

export const Column = z.object({ id: Id, name: z.string(), position: z.number().int(), active: z.boolean() })
export type Column = z.infer<typeof Column>

/** 版式: what the pages of a publication show besides its texts. */
export const Layout = z.object({
  /** 本期要目: the titles on the first page */
  contents: z.boolean().default(false),
  columnNames: z.boolean().default(true),
  /** the units in brackets behind each text */
  sources: z.boolean().default(true),
})
export type Layout = z.infer<typeof Layout>

const Lines = z.array(z.string().trim().min(1).max(60)).max(60)
export const PublicationDetails = z.object({
  name: z.string().trim().min(1).max(40),
  /** catalogue list 'publicationKind' */
  kind: z.string().max(40),
  issuer: z.string().trim().min(1).max(60),
  periodicity: z.string().trim().max(40).default(''),
  notice: z.string().trim().max(40).default(''),
  classificationCode: z.string().max(40).default('internal'),
  reportTo: Lines.default([]),
  sendTo: Lines.default([]),
  issueTo: Lines.default([]),
  hasWatermark: z.boolean().default(true),
  layout: Layout.default({ contents: false, columnNames: true, sources: true }),
  tierIds: z.array(Id).max(20).default([]),
  active: z.boolean().default(true),
})
export type PublicationDetails = z.infer<typeof PublicationDetails>

/** 起始期号: the last numbers given out, on paper or here; the next issue takes the next one (domain.md 4.3). */
export const Numbering = z.object({
  year: z.number().int(),
  number: z.number().int().min(0).max(9999),
  /** 总期号 */
  serial: z.number().int().min(0).max(99_999),
  /** 增刊 */
  supplement: z.number().int().min(0).max(9999),
})
export type Numbering = z.infer<typeof Numbering>

export const Publication = PublicationDetails.extend({
  id: Id,
  officeId: Id,
  officeName: z.string(),
  position: z.number().int(),
  version: z.number().int(),
  columns: z.array(Column),
  numbering: Numbering,
  issueCount: z.number().int(),
  mayManage: z.boolean(),
})
export type Publication = z.infer<typeof Publication>

export const TierMember = z.object({
  personId: Id.nullable(),
  unitId: Id.nullable(),
  name: z.string(),
  note: z.string(),
})
export const Tier = z.object({
  id: Id,
  officeId: Id,
  name: z.string(),
  note: z.string(),
  position: z.number().int(),
  active: z.boolean(),
  members: z.array(TierMember),
})
export type Tier = z.infer<typeof Tier>

/** One adopted piece, waiting in the pool or placed in an issue. */
export const Adoption = z.object({
  id: Id,
  pieceId: Id,
  title: z.string(),
  status: AdoptionStatus,
  publicationId: Id,
  publicationName: z.string(),
  columnId: Id,
  columnName: z.string(),
  mode: z.string(),
  modeName: z.string(),
  credit: z.array(Credit),
  characters: z.number().int(),
  adoptedAt: Instant,
  adoptedByName: z.string(),
  issueId: Id.nullable(),
  issueLabel: z.string().nullable(),
  mayRevoke: z.boolean(),
})
export type Adoption = z.infer<typeof Adoption>

export const IssueProblemKind = z.enum([
  'empty',
  'unsignedSource',
  'backEntry',
  'tooLong',
  'duplicateTitle',
  'openComments',
  'missingGlyphs',
  'classificationTooHigh',
  'noRecipients',
])
/** `blocks` false: a warning. */
export const IssueProblem = z.object({
  kind: IssueProblemKind,
  blocks: z.boolean(),
  title: z.string().nullable(),
  detail: z.string(),
})
export type IssueProblem = z.infer<typeof IssueProblem>

export const IssueRow = z.object({
  id: Id,
  publicationId: Id,
  publicationName: z.string(),
  series: Series,
  status: IssueStatus,
  label: z.string(),
  issueOn: Day.nullable(),
  entryCount: z.number().int(),
  firstTitle: z.string().nullable(),
  editorName: z.string(),
  signerName: z.string().nullable(),
  recipientCount: z.number().int(),
  readCount: z.number().int(),
  dueAt: Instant.nullable(),
  updatedAt: Instant,
})
export type IssueRow = z.infer<typeof IssueRow>

export const IssueEntry = z.object({
  adoptionId: Id,
  pieceId: Id,
  title: z.string(),
  body: Body,
  characters: z.number().int(),
  columnId: Id,
  modeName: z.string(),
  source: z.string(),
  credit: z.array(Credit),
})
export type IssueEntry = z.infer<typeof IssueEntry>
export const IssueColumn = z.object({ id: Id, name: z.string(), entries: z.array(IssueEntry) })

/** 更正: an issue that was recalled and the one made in its place, each naming the other. */
export const IssueLink = z.object({ id: Id, label: z.string(), status: IssueStatus })
export type IssueLink = z.infer<typeof IssueLink>

export const Issue = IssueRow.extend({
  officeId: Id,
  officeName: z.string(),
  issuer: z.string(),
  notice: z.string(),
  classificationCode: z.string(),
  hasWatermark: z.boolean(),
  number: z.number().int().nullable(),
  year: z.number().int().nullable(),
  serial: z.number().int().nullable(),
  totalLabel: z.string().nullable(),
  reportTo: z.array(z.string()),
  sendTo: z.array(z.string()),
  issueTo: z.array(z.string()),
  tiers: z.array(z.object({ id: Id, name: z.string() })),
  /** 定向个人、定向单位, beside the tiers */
  people: z.array(z.object({ id: Id, name: z.string() })),
  units: z.array(z.object({ id: Id, name: z.string() })),
  summary: z.string(),
  columns: z.array(IssueColumn),
  problems: z.array(IssueProblem),
  signedAt: Instant.nullable(),
  releasedAt: Instant.nullable(),
  digest: z.string().nullable(),
  voidReason: z.string().nullable(),
  corrects: IssueLink.nullable(),
  correctedBy: IssueLink.nullable(),
  version: z.number().int(),
  timeline: z.array(EventLine),
  actions: z.array(IssueAction),
})
export type Issue = z.infer<typeof Issue>

/** Who was to read it and who has: the reading rate (阅读率). A unit has read when anyone there has. */
export const Reading = z.object({
  recipients: z.number().int(),
  read: z.number().int(),
  tiers: z.array(
    z.object({
      tierId: Id.nullable(),
      tierName: z.string(),
      addedLater: z.boolean(),
      lines: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(['person', 'unit']),
          readBy: z.string().nullable(),
          firstAt: Instant.nullable(),
          times: z.number().int(),
        }),
      ),
    }),
  ),
})
export type Reading = z.infer<typeof Reading>

export const ReadingRow = z.object({
  id: Id,
  publicationName: z.string(),
  label: z.string(),
  issuer: z.string(),
  issueOn: Day,
  releasedAt: Instant,
  titles: z.array(z.string()),
  summary: z.string(),
  entryCount: z.number().int(),
  readAt: Instant.nullable(),
  status: IssueStatus,
})
export type ReadingRow = z.infer<typeof ReadingRow>

/** What a reader gets: the issue as it was signed, and nothing of how it was made. */
export const ReadableIssue = z.object({
  id: Id,
  publicationName: z.string(),
  label: z.string(),
  totalLabel: z.string().nullable(),
  issuer: z.string(),
  issueOn: Day,
  notice: z.string(),
  classificationCode: z.string(),
  hasWatermark: z.boolean(),
  status: IssueStatus,
  voidReason: z.string().nullable(),
  /** only those this reader may open */
  corrects: IssueLink.nullable(),
  correctedBy: IssueLink.nullable(),
  summary: z.string(),
  reportTo: z.array(z.string()),
  sendTo: z.array(z.string()),
  issueTo: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      entries: z.array(z.object({ adoptionId: Id, title: z.string(), body: Body, source: z.string() })),
    }),
  ),
  previousId: Id.nullable(),
  nextId: Id.nullable(),
  /** 来刊: the office on another node that released it. */
  receivedFrom: z.string().nullable(),
  firstReadAt: Instant.nullable(),
  readerName: z.string(),
  readerUnit: z.string(),
})
export type ReadableIssue = z.infer<typeof ReadableIssue>

const tag = 'publications'
const OfOffice = z.object({ officeId: Id.optional() })
const Reason = ById.extend({ reasonCode: z.string().max(40), reasonText: z.string().trim().min(1).max(500) })

/** publications: what the server promises. `officeId` left out means the actor's own office. */
export const publications = {
  options: route(
    'GET',
    '/publications/options',
    '可用刊物 Active publications of my office with columns, adoption modes',
    tag,
  )
    .input(OfOffice)
    .output(
      z.object({
        publications: z.array(
          z.object({ id: Id, name: z.string(), columns: z.array(z.object({ id: Id, name: z.string() })) }),
        ),
        modes: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
  list: route('GET', '/publications', '刊物目录 The catalogue of publications', tag)
    .input(OfOffice)
    .output(z.object({ items: z.array(Publication), mayManage: z.boolean() })),
  create: route('POST', '/publications', '新设刊物 Found a publication', tag)
    .input(PublicationDetails.extend({ id: Id, officeId: Id.optional() }))
    .output(Publication),
  edit: route('POST', '/publications/{id}/edit', '修改刊物 Change a publication', tag)
    .input(PublicationDetails.extend({ id: Id, version: z.number().int() }))
    .output(Publication),
  saveColumns: route('POST', '/publications/{id}/columns', '栏目设置 Add, rename, reorder, deactivate columns', tag)
    .input(
      ById.extend({
        version: z.number().int(),
        columns: z
          .array(z.object({ id: Id, name: z.string().trim().min(1).max(30), active: z.boolean() }))
          .min(1)
          .max(40),
      }),
    )
    .output(Publication),
  setNumbering: route('POST', '/publications/{id}/numbering', '起始期号 Number on from what was issued on paper', tag)
    .input(ById.extend(Numbering.shape))
    .output(Publication),
  tiers: route('GET', '/tiers', '服务层次 Tiers with their members', tag)
    .input(OfOffice)
    .output(z.object({ items: z.array(Tier), mayManage: z.boolean() })),
  saveTier: route('POST', '/tiers/{id}', '保存层次 Create or change a tier and its members', tag)
    .input(
      z.object({
        id: Id,
        officeId: Id.optional(),
        name: z.string().trim().min(1).max(30),
        note: z.string().trim().max(200).default(''),
        active: z.boolean().default(true),
        personIds: z.array(Id).max(500),
        unitIds: z.array(Id).max(500),
      }),
    )
    .output(Tier),

  adopt: route('POST', '/adoptions', '采用 Adopt a piece into a column of a publication', tag)
    .input(z.object({ pieceId: Id, publicationId: Id, columnId: Id, mode: z.string().max(40) }))
    .output(z.object({ adoptionId: Id })),
  unadopt: route('POST', '/adoptions/{id}/revoke', '撤销采用 Take an adoption back', tag)
    .input(ById.extend({ reasonText: z.string().trim().min(1).max(500) }))
    .output(Ok),
  pool: route('GET', '/adoptions', '采用未成刊 Adopted and not yet published', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        publicationId: Id.optional(),
        placed: z.union([z.boolean(), z.stringbool()]).optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(Adoption)),

  issues: route('GET', '/issues', '刊期 Issues of the office', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        publicationId: Id.optional(),
        status: oneOrMany(IssueStatus).optional(),
        year: z.coerce.number().int().optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(IssueRow)),
  createIssue: route('POST', '/issues', '新建刊期 Start composing an issue', tag)
    .input(z.object({ id: Id, publicationId: Id, series: Series.default('main') }))
    .output(Issue),
  correctIssue: route('POST', '/issues/{id}/correct', '编更正 Start the issue that corrects a recalled one', tag)
    .input(ById.extend({ correctionId: Id }))
    .output(Issue),
  issue: route('GET', '/issues/{id}', '刊期详情 One issue, whole', tag).input(ById).output(Issue),
  glyphs: route('GET', '/issues/{id}/glyphs', '缺字检查 Characters that the printing fonts lack', tag)
    .input(ById)
    .output(z.object({ problems: z.array(IssueProblem) })),
  arrange: route('POST', '/issues/{id}/arrange', '编排 The whole order: columns and their entries', tag)
    .input(
      ById.extend({
        version: z.number().int(),
        columns: z.array(z.object({ columnId: Id, adoptionIds: z.array(Id).max(200) })).max(60),
      }),
    )
    .output(Issue),
  setScope: route('POST', '/issues/{id}/scope', '发放范围 Tiers, units and people it will be released to', tag)
    .input(
      ById.extend({
        version: z.number().int(),
        tierIds: z.array(Id).max(20),
        personIds: z.array(Id).max(200).default([]),
        unitIds: z.array(Id).max(200).default([]),
      }),
    )
    .output(Issue),
  preRelease: route('POST', '/issues/{id}/pre-release', '预发布 Finish composing', tag).input(ById).output(Issue),
  backToDraft: route('POST', '/issues/{id}/back', '撤销预发布 Back to composing', tag)
    .input(ById.extend({ reasonText: z.string().trim().max(500).default('') }))
    .output(Issue),
  sign: route('POST', '/issues/{id}/sign', '签发 Sign: takes its number', tag)
    .input(ById.extend({ version: z.number().int() }))
    .output(Issue),
  release: route('POST', '/issues/{id}/release', '发布 Release to the tiers', tag).input(ById).output(Issue),
  addRecipients: route('POST', '/issues/{id}/recipients', '补发 More readers', tag)
    .input(
      ById.extend({
        personIds: z.array(Id).max(200).default([]),
        unitIds: z.array(Id).max(200).default([]),
        tierIds: z.array(Id).max(20).default([]),
      }),
    )
    .output(Issue),
  urge: route('POST', '/issues/{id}/urge', '催阅 Remind everyone who has not read it', tag)
    .input(ById)
    .output(z.object({ people: z.number().int(), units: z.number().int() })),
  setSummary: route('POST', '/issues/{id}/summary', '摘要 What the issue says in a few lines; signed with it', tag)
    .input(ById.extend({ version: z.number().int(), summary: z.string().trim().max(600) }))
    .output(Issue),
  archive: route('POST', '/issues/{id}/archive', '归档 Archive', tag).input(ById).output(Issue),
  void: route('POST', '/issues/{id}/void', '作废 Recall: the number stays, the effects are undone', tag)
    .input(Reason)
    .output(Issue),
  discardIssue: route(
    'POST',
    '/issues/{id}/discard',
    '删除未签发的刊期 Drop an unsigned issue; its adoptions go back to the pool',
    tag,
  )
    .input(ById)
    .output(Ok),
  reading: route('GET', '/issues/{id}/reading', '阅读率 Who has read it', tag).input(ById).output(Reading),

  readingList: route('GET', '/reading', '我的刊物 Issues released to me', tag)
    .input(
      PageQuery.extend({
        unread: z.union([z.boolean(), z.stringbool()]).optional(),
        search: z.string().max(100).optional(),
      }),
    )
    .output(pageOf(ReadingRow)),
  openIssue: route('POST', '/reading/{id}/open', '阅读 Read an issue; leaves the read mark', tag)
    .input(ById)
    .output(ReadableIssue),

  ...copies,
  ...results,
}
