import { z } from 'zod'
import { Span } from './calendar.ts'
import { ById, Day, EventLine, FileRef, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'
import { DirectiveMilestone, DirectiveType, DirectiveWay, LeaderRank } from './directives.letters.ts'

/** 批示 (第十五条; domain.md 2.2 E): registered, transferred, carried out, reported to the leader, closed. */
export const DirectiveStatus = z.enum([
  'registered',
  'assigned',
  'inClosing',
  'reported',
  'closed',
  'archived',
  'voided',
])
export type DirectiveStatus = z.infer<typeof DirectiveStatus>

export const DirectiveAction = z.enum(['edit', 'transfer', 'report', 'answer', 'close', 'archive', 'void'])
export type DirectiveAction = z.infer<typeof DirectiveAction>

/** One unit's part in it, the same for the giver (转办) and for the unit (承办). */
export const AssignmentStatus = z.enum([
  'transferred',
  'signedFor',
  'handling',
  'finalGiven',
  'redo',
  'accepted',
  'withdrawn',
])
export type AssignmentStatus = z.infer<typeof AssignmentStatus>

export const AssignmentAction = z.enum(['urge', 'inspect', 'decideExtension', 'accept', 'redo', 'withdraw'])
export type AssignmentAction = z.infer<typeof AssignmentAction>

export const TaskAction = z.enum([
  'signFor',
  'draftFeedback',
  'signFeedback',
  'returnFeedback',
  'askExtension',
  'delegate',
])
export type TaskAction = z.infer<typeof TaskAction>

export const Light = z.enum(['green', 'yellow', 'orange', 'red'])
export type Light = z.infer<typeof Light>

/** 办理规则 of an office: the rhythm (山西 13710), the reminders and the lights. Deadlines already given stay. */
export const DirectiveRules = z.object({
  transfer: Span,
  /** how long the giver may take to judge a final feedback, and to report to the leader */
  review: Span,
  /** without a new directive within this the matter counts as closed (视为办结) */
  answer: Span,
  steps: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(30),
        expects: z.enum(['signFor', 'feedback', 'final']),
        span: Span,
      }),
    )
    .min(1)
    .max(12)
    .refine((steps) => steps.filter((step) => step.expects === 'final').length === 1),
  remindBeforeHours: z.number().int().min(0).max(720),
  remindEveryHours: z.number().int().min(1).max(720),
  /** From when a light burns, in hours after the deadline (negative: before it). Green before all of them. */
  lights: z
    .object({
      yellow: z.number().int().min(-2400).max(2400),
      orange: z.number().int().min(-2400).max(2400),
      red: z.number().int().min(-2400).max(2400),
    })
    .refine(({ yellow, orange, red }) => yellow <= orange && orange <= red),
})
export type DirectiveRules = z.infer<typeof DirectiveRules>

export const Leader = z.object({
  id: Id,
  name: z.string(),
  title: z.string(),
  rank: LeaderRank,
  personId: Id.nullable(),
  secretaries: z.array(z.object({ id: Id, name: z.string() })),
  active: z.boolean(),
})
export type Leader = z.infer<typeof Leader>

/** 申请延期 with its plan, and what was decided. */
export const Extension = z.object({
  reason: z.string(),
  plan: z.string(),
  until: Day,
  askedAt: Instant,
  askedByName: z.string(),
  decision: z.enum(['approved', 'declined']).nullable(),
  note: z.string(),
})
export type Extension = z.infer<typeof Extension>

export const DirectiveRow = z.object({
  id: Id,
  label: z.string(),
  status: DirectiveStatus,
  light: Light,
  itemTitle: z.string(),
  sourceLabel: z.string(),
  leaderName: z.string(),
  leaderTitle: z.string(),
  leaderRank: LeaderRank,
  type: DirectiveType,
  text: z.string(),
  directedOn: Day,
  recordedAt: Instant,
  isOnBehalf: z.boolean(),
  isOvernight: z.boolean(),
  leadUnitName: z.string().nullable(),
  unitCount: z.number().int(),
  openCount: z.number().int(),
  urgedCount: z.number().int(),
  lastFeedbackAt: Instant.nullable(),
  dueAt: Instant.nullable(),
})
export type DirectiveRow = z.infer<typeof DirectiveRow>

