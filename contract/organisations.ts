import { z } from 'zod'
import { Role } from './access.ts'
import { ById, Day, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'

export const UnitKind = z.enum([
  'provinceOffice',
  'cityOffice',
  'countyOffice',
  'department',
  'outsideOffice',
  'institution',
  'enterprise',
  'reportingPoint',
])
export type UnitKind = z.infer<typeof UnitKind>

/** 专职、兼职信息员 (第五条). */
export const Officer = z.enum(['none', 'fullTime', 'partTime'])
export type Officer = z.infer<typeof Officer>

/** How a unit stands to 第五条: who must have officers has them, or not. */
export const Standing = z.enum(['met', 'vacant', 'needsFullTime', 'optional'])
export type Standing = z.infer<typeof Standing>

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
const Name = z.string().trim().min(1).max(100)
const Basis = z.string().trim().max(200).default('')

export const UnitAction = z.enum([
  'edit',
  'rename',
  'move',
  'merge',
  'abolish',
  'addChild',
  'addPerson',
  'grant',
  'import',
])
export type UnitAction = z.infer<typeof UnitAction>

/** A unit as trees and pickers show it. `trail` are the short names above it, the top first. */
export const UnitOption = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: UnitKind,
  isOffice: z.boolean(),
  parentId: Id.nullable(),
  hasChildren: z.boolean(),
  validTo: Day.nullable(),
  trail: z.array(z.string()),
})
export type UnitOption = z.infer<typeof UnitOption>

export const UnitChangeKind = z.enum(['founded', 'renamed', 'merged', 'moved', 'abolished'])
export const UnitChange = z.object({
  id: Id,
  kind: UnitChangeKind,
  effectiveOn: Day,
  basis: z.string(),
  recordedAt: Instant,
  recordedByName: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
})
export type UnitChange = z.infer<typeof UnitChange>

export const UnitDetail = UnitOption.extend({
  governmentName: z.string().nullable(),
  phone: z.string().nullable(),
  position: z.number().int(),
  validFrom: Day,
  above: z.array(z.object({ id: Id, name: z.string(), shortName: z.string() })),
  mergedInto: z.object({ id: Id, name: z.string() }).nullable(),
  childCount: z.number().int(),
  personCount: z.number().int(),
  history: z.array(UnitChange),
  actions: z.array(UnitAction),
})
export type UnitDetail = z.infer<typeof UnitDetail>

const UnitDetails = z.object({
  kind: UnitKind,
  isOffice: z.boolean(),
  name: Name,
  shortName: z.string().trim().min(1).max(40),
  governmentName: z.string().trim().max(100).nullable().default(null),
  phone: z.string().trim().max(40).nullable().default(null),
  position: z.number().int().min(0).max(100_000).default(0),
})

/** A path segment: letters, digits and hyphens. */
export const UnitCode = z.string().regex(/^[0-9A-Za-z-]{1,40}$/)

const Mobile = z.string().regex(/^1\d{10}$/)
const PostDetails = z.object({
  title: z.string().trim().min(1).max(60),
  officer: Officer.default('none'),
  officePhone: z.string().trim().max(40).nullable().default(null),
})
const PersonDetails = z.object({
  name: z.string().trim().min(1).max(40),
  mobile: Mobile.nullable().default(null),
  email: z.email().max(100).nullable().default(null),
})

export const Post = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  officer: Officer,
  officePhone: z.string().nullable(),
  isMain: z.boolean(),
  validFrom: Day,
  validTo: Day.nullable(),
  isCurrent: z.boolean(),
  mayManage: z.boolean(),
})
export type Post = z.infer<typeof Post>

/** A line of the directory. `mobile` is masked (138****1234) outside the person's unit and its superior office (SEC-18). */
export const PersonRow = z.object({
  id: Id,
  name: z.string(),
  unitId: Id,
  unitName: z.string(),
  title: z.string(),
  officer: Officer,
  officePhone: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  postValidTo: Day.nullable(),
})
export type PersonRow = z.infer<typeof PersonRow>

export const RoleGrant = z.object({
  id: Id,
  role: Role,
  unitId: Id,
  unitName: z.string(),
  reach: z.enum(['own', 'subtree']),
  validFrom: Day,
  validTo: Day.nullable(),
  state: z.enum(['future', 'current', 'past', 'revoked']),
  delegatedFromName: z.string().nullable(),
  personId: Id,
  personName: z.string(),
  actions: z.array(z.enum(['revoke', 'delegate', 'endDelegation'])),
})
export type RoleGrant = z.infer<typeof RoleGrant>

