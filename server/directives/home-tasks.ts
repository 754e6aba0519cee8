import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import type { DB } from '../platform/schema.ts'
import { awaitsSignature, tasksIn } from './list-tasks.ts'
import type { TaskScope } from './list-tasks.ts'

const shownItems = 20

/** What waits of directives: for the supervisor, the handling unit, its leaders, the leader who wrote; what waits for others; what is late. */
export async function directiveTasks(cx: Cx): Promise<TaskGroup[]> {
  return [
    ...(await forSupervisor(cx)),
    ...(await forUnit(cx, 'directiveTask.toSignFor', 'directiveTask.handle', 'toSignFor')),
    ...(await forUnit(cx, 'directiveTask.toDo', 'directiveTask.handle', 'open')),
    ...(await forUnit(cx, 'directiveTask.toSign', 'directiveTask.sign', 'toSign')),
    ...(await forLeader(cx)),
  ]
}

type Directives = SelectQueryBuilder<DB, 'directive', object>

async function forSupervisor(cx: Cx): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, 'directive.manage')) return []
  const all: Directives = cx.db
    .selectFrom('directive')
    .where(within(cx.actor, 'directive.manage', 'directive.office_id'))
  const toJudge = sql<boolean>`exists (select from directive_assignment a where a.directive_id = directive.id
    and (a.status = 'finalGiven' or a.extension ->> 'decision' is null and a.extension is not null and a.status in ('signedFor', 'handling', 'redo')))`
  const assigned = all.where('status', '=', 'assigned')
  return [
    await groupOf('directive.toTransfer', all.where('status', '=', 'registered')),
    await groupOf('directive.toJudge', assigned.where(toJudge)),
    await groupOf('directive.toReport', all.where('status', '=', 'inClosing')),
    await groupOf(
      'directive.toClose',
      all
        .where('status', '=', 'reported')
        .where((eb) => eb.or([eb('answered_at', 'is not', null), eb('next_due_at', '<=', cx.now)])),
    ),
    await groupOf('directive.late', assigned.where('next_due_at', '<', cx.now).where(sql<boolean>`not ${toJudge}`)),
    await groupOf('directive.waiting', assigned.where('next_due_at', '>=', cx.now).where(sql<boolean>`not ${toJudge}`)),
  ]
}

async function groupOf(kind: TaskKind, query: Directives): Promise<TaskGroup> {
  const rows = await query
    .select(['id', 'item_title', 'status', 'leader_title', 'leader_name', 'status_since', 'next_due_at'])
    .orderBy(sql`next_due_at asc nulls last`)
    .orderBy('id')
    .limit(shownItems + 1)
    .execute()
  return cut(
    kind,
    rows.map((row) => ({
      id: row.id,
      title: row.item_title,
      status: row.status,
      urgencyCode: 'normal',
      from: `${row.leader_name}${row.leader_title ? `（${row.leader_title}）` : ''}`,
      since: row.status_since.toISOString(),
      dueAt: row.next_due_at?.toISOString() ?? null,
    })),
  )
}

async function forUnit(
  cx: Cx,
  kind: TaskKind,
  need: 'directiveTask.handle' | 'directiveTask.sign',
  scope: TaskScope,
): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, need)) return []
  let query = tasksIn(cx, scope).where(within(cx.actor, need, 'directive_task.unit_id'))
  if (scope === 'open') query = query.where(sql<boolean>`not ${awaitsSignature}`)
  const rows = await query
    .select(['id', 'title', 'status', 'giver_name', 'status_since', 'next_due_at'])
    .orderBy(sql`next_due_at asc nulls last`)
    .orderBy('id')
    .limit(shownItems + 1)
    .execute()
  return [
    cut(
      kind,
      rows.map((row) => ({
        id: row.id,
        title: row.title,
        status: row.status,
        urgencyCode: 'normal',
        from: row.giver_name,
        since: row.status_since.toISOString(),
        dueAt: row.next_due_at?.toISOString() ?? null,
      })),
    ),
  ]
}

/** The result waits for the leader to see it. */
async function forLeader(cx: Cx): Promise<TaskGroup[]> {
  const mine = cx.db.selectFrom('directive_leader').select('id').where('person_id', '=', cx.actor.personId)
  const query: Directives = cx.db
    .selectFrom('directive')
    .where('leader_id', 'in', mine)
    .where('status', '=', 'reported')
    .where('answered_at', 'is', null)
  return [await groupOf('directive.result', query)]
}

const cut = (kind: TaskKind, tasks: Task[]): TaskGroup => ({
  kind,
  count: Math.min(tasks.length, shownItems),
  countCapped: tasks.length > shownItems,
  items: tasks.slice(0, shownItems),
})
