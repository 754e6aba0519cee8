import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import type { AssignmentStatus, Light } from '../../contract/directives.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { DB } from '../platform/schema.ts'
import { holds, lit } from './ledger.ts'
import type { TaskRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { dueForLight } from './rules/clock.ts'
import { taskRow } from './show-task.ts'

export type TaskScope = 'all' | 'toSignFor' | 'open' | 'toSign' | 'given' | 'done'
const statuses: Record<Exclude<TaskScope, 'all' | 'toSign'>, AssignmentStatus[]> = {
  toSignFor: ['transferred'],
  open: ['signedFor', 'handling', 'redo'],
  given: ['finalGiven'],
  done: ['accepted', 'withdrawn'],
}
type Tasks = SelectQueryBuilder<DB, 'directive_task', object>
const never = sql<Date>`coalesce(directive_task.next_due_at, 'infinity'::timestamptz)`

export const awaitsSignature = sql<boolean>`exists (
  select from directive_feedback f where f.task_id = directive_task.id and f.status = 'awaitingSignature')`

export function tasksIn(cx: Cx, scope: TaskScope): Tasks {
  const all: Tasks = cx.db
    .selectFrom('directive_task')
    .where(within(cx.actor, 'directiveTask.read', 'directive_task.unit_id'))
  if (scope === 'all') return all
  return scope === 'toSign' ? all.where(awaitsSignature) : all.where('status', 'in', statuses[scope])
}

/** 承办事项 of the actor's units: what is due first, or what came last. */
export async function listTasks(
  cx: Cx,
  input: { cursor?: string; limit: number; group: TaskScope; light?: Light; search?: string; sort: 'arrived' | 'due' },
) {
  let all = tasksIn(cx, input.group)
  const { lights } = await rulesFor(cx, cx.actor.unitId)
  if (input.search) all = all.where(holds(input.search, 'directive_task.title', 'directive_task.grams'))
  if (input.light) all = all.where(lit(dueForLight(lights, input.light, cx.now)))
  const cursor = readCursor(input.cursor)
  let page = all
  if (cursor)
    page =
      input.sort === 'arrived'
        ? page.where(sql<boolean>`(arrived_at, id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
        : page.where(sql<boolean>`(${never}, id) > (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
  const sorted =
    input.sort === 'arrived'
      ? page.orderBy('arrived_at', 'desc').orderBy('id', 'desc')
      : page.orderBy(never).orderBy('id')
  const rows = await sorted
    .selectAll()
    .select(awaitsSignature.as('awaits'))
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) =>
    input.sort === 'arrived' ? row.arrived_at : (row.next_due_at ?? 'infinity'),
  )
  return {
    items: shown.map((row) => taskRow(row as unknown as TaskRecord, lights, cx.now, row.awaits)),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