export const PersonAction = z.enum(['edit', 'addPost', 'transfer', 'grant'])
export const PersonDetail = z.object({
  id: Id,
  name: z.string(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  isMe: z.boolean(),
  posts: z.array(Post),
  grants: z.array(RoleGrant),
  maySeeGrants: z.boolean(),
  actions: z.array(PersonAction),
})
export type PersonDetail = z.infer<typeof PersonDetail>

export const RosterRow = z.object({
  unitId: Id,
  code: z.string(),
  unitName: z.string(),
  kind: UnitKind,
  fullTime: z.number().int(),
  partTime: z.number().int(),
  standing: Standing,
  begun: z.number().int(),
  ended: z.number().int(),
})
export type RosterRow = z.infer<typeof RosterRow>

/** A bad row: where, what stands there, and why it cannot be taken (sentence `organisations.import.<problem>` in the language files). */
export const RowProblem = z.object({
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  problem: z.string(),
})
export type RowProblem = z.infer<typeof RowProblem>

export const ImportReport = z.object({
  encoding: z.enum(['utf-8', 'gb18030']),
  rows: z.number().int(),
  toAdd: z.number().int(),
  unchanged: z.number().int(),
  badRows: z.number().int(),
  problems: z.array(RowProblem),
  problemsCut: z.boolean(),
  committed: z.boolean(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** `content`: the bytes of the file as base64. `mode` check only reads; all refuses while a row is bad; good takes the good rows. */
const ImportInput = z.object({ content: z.base64().max(5_600_000), mode: z.enum(['check', 'all', 'good']) })
const CsvFile = z.object({ fileName: z.string(), csv: z.string() })

const UnitRef = z.object({ unitId: Id })
const tag = 'organisations'

/** organisations: units, people, posts and grants (第五、六条). */
export const organisations = {
  unitOptions: route(
    'GET',
    '/unit-options',
    '机构树 Units: children of one, hits of a search, or those named by id',
    tag,
  )
    .input(
      z.object({
        parentId: Id.optional(),
        search: z.string().trim().max(60).optional(),
        ids: oneOrMany(Id).optional(),
        asOf: Day.optional(),
        officesOnly: flag.optional(),
        withEnded: flag.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.object({ items: z.array(UnitOption) })),
  unit: route('GET', '/units/{id}', '机构详情 A unit with its history', tag)
    .input(z.object({ id: Id, asOf: Day.optional() }))
    .output(UnitDetail),
  createUnit: route('POST', '/units', '新设机构 Found a unit', tag)
    .input(UnitDetails.extend({ parentId: Id, code: UnitCode, validFrom: Day, basis: Basis }))
    .output(ById),
  editUnit: route('POST', '/units/{id}/edit', '修改机构信息 Change what is not dated: kind, phone, order', tag)
    .input(UnitDetails.omit({ name: true, shortName: true, governmentName: true }).extend({ id: Id }))
    .output(Ok),
  renameUnit: route('POST', '/units/{id}/rename', '机构更名 Rename from a day on', tag)
    .input(
      z.object({
        id: Id,
        name: Name,
        shortName: z.string().trim().min(1).max(40),
        governmentName: z.string().trim().max(100).nullable().default(null),
        effectiveOn: Day,
        basis: Basis,
      }),
    )
    .output(Ok),
  moveUnit: route('POST', '/units/{id}/move', '调整隶属 Move under another unit', tag)
    .input(z.object({ id: Id, parentId: Id, effectiveOn: Day, basis: Basis }))
    .output(Ok),
  mergeUnit: route('POST', '/units/{id}/merge', '机构合并 End a unit; another succeeds it', tag)
    .input(z.object({ id: Id, intoId: Id, effectiveOn: Day, basis: Basis, carryPosts: z.boolean() }))
    .output(Ok),
  abolishUnit: route('POST', '/units/{id}/abolish', '撤销机构 End a unit', tag)
    .input(z.object({ id: Id, effectiveOn: Day, basis: Basis }))
    .output(Ok),

  people: route('GET', '/people', '通讯录 The address book', tag)
    .input(
      PageQuery.extend({
        unitId: Id.optional(),
        below: flag.optional(),
        search: z.string().trim().max(40).optional(),
        officer: oneOrMany(Officer).optional(),
        ids: oneOrMany(Id).optional(),
        former: flag.optional(),
      }),
    )
    .output(pageOf(PersonRow)),
  person: route('GET', '/people/{id}', '人员详情 A person with posts and grants', tag).input(ById).output(PersonDetail),
  createPerson: route('POST', '/people', '新增人员 Add a person with the first post', tag)
    .input(PersonDetails.extend(UnitRef.shape).extend(PostDetails.shape).extend({ validFrom: Day }))
    .output(ById),
  editPerson: route('POST', '/people/{id}/edit', '修改人员 Change name and contact', tag)
    .input(PersonDetails.extend({ id: Id }))
    .output(Ok),
  addPost: route('POST', '/people/{id}/posts', '增加任职 Add a post', tag)
    .input(PostDetails.extend({ id: Id, unitId: Id, validFrom: Day }))
    .output(ById),
  editPost: route('POST', '/posts/{id}/edit', '修改任职 Change title, officer, phone', tag)
    .input(PostDetails.extend({ id: Id }))
    .output(Ok),
  endPost: route('POST', '/posts/{id}/end', '免去任职 End a post', tag)
    .input(z.object({ id: Id, lastDay: Day, handOverToId: Id.nullable().default(null) }))
    .output(Ok),
  transferPerson: route('POST', '/people/{id}/transfer', '人员调动 End the main post, start another, hand over', tag)
    .input(PostDetails.extend({ id: Id, unitId: Id, effectiveOn: Day, handOverToId: Id.nullable().default(null) }))
    .output(ById),
  roster: route('GET', '/roster', '信息员队伍 Officers by unit, vacancies and turnover (第五条)', tag)
    .input(
      PageQuery.extend({
        unitId: Id.optional(),
        kind: oneOrMany(UnitKind).optional(),
        standing: oneOrMany(Standing).optional(),
        search: z.string().trim().max(60).optional(),
      }),
    )
    .output(
      pageOf(RosterRow).extend({
        summary: z
          .object({
            units: z.number().int(),
            vacant: z.number().int(),
            needsFullTime: z.number().int(),
            fullTime: z.number().int(),
            partTime: z.number().int(),
            begun: z.number().int(),
            ended: z.number().int(),
          })
          .nullable(),
      }),
    ),

  grants: route('GET', '/grants', '授权一览 Who may do what where', tag)
    .input(
      PageQuery.extend({
        unitId: Id.optional(),
        role: oneOrMany(Role).optional(),
        search: z.string().trim().max(40).optional(),
      }),
    )
    .output(pageOf(RoleGrant)),
  grantRole: route('POST', '/grants', '授予岗位 Give a role at a unit', tag)
    .input(
      z.object({
        personId: Id,
        unitId: Id,
        role: Role,
        reach: z.enum(['own', 'subtree']),
        validFrom: Day,
        validTo: Day.nullable().default(null),
      }),
    )
    .output(ById),
  revokeGrant: route('POST', '/grants/{id}/revoke', '收回岗位 Take a role back', tag)
    .input(z.object({ id: Id, reason: z.string().trim().max(200).default('') }))
    .output(Ok),
  myGrants: route('GET', '/my/grants', '我的岗位与授权 My roles, and what I have delegated', tag).output(
    z.object({ items: z.array(RoleGrant) }),
  ),
  delegate: route('POST', '/delegations', '签发授权 Let another sign for me while the dates last', tag)
    .input(
      z.object({
        grantId: Id,
        toPersonId: Id,
        validFrom: Day,
        validTo: Day,
        reason: z.string().trim().max(200).default(''),
      }),
    )
    .output(ById),
  endDelegation: route('POST', '/delegations/{id}/end', '收回授权 End a delegation I gave', tag).input(ById).output(Ok),

  importUnits: route('POST', '/units/import', '导入机构 Units from CSV', tag).input(ImportInput).output(ImportReport),
  exportUnits: route('POST', '/units/export', '导出机构 Units as CSV', tag).input(UnitRef).output(CsvFile),
  importPeople: route('POST', '/people/import', '导入人员 People from CSV', tag)
    .input(ImportInput)
    .output(ImportReport),
  exportPeople: route('POST', '/people/export', '导出人员 People as CSV', tag).input(UnitRef).output(CsvFile),
}