export const Feedback = z.object({
  id: Id,
  kind: z.enum(['stage', 'final']),
  unitName: z.string(),
  situation: z.string(),
  problems: z.string(),
  nextSteps: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  signedByName: z.string().nullable(),
  signedByTitle: z.string().nullable(),
  signedAt: Instant.nullable(),
  status: z.enum(['draft', 'awaitingSignature', 'returned', 'sent']),
  returnReason: z.string().nullable(),
  verdict: z.enum(['accepted', 'redo']).nullable(),
  verdictReason: z.string().nullable(),
  files: z.array(FileRef),
})
export type Feedback = z.infer<typeof Feedback>

export const Inspection = z.object({
  inspectedOn: Day,
  inspectors: z.string(),
  findings: z.string(),
  demands: z.string(),
  recordedByName: z.string(),
})

export const Assignment = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  role: z.enum(['lead', 'other']),
  requirement: z.string(),
  status: AssignmentStatus,
  light: Light,
  milestones: z.array(DirectiveMilestone),
  extension: Extension.nullable(),
  transferredAt: Instant,
  signedForAt: Instant.nullable(),
  signedForByName: z.string().nullable(),
  urgedCount: z.number().int(),
  lastUrgedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  missingYears: z.array(z.number().int()),
  below: z.array(z.object({ name: z.string(), status: AssignmentStatus })),
  feedback: z.array(Feedback),
  inspections: z.array(Inspection),
  actions: z.array(AssignmentAction),
})
export type Assignment = z.infer<typeof Assignment>

export const Directive = DirectiveRow.extend({
  officeId: Id,
  officeName: z.string(),
  source: z.enum(['issue', 'paper']),
  issueId: Id.nullable(),
  sourceUnits: z.array(z.string()),
  way: DirectiveWay,
  passage: z.string(),
  classificationCode: z.string(),
  tellsText: z.boolean(),
  recordedByName: z.string(),
  followOf: Id.nullable(),
  followedBy: Id.nullable(),
  transferDueAt: Instant,
  missingYears: z.array(z.number().int()),
  result: z.string().nullable(),
  reportedAt: Instant.nullable(),
  reportedByName: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closedByName: z.string().nullable(),
  closeNote: z.string().nullable(),
  version: z.number().int(),
  files: z.array(FileRef),
  assignments: z.array(Assignment),
  timeline: z.array(EventLine),
  actions: z.array(DirectiveAction),
})
export type Directive = z.infer<typeof Directive>

export const DirectiveTaskRow = z.object({
  id: Id,
  title: z.string(),
  leaderName: z.string(),
  leaderTitle: z.string(),
  type: DirectiveType,
  giverName: z.string(),
  role: z.enum(['lead', 'other']),
  status: AssignmentStatus,
  light: Light,
  arrivedAt: Instant,
  dueAt: Instant.nullable(),
  nextName: z.string().nullable(),
  urgedCount: z.number().int(),
  awaitsSignature: z.boolean(),
})
export type DirectiveTaskRow = z.infer<typeof DirectiveTaskRow>

export const DirectiveTask = DirectiveTaskRow.extend({
  unitId: Id,
  unitName: z.string(),
  label: z.string(),
  text: z.string(),
  passage: z.string(),
  directedOn: Day,
  sourceLabel: z.string(),
  requirement: z.string(),
  leadUnitName: z.string(),
  otherUnits: z.array(z.string()),
  contact: z.string(),
  milestones: z.array(DirectiveMilestone),
  missingYears: z.array(z.number().int()),
  extension: Extension.nullable(),
  lastUrgeText: z.string().nullable(),
  lastUrgedAt: Instant.nullable(),
  signedForAt: Instant.nullable(),
  signedForByName: z.string().nullable(),
  files: z.array(FileRef),
  feedback: z.array(Feedback),
  inspections: z.array(Inspection),
  below: z.array(Assignment),
  timeline: z.array(EventLine),
  actions: z.array(TaskAction),
})
export type DirectiveTask = z.infer<typeof DirectiveTask>

const Files = z.array(Id).max(20).default([])
const Text = (max: number) => z.string().trim().max(max)
/** What is written of a directive. A handwritten or photographed one may be transcribed later. */
const Words = z.object({
  type: DirectiveType,
  text: Text(2000),
  passage: Text(500).default(''),
  directedOn: Day,
  classificationCode: z.string().max(40).default('internal'),
  tellsText: z.boolean().default(false),
  fileIds: Files,
})
const Part = z.object({ unitId: Id, role: z.enum(['lead', 'other']), requirement: Text(1000).min(1) })
const tag = 'directives'
const OfOffice = z.object({ officeId: Id.optional() })

