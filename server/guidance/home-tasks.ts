import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'

const shown = 20

/** Drafts that wait for the signature, and what came from above unread. */
export async function guidanceTasks(cx: Cx): Promise<TaskGroup[]> {
  const groups: TaskGroup[] = []
  if (canSomewhere(cx.actor, 'guidance.issue')) {
    const rows = await cx.db
      .selectFrom('paper')
      .select(['id', 'title', 'kind', 'created_by_name', 'created_at'])
      .where('status', '=', 'draft')
      .where(within(cx.actor, 'guidance.issue', 'paper.office_id'))
      .orderBy('created_at')
      .limit(shown + 1)
      .execute()
    groups.push(
      cut(
        'guidance.toIssue',
        rows.map((row) => asTask({ ...row, from: row.created_by_name, since: row.created_at })),
      ),
    )
  }
  if (canSomewhere(cx.actor, 'guidance.receive')) {
    const rows = await cx.db
      .selectFrom('paper_receipt')
      .select(['id', 'title', 'kind', 'office_name', 'arrived_at', 'read_by'])
      .where('read_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where(within(cx.actor, 'guidance.receive', 'paper_receipt.unit_id'))
      .orderBy('arrived_at')
      .limit(shown + 1)
      .execute()
    groups.push(
      cut(
        'guidance.toRead',
        rows.map((row) => asTask({ ...row, from: row.office_name, since: row.arrived_at, due: row.read_by })),
      ),
    )
  }
  return groups
}

const asTask = (row: {
  id: string
  title: string
  kind: string
  from: string
  since: Date
  due?: Date | null
}): Task => ({
  id: row.id,
  title: row.title,
  status: row.kind,
  urgencyCode: 'normal',
  from: row.from,
  since: row.since.toISOString(),
  dueAt: row.due?.toISOString() ?? null,
})

const cut = (kind: TaskKind, tasks: Task[]): TaskGroup => ({
  kind,
  count: Math.min(tasks.length, shown),
  countCapped: tasks.length > shown,
  items: tasks.slice(0, shown),
})
