import { sql } from 'kysely'
import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import type { SubmissionScope } from '../../contract/submissions.ts'
import type { Permission } from '../../contract/access.ts'
import { canSomewhere, within } from '../platform/access.ts'
import { cappedCount } from '../platform/paging.ts'
import type { Cx } from '../platform/command.ts'
import { inScope } from './scopes.ts'

/** What waits: the kind of work, the list it leads to, and who has such work at all. */
const waiting: { kind: TaskKind; scope: SubmissionScope; need: Permission; only?: readonly string[] }[] = [
  { kind: 'submission.toSign', scope: 'toSign', need: 'submission.sign' },
  { kind: 'submission.toReview', scope: 'toReview', need: 'submission.review' },
  { kind: 'submission.toReviewSecrecy', scope: 'toReviewSecrecy', need: 'submission.reviewSecrecy' },
  { kind: 'submission.toConsent', scope: 'toConsent', need: 'submission.consentWithdrawal' },
  { kind: 'submission.toSend', scope: 'toSend', need: 'submission.send' },
  { kind: 'submission.mine', scope: 'mine', need: 'submission.draft', only: ['draft', 'returned', 'rejected'] },
]
const shownItems = 20

/** The work on items that waits for the actor, nearest deadline first, for the home page. */
export async function submissionTasks(cx: Cx): Promise<TaskGroup[]> {
  const groups: TaskGroup[] = []
  for (const { kind, scope, need, only } of waiting) {
    if (!canSomewhere(cx.actor, need)) continue
    let query = cx.db.selectFrom('submission').where(inScope(cx.actor, scope))
    if (only) query = query.where('status', 'in', only)
    const rows = await query
      .select(['id', 'title', 'status', 'urgency_code', 'reporter_name', 'status_since', 'due_at'])
      .orderBy(sql`due_at asc nulls last`)
      .orderBy('status_since')
      .orderBy('id')
      .limit(shownItems + 1)
      .execute()
    const items = rows.slice(0, shownItems).map((row): Task => ({
      id: row.id,
      title: row.title,
      status: row.status,
      urgencyCode: row.urgency_code,
      from: row.reporter_name,
      since: row.status_since.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
    }))
    const { total, totalCapped } =
      rows.length > shownItems ? await cappedCount(query) : { total: rows.length, totalCapped: false }
    groups.push({ kind, count: total, countCapped: totalCapped, items })
  }
  return canSomewhere(cx.actor, 'submission.draft') ? [...groups, await questionTasks(cx)] : groups
}

/** 核实: questions of offices that nobody has answered yet. */
async function questionTasks(cx: Cx): Promise<TaskGroup> {
  const query = cx.db
    .selectFrom('item_question')
    .innerJoin('submission', 'submission.id', 'item_question.submission_id')
    .where('item_question.answered_at', 'is', null)
    .where(within(cx.actor, 'submission.draft', 'submission.unit_id'))
  const rows = await query
    .select(['submission.id', 'submission.title', 'submission.status', 'urgency_code', 'office_name', 'asked_at'])
    .orderBy('asked_at')
    .limit(shownItems)
    .execute()
  const { total, totalCapped } = await cappedCount(query)
  const items = rows.map((row): Task => ({
    id: row.id,
    title: row.title,
    status: row.status,
    urgencyCode: row.urgency_code,
    from: row.office_name,
    since: row.asked_at.toISOString(),
    dueAt: null,
  }))
  return { kind: 'submission.toAnswer', count: total, countCapped: totalCapped, items }
}
