import { sql } from 'kysely'
import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { owes, waitsForUnits } from './list.ts'
import type { Commissions } from './list.ts'
import { tasksIn } from './list-tasks.ts'

const shown = 20

/** What waits for me, what waits for others, and what is late, of commissions given and received. */
export async function commissionTasks(cx: Cx): Promise<TaskGroup[]> {
  return [...(await given(cx)), ...(await received(cx))]
}

async function given(cx: Cx): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, 'commission.manage')) return []
  const all = (): Commissions =>
    cx.db.selectFrom('commission').where(within(cx.actor, 'commission.manage', 'commission.office_id'))
  const running = () => all().where('commission.status', '=', 'issued').where(waitsForUnits)
  return [
    await groupOf('commission.toIssue', all().where('commission.status', 'in', ['requested', 'draft'])),
    await groupOf('commission.late', running().where('commission.due_at', '<', cx.now)),
    await groupOf('commission.waiting', running().where('commission.due_at', '>=', cx.now)),
  ]
}

async function groupOf(kind: TaskKind, query: Commissions): Promise<TaskGroup> {
  const rows = await query
    .select([
      'commission.id',
      'commission.title',
      'commission.status',
      'commission.leader_name',
      'commission.created_by_name',
      'commission.created_at',
      'commission.issued_at',
      'commission.due_at',
      sql<
        string[]
      >`array(select unit_name from commission_target where commission_id = commission.id and ${owes} order by unit_name limit 3)`.as(
        'owing',
      ),
      sql<number>`(select count(*)::integer from commission_target where commission_id = commission.id and ${owes})`.as(
        'owingCount',
      ),
    ])
    .orderBy(sql`commission.due_at asc nulls last`)
    .orderBy('commission.id')
    .limit(shown + 1)
    .execute()
  return cut(
    kind,
    rows.map((row) => ({
      id: row.id,
      title: row.title,
      status: row.status,
      urgencyCode: 'normal',
      from:
        row.owing.length > 0
          ? `${row.owing.join('、')}${row.owingCount > row.owing.length ? ` 等${row.owingCount}家` : ''}`
          : row.leader_name || row.created_by_name,
      since: (row.issued_at ?? row.created_at).toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
    })),
  )
}

async function received(cx: Cx): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, 'commissionTask.handle')) return []
  const mine = (group: 'new' | 'open') =>
    tasksIn(cx, group).where(within(cx.actor, 'commissionTask.handle', 'commission_task.unit_id'))
  const groups: [TaskKind, ReturnType<typeof mine>][] = [
    ['commissionTask.toAccept', mine('new').where('commission_task.due_at', '>=', cx.now)],
    [
      'commissionTask.toAnswer',
      mine('open').where((eb) =>
        eb.or([eb('commission_task.status', '=', 'accepted'), eb('commission_task.due_at', '<', cx.now)]),
      ),
    ],
  ]
  const result: TaskGroup[] = []
  for (const [kind, query] of groups) {
    const rows = await query
      .select(['id', 'title', 'status', 'office_name', 'arrived_at', 'due_at'])
      .orderBy('due_at')
      .orderBy('id')
      .limit(shown + 1)
      .execute()
    result.push(
      cut(
        kind,
        rows.map((row) => ({
          id: row.id,
          title: row.title,
          status: row.status,
          urgencyCode: 'normal',
          from: row.office_name,
          since: row.arrived_at.toISOString(),
          dueAt: row.due_at.toISOString(),
        })),
      ),
    )
  }
  return result
}

const cut = (kind: TaskKind, tasks: Task[]): TaskGroup => ({
  kind,
  count: Math.min(tasks.length, shown),
  countCapped: tasks.length > shown,
  items: tasks.slice(0, shown),
})
