import { z } from 'zod'
import { CommissionOrigin } from './commissions.letters.ts'
import { ById, Id, Instant, Ok, PageQuery, FileRef, oneOrMany, pageOf, route } from './common.ts'

const tag = 'commissions'
const Text = (max: number) => z.string().trim().max(max)

export const CommissionStatus = z.enum(['requested', 'draft', 'issued', 'ended', 'revoked'])
export type CommissionStatus = z.infer<typeof CommissionStatus>
export const CommissionAction = z.enum([
  'edit',
  'issue',
  'remove',
  'addTargets',
  'changeDue',
  'remind',
  'link',
  'grade',
  'end',
])
export type CommissionAction = z.infer<typeof CommissionAction>
/** Where one unit stands. Overdue is not a state: it is the clock. */
export const CommissionTaskStatus = z.enum(['issued', 'read', 'accepted', 'declined', 'answered'])
export type CommissionTaskStatus = z.infer<typeof CommissionTaskStatus>
export const CommissionTaskAction = z.enum(['read', 'accept', 'decline', 'write', 'link', 'passDown'])
export type CommissionTaskAction = z.infer<typeof CommissionTaskAction>

/** How the units of a commission stand together. */
export const CommissionCounts = z.object({
  targets: z.number().int(),
  read: z.number().int(),
  answered: z.number().int(),
  late: z.number().int(),
  declined: z.number().int(),
  /** Neither answered nor declined. */
  waiting: z.number().int(),
  adopted: z.number().int(),
})
export type CommissionCounts = z.infer<typeof CommissionCounts>

export const CommissionRow = z.object({
  id: Id,
  officeId: Id,
  officeName: z.string(),
  label: z.string().nullable(),
  title: z.string(),
  origin: CommissionOrigin,
  leaderName: z.string(),
  status: CommissionStatus,
  dueAt: Instant.nullable(),
  issuedAt: Instant.nullable(),
  isOverdue: z.boolean(),
  counts: CommissionCounts,
  createdByName: z.string(),
  createdAt: Instant,
})
export type CommissionRow = z.infer<typeof CommissionRow>

export const CommissionAnswer = z.object({
  submissionId: Id,
  title: z.string(),
  sentAt: Instant,
  onTime: z.boolean(),
  withdrawnAt: Instant.nullable(),
  adoptedAt: Instant.nullable(),
  adoptedIn: z.string().nullable(),
  /** The item on this office's desk, when it lies there. */
  handlingId: Id.nullable(),
  /** The item is kept at this node for the unit; not so what the office recorded from a call or paper. */
  isItem: z.boolean(),
})
export type CommissionAnswer = z.infer<typeof CommissionAnswer>

const Standing = z.object({
  status: CommissionTaskStatus,
  readAt: Instant.nullable(),
  readByName: z.string().nullable(),
  respondedAt: Instant.nullable(),
  respondedByName: z.string().nullable(),
  declineReason: z.string().nullable(),
  answeredAt: Instant.nullable(),
  onTime: z.boolean().nullable(),
  /** A code of the office's catalogue list 'answerQuality', and its name when it was given. */
  quality: z.string().nullable(),
  qualityName: z.string().nullable(),
  qualityNote: z.string(),
  remindedCount: z.number().int(),
  lastRemindedAt: Instant.nullable(),
  answers: z.array(CommissionAnswer),
})
export const CommissionTarget = Standing.extend({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  deliveredAt: Instant.nullable(),
  adoptedAt: Instant.nullable(),
  isOverdue: z.boolean(),
})
export type CommissionTarget = z.infer<typeof CommissionTarget>

export const Commission = CommissionRow.extend({
  content: z.string(),
  requirements: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  sourceLabel: z.string(),
  leaderId: Id.nullable(),
  parentTask: z.object({ id: Id, title: z.string(), officeName: z.string(), dueAt: Instant }).nullable(),
  unitIds: z.array(Id),
  groupIds: z.array(Id),
  files: z.array(FileRef),
  targets: z.array(CommissionTarget),
  reminders: z.array(
    z.object({ at: Instant, offsetHours: z.number().int(), count: z.number().int(), sent: z.boolean() }),
  ),
  issuedByName: z.string().nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  version: z.number().int(),
  updatedAt: Instant,
  actions: z.array(CommissionAction),
})
export type Commission = z.infer<typeof Commission>