/** directives: 批示 → 转办 → 催办 → 查办 → 反馈 → 办结. `officeId` left out means the actor's own. */
export const directives = {
  writers: route('GET', '/directives/writers', '可记录批示的领导 For whom I may record a directive', tag).output(
    z.object({ items: z.array(Leader.extend({ officeId: Id, isMe: z.boolean() })) }),
  ),
  record: route('POST', '/directives', '登记批示 Record what a leader wrote on an issue or a paper', tag)
    .input(
      Words.extend({
        id: Id,
        /** null: I am the leader. */
        leaderId: Id.nullable(),
        way: DirectiveWay,
        source: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('issue'), adoptionId: Id }),
          z.object({ kind: z.literal('paper'), title: Text(100).min(1), reference: Text(60).default('') }),
        ]),
      }),
    )
    .output(ById.extend({ label: z.string() })),
  edit: route('POST', '/directives/{id}/edit', '补登批示 Transcribe or correct it before it is transferred', tag)
    .input(Words.extend({ id: Id, version: z.number().int(), leaderId: Id }))
    .output(Directive),
  ledger: route('GET', '/directives', '批示台账 The ledger of an office', tag)
    .input(
      PageQuery.extend({
        officeId: Id.optional(),
        status: oneOrMany(DirectiveStatus).optional(),
        light: Light.optional(),
        leaderId: Id.optional(),
        type: DirectiveType.optional(),
        search: z.string().max(100).optional(),
        sort: z.enum(['recorded', 'due']).default('recorded'),
      }),
    )
    .output(pageOf(DirectiveRow)),
  counts: route('GET', '/directives/counts', '台账计数 How many stand where, and which lights burn', tag)
    .input(OfOffice)
    .output(
      z.object({
        statuses: z.array(z.object({ status: DirectiveStatus, count: z.number().int() })),
        lights: z.array(z.object({ light: Light, count: z.number().int() })),
      }),
    ),
  mine: route('GET', '/directives/mine', '我的批示 Directives I wrote, and how they stand', tag)
    .input(PageQuery)
    .output(pageOf(DirectiveRow)),
  get: route('GET', '/directives/{id}', '批示详情 One directive, whole', tag).input(ById).output(Directive),
  transfer: route('POST', '/directives/{id}/transfer', '转办 Hand it to the lead unit and co-units', tag)
    .input(
      ById.extend({
        version: z.number().int(),
        parts: z.array(Part).min(1).max(60),
        /** The last day for the result, in place of the schedule's. */
        finalOn: Day.optional(),
        /** 周期反馈: one feedback every so often between the last step and the result. */
        periodic: Span.optional(),
        contact: Text(60).default(''),
      }),
    )
    .output(Directive),
  previewDeadlines: route('GET', '/directives/deadlines', '时限预览 What the schedule would give today', tag)
    .input(OfOffice)
    .output(z.object({ milestones: z.array(DirectiveMilestone), missingYears: z.array(z.number().int()) })),
  report: route('POST', '/directives/{id}/report', '报送领导 Report the result to the leader', tag)
    .input(ById.extend({ result: Text(4000).min(1) }))
    .output(Directive),
  answer: route('POST', '/directives/{id}/answer', '领导阅示 The leader has seen the result, or directs anew', tag)
    .input(ById.extend({ text: Text(2000).default(''), isNew: z.boolean() }))
    .output(Directive),
  close: route('POST', '/directives/{id}/close', '办结 Close it', tag)
    .input(ById.extend({ note: Text(500).default('') }))
    .output(Directive),
  archive: route('POST', '/directives/{id}/archive', '归档 Archive it', tag).input(ById).output(Directive),
  void: route('POST', '/directives/{id}/void', '作废 Recorded by mistake', tag)
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(Directive),

  urge: route('POST', '/directive-assignments/{id}/urge', '催办 Urge a unit', tag)
    .input(ById.extend({ text: Text(500).default('') }))
    .output(Ok),
  inspect: route('POST', '/directive-assignments/{id}/inspect', '查办 Record a look on the spot', tag)
    .input(
      ById.extend({
        inspectedOn: Day,
        inspectors: Text(100).min(1),
        findings: Text(2000).min(1),
        demands: Text(1000).default(''),
      }),
    )
    .output(Ok),
  decideExtension: route('POST', '/directive-assignments/{id}/extension', '审批延期 Decide on an extension', tag)
    .input(ById.extend({ approve: z.boolean(), note: Text(500).default('') }))
    .output(Ok),
  accept: route('POST', '/directive-assignments/{id}/accept', '审结 The unit’s result is good', tag)
    .input(ById.extend({ note: Text(500).default('') }))
    .output(Ok),
  redo: route('POST', '/directive-assignments/{id}/redo', '退回重办 Back to the unit, to be done again', tag)
    .input(ById.extend({ reason: Text(500).min(1), dueOn: Day }))
    .output(Ok),
  withdraw: route('POST', '/directive-assignments/{id}/withdraw', '撤销转办 Take it back from a unit', tag)
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(Ok),

  tasks: route('GET', '/directive-tasks', '承办事项 What my unit carries out', tag)
    .input(
      PageQuery.extend({
        group: z.enum(['all', 'toSignFor', 'open', 'toSign', 'given', 'done']).default('all'),
        light: Light.optional(),
        search: z.string().max(100).optional(),
        sort: z.enum(['arrived', 'due']).default('due'),
      }),
    )
    .output(pageOf(DirectiveTaskRow)),
  task: route('GET', '/directive-tasks/{id}', '承办详情 One task, whole', tag).input(ById).output(DirectiveTask),
  signFor: route('POST', '/directive-tasks/{id}/sign-for', '签收 Sign for it', tag).input(ById).output(DirectiveTask),
  draftFeedback: route(
    'POST',
    '/directive-tasks/{id}/feedback',
    '拟写反馈 Save a feedback, or hand it in for signature',
    tag,
  )
    .input(
      ById.extend({
        feedbackId: Id,
        kind: z.enum(['stage', 'final']),
        situation: Text(4000).min(1),
        problems: Text(2000).default(''),
        nextSteps: Text(2000).default(''),
        contactName: Text(30).min(1),
        contactPhone: Text(30).min(1),
        fileIds: Files,
        handIn: z.boolean(),
      }),
    )
    .output(DirectiveTask),
  returnFeedback: route('POST', '/directive-tasks/{id}/feedback/return', '退回修改 Back to who drafted it', tag)
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(DirectiveTask),
  signFeedback: route(
    'POST',
    '/directive-tasks/{id}/feedback/sign',
    '签发反馈 The leader responsible signs; it is sent',
    tag,
  )
    .input(ById)
    .output(DirectiveTask),
  askExtension: route('POST', '/directive-tasks/{id}/extension', '申请延期 Ask for more time, with a plan', tag)
    .input(ById.extend({ reason: Text(500).min(1), plan: Text(1000).min(1), until: Day }))
    .output(DirectiveTask),
  delegate: route('POST', '/directive-tasks/{id}/delegate', '分办 Hand it down to own units', tag)
    .input(
      ById.extend({
        parts: z
          .array(Part.omit({ role: true }))
          .min(1)
          .max(60),
        dueOn: Day,
      }),
    )
    .output(DirectiveTask),

  rules: route('GET', '/directive-rules', '办理规则 Rhythm, reminders and lights of an office, its leaders', tag)
    .input(OfOffice)
    .output(
      z.object({
        officeId: Id,
        rules: DirectiveRules,
        isOwn: z.boolean(),
        leaders: z.array(Leader),
        mayChange: z.boolean(),
      }),
    ),
  saveRules: route('POST', '/directive-rules', '保存办理规则 Save them', tag)
    .input(OfOffice.extend({ rules: DirectiveRules }))
    .output(Ok),
  saveLeader: route('POST', '/directive-leaders/{id}', '保存领导 A leader, their rank and who may record for them', tag)
    .input(
      ById.extend({
        officeId: Id.optional(),
        name: Text(30).min(1),
        title: Text(60).default(''),
        rank: LeaderRank,
        personId: Id.nullable(),
        secretaryIds: z.array(Id).max(10),
        active: z.boolean(),
      }),
    )
    .output(Ok),
}
