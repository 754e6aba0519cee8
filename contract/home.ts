import { z } from 'zod'
import { ById, Day, Id, Instant, Ok, PageQuery, pageOf, route } from './common.ts'

/** One thing that waits for me. `dueAt` null: it waits without a clock. */
export const Task = z.object({
  id: Id,
  title: z.string(),
  status: z.string(),
  urgencyCode: z.string(),
  from: z.string(),
  since: Instant,
  dueAt: Instant.nullable(),
})
export type Task = z.infer<typeof Task>

/** What kinds of work there are; each leads to one list. */
export const TaskKind = z.enum([
  'submission.mine',
  'submission.toReview',
  'submission.toReviewSecrecy',
  'submission.toSign',
  'submission.toSend',
  'submission.toConsent',
  'submission.toAnswer',
  'handling.toReceive',
  'handling.toDecide',
  'piece.mine',
  'piece.toReview',
  'adoption.toCompose',
  'issue.composing',
  'issue.toSign',
  'issue.toRelease',
  'issue.toRead',
  'directive.toTransfer',
  'directive.toJudge',
  'directive.toReport',
  'directive.toClose',
  'directive.late',
  'directive.waiting',
  'directive.result',
  'directiveTask.toSignFor',
  'directiveTask.toDo',
  'directiveTask.toSign',
  'commission.toIssue',
  'commission.late',
  'commission.waiting',
  'commissionTask.toAccept',
  'commissionTask.toAnswer',
  'guidance.toIssue',
  'guidance.toRead',
  'fact.toConfirm',
  'appeal.toAnswer',
  'bulletin.toSign',
  'bulletin.toRead',
])
export type TaskKind = z.infer<typeof TaskKind>

export const TaskGroup = z.object({
  kind: TaskKind,
  count: z.number().int(),
  countCapped: z.boolean(),
  items: z.array(Task),
})
export type TaskGroup = z.infer<typeof TaskGroup>

export const Notice = z.object({
  id: Id,
  kind: z.string(),
  subjectId: Id,
  data: z.record(z.string(), z.unknown()),
  at: Instant,
  readAt: Instant.nullable(),
})

/** 每日摘要: how it stood on a working day when its hour came. */
export const DigestContent = z.object({
  /** What waits for me, and what waits for others; of each kind the first few. */
  mine: z.array(TaskGroup),
  others: z.array(TaskGroup),
  /** Whatever of both is past its deadline. */
  late: z.array(Task.extend({ kind: TaskKind })),
  /** What offices adopted of my units since the digest before. */
  adoptions: z.array(
    z.object({ officeName: z.string(), title: z.string(), publicationName: z.string(), columnName: z.string() }),
  ),
})
export type DigestContent = z.infer<typeof DigestContent>
export const Digest = DigestContent.extend({ id: Id, day: Day, madeAt: Instant })
export type Digest = z.infer<typeof Digest>
export const DigestSettings = z.object({
  /** The clock hour in Asia/Shanghai from which on the digest of a working day is made. */
  hour: z.number().int().min(0).max(23),
  active: z.boolean(),
})
export type DigestSettings = z.infer<typeof DigestSettings>

/** home: what waits for me, and what I was told. */
export const home = {
  tasks: route('GET', '/home/tasks', '待办 What waits for me, by deadline', 'home').output(
    z.object({ groups: z.array(TaskGroup) }),
  ),
  notices: route('GET', '/home/notices', '消息 What I was told', 'home')
    .input(PageQuery.extend({ unread: z.coerce.boolean().default(false) }))
    .output(pageOf(Notice)),
  unreadNotices: route('GET', '/home/notices/unread-count', '未读消息数 Unread notices', 'home').output(
    z.object({ count: z.number().int() }),
  ),
  readNotices: route('POST', '/home/notices/read', '标为已读 Mark notices as read; all when no ids are given', 'home')
    .input(z.object({ ids: z.array(Id).max(200).optional() }))
    .output(Ok),
  digests: route('GET', '/home/digests', '每日摘要 My digests, the newest first', 'home').output(
    z.object({ items: z.array(z.object({ id: Id, day: Day })) }),
  ),
  digest: route('GET', '/home/digests/{id}', '一天的摘要 My digest of one day', 'home').input(ById).output(Digest),
  digestSettings: route('GET', '/home/digest-settings', '摘要时间 When digests are made', 'home').output(
    DigestSettings.extend({ mayChange: z.boolean() }),
  ),
  saveDigestSettings: route('POST', '/home/digest-settings', '设置摘要时间 Set when digests are made', 'home')
    .input(DigestSettings)
    .output(Ok),
}