export const CommissionTaskRow = z.object({
  id: Id,
  commissionId: Id,
  unitId: Id,
  unitName: z.string(),
  officeName: z.string(),
  label: z.string(),
  title: z.string(),
  origin: CommissionOrigin,
  leaderName: z.string(),
  status: CommissionTaskStatus,
  issuedAt: Instant,
  dueAt: Instant,
  answeredAt: Instant.nullable(),
  onTime: z.boolean().nullable(),
  isOverdue: z.boolean(),
  endedAt: Instant.nullable(),
  remindedCount: z.number().int(),
})
export type CommissionTaskRow = z.infer<typeof CommissionTaskRow>

export const CommissionTask = CommissionTaskRow.merge(Standing).extend({
  content: z.string(),
  requirements: z.string(),
  sourceLabel: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  files: z.array(FileRef),
  lastReminder: z.string().nullable(),
  endKind: z.enum(['ended', 'revoked']).nullable(),
  endReason: z.string().nullable(),
  /** Commissions this unit made of it for its own units. */
  below: z.array(CommissionRow),
  actions: z.array(CommissionTaskAction),
})
export type CommissionTask = z.infer<typeof CommissionTask>

export const RecipientGroup = z.object({
  id: Id,
  officeId: Id,
  name: z.string(),
  kind: z.enum(['rule', 'list']),
  unitKinds: z.array(z.string()),
  depth: z.enum(['direct', 'all']),
  unitIds: z.array(Id),
  /** The units it means today. */
  units: z.array(z.object({ id: Id, name: z.string() })),
  active: z.boolean(),
})
export type RecipientGroup = z.infer<typeof RecipientGroup>

/** A reminder of the schedule: before the deadline when the offset is negative. */
export const ReminderRule = z.object({
  offsetHours: z.number().int().min(-2400).max(2400),
  text: Text(300).min(1),
  active: z.boolean(),
})
export type ReminderRule = z.infer<typeof ReminderRule>

const Details = z.object({
  origin: CommissionOrigin,
  leaderId: Id.nullable(),
  sourceLabel: Text(60),
  title: Text(120).min(1),
  content: Text(4000),
  requirements: Text(2000),
  contactName: Text(30),
  contactPhone: Text(40),
  dueAt: Instant.nullable(),
  unitIds: z.array(Id).max(3000),
  groupIds: z.array(Id).max(50),
  fileIds: z.array(Id).max(20),
})
export type CommissionDetails = z.infer<typeof Details>
const OfOffice = z.object({ officeId: Id.optional() })
const act = (path: string, summary: string) => route('POST', `/commissions/{id}/${path}`, summary, tag)
const actTask = (path: string, summary: string) => route('POST', `/commission-tasks/{id}/${path}`, summary, tag)

/** commissions: what the server promises. */
export const commissions = {
  list: route('GET', '/commissions', '约稿列表 Commissions of an office; of a leader with scope mine', tag)
    .input(
      PageQuery.extend({
        scope: z.enum(['office', 'mine']).default('office'),
        officeId: Id.optional(),
        status: oneOrMany(CommissionStatus).optional(),
        overdue: z.coerce.boolean().default(false),
        search: Text(100).optional(),
      }),
    )
    .output(pageOf(CommissionRow)),
  overdue: route('GET', '/commissions/overdue', '逾期清单 Units that owe an answer', tag)
    .input(OfOffice)
    .output(
      z.object({
        items: z.array(
          z.object({
            targetId: Id,
            commissionId: Id,
            label: z.string(),
            title: z.string(),
            unitId: Id,
            unitName: z.string(),
            status: CommissionTaskStatus,
            dueAt: Instant,
            remindedCount: z.number().int(),
          }),
        ),
      }),
    ),
  options: route('GET', '/commissions/options', '约稿选项 Leaders, groups and units one may choose', tag)
    .input(OfOffice)
    .output(
      z.object({
        officeId: Id,
        leaders: z.array(z.object({ id: Id, name: z.string() })),
        groups: z.array(RecipientGroup),
      }),
    ),
  get: route('GET', '/commissions/{id}', '约稿详情 One commission with every unit', tag).input(ById).output(Commission),
  request: route('POST', '/commissions/requests', '领导约稿 A leader asks for a topic', tag)
    .input(z.object({ id: Id, title: Text(120).min(1), content: Text(4000).default(''), dueAt: Instant.nullable() }))
    .output(Commission),
  create: route('POST', '/commissions', '拟约稿 Draft a commission; the same id twice is the same draft', tag)
    .input(Details.extend({ id: Id, officeId: Id.optional(), parentTaskId: Id.optional() }))
    .output(Commission),
  save: act('save', '修改约稿 Change a draft')
    .input(ById.merge(Details).extend({ version: z.number().int() }))
    .output(Commission),
  issue: act('issue', '下发约稿 Issue it').input(ById).output(Commission),
  remove: act('remove', '删除或撤销 Delete it, as long as nobody has answered')
    .input(ById.extend({ reason: Text(500).default('') }))
    .output(Ok),
  end: act('end', '结束约稿 End it with a reason')
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(Commission),
  addTargets: act('targets', '补发 Ask more units')
    .input(ById.extend({ unitIds: z.array(Id).max(3000), groupIds: z.array(Id).max(50) }))
    .output(Commission),
  changeDue: act('due', '调整时限 Move the deadline')
    .input(ById.extend({ dueAt: Instant, reason: Text(500).min(1) }))
    .output(Commission),
  remind: act('remind', '提醒 Remind those who have not answered')
    .input(ById.extend({ targetIds: z.array(Id).max(3000).optional(), text: Text(300).min(1) }))
    .output(z.object({ count: z.number().int() })),
  candidates: route('GET', '/commissions/{id}/candidates', '可关联的来稿 What a unit sent here since it was asked', tag)
    .input(ById.extend({ targetId: Id }))
    .output(z.object({ items: z.array(z.object({ handlingId: Id, title: z.string(), sentAt: Instant })) })),
  linkAnswer: act('answers', '关联来稿 Note that an item received answers it for a unit')
    .input(ById.extend({ targetId: Id, handlingId: Id }))
    .output(Commission),
  grade: act('grade', '评定质量 Mark the quality of a unit’s answer')
    .input(ById.extend({ targetId: Id, quality: z.string().min(1).max(40), note: Text(300).default('') }))
    .output(Commission),

  tasks: route('GET', '/commission-tasks', '收到的约稿 Commissions my unit received', tag)
    .input(
      PageQuery.extend({
        group: z.enum(['all', 'new', 'open', 'overdue', 'answered', 'declined', 'ended']).default('all'),
        search: Text(100).optional(),
      }),
    )
    .output(pageOf(CommissionTaskRow)),
  task: route('GET', '/commission-tasks/{id}', '约稿任务 One commission my unit received', tag)
    .input(ById)
    .output(CommissionTask),
  open: route('GET', '/commission-tasks/open', '可应的约稿 What an item may be written for', tag)
    .input(z.object({ unitId: Id.optional() }))
    .output(
      z.object({
        items: z.array(
          z.object({ commissionId: Id, label: z.string(), title: z.string(), officeName: z.string(), dueAt: Instant }),
        ),
      }),
    ),
  read: actTask('read', '已阅 Note that it was read').input(ById).output(CommissionTask),
  accept: actTask('accept', '接受 Accept it').input(ById).output(CommissionTask),
  decline: actTask('decline', '说明不能承办 Decline it with a reason')
    .input(ById.extend({ reason: Text(500).min(1) }))
    .output(CommissionTask),
  link: actTask('link', '关联稿件 Say that an item sent answers it')
    .input(ById.extend({ submissionId: Id }))
    .output(CommissionTask),

  groups: route('GET', '/recipient-groups', '常用范围 Groups and saved lists of an office', tag)
    .input(OfOffice)
    .output(z.object({ officeId: Id, items: z.array(RecipientGroup), mayChange: z.boolean() })),
  saveGroup: route('POST', '/recipient-groups/{id}', '保存范围 Save a group or list', tag)
    .input(
      ById.extend({
        officeId: Id.optional(),
        name: Text(40).min(1),
        kind: z.enum(['rule', 'list']),
        unitKinds: z.array(Text(40)).max(20),
        depth: z.enum(['direct', 'all']),
        unitIds: z.array(Id).max(3000),
        active: z.boolean(),
      }),
    )
    .output(Ok),
  reminderRules: route('GET', '/commission-reminders', '提醒规则 When and with what words an office reminds', tag)
    .input(OfOffice)
    .output(z.object({ officeId: Id, rules: z.array(ReminderRule), isOwn: z.boolean(), mayChange: z.boolean() })),
  saveReminderRules: route('POST', '/commission-reminders', '保存提醒规则 Save them', tag)
    .input(OfOffice.extend({ rules: z.array(ReminderRule).max(20) }))
    .output(Ok),
}
