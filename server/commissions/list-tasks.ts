import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import { loadUnit } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { DB } from '../platform/schema.ts'
import { holds } from './list.ts'
import type { TaskRecord } from './load.ts'
import { taskRow } from './show-task.ts'

type Tasks = SelectQueryBuilder<DB, 'commission_task', object>
export type TaskListGroup = 'all' | 'new' | 'open' | 'overdue' | 'answered' | 'declined' | 'ended'

/** Tasks of units where the actor reads them, by where they stand. */
export function tasksIn(cx: Cx, group: TaskListGroup): Tasks {
  const all: Tasks = cx.db
    .selectFrom('commission_task')
    .where(within(cx.actor, 'commissionTask.read', 'commission_task.unit_id'))
  const running = all.where('commission_task.ended_at', 'is', null)
  const open = running.where('commission_task.status', 'in', ['issued', 'read', 'accepted'])
  switch (group) {
    case 'all':
      return all
    case 'new':
      return running.where('commission_task.status', 'in', ['issued', 'read'])
    case 'open':
      return open
    case 'overdue':
      return open.where('commission_task.due_at', '<', cx.now)
    case 'ended':
      return all.where('commission_task.ended_at', 'is not', null)
    default:
      return all.where('commission_task.status', '=', group)
  }
}

/** 收到的约稿, newest first. */
export async function listTasks(
  cx: Cx,
  input: { cursor?: string; limit: number; group: TaskListGroup; search?: string },
) {
  let all = tasksIn(cx, input.group)
  if (input.search) all = all.where(holds(input.search, 'commission_task'))
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(
        sql<boolean>`(commission_task.arrived_at, commission_task.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`,
      )
    : all
  const rows = (await page
    .innerJoin('unit', 'unit.id', 'commission_task.unit_id')
    .selectAll('commission_task')
    .select(['unit.path as unitPath', 'unit.name as unitName'])
    .orderBy('commission_task.arrived_at', 'desc')
    .orderBy('commission_task.id', 'desc')
    .limit(input.limit + 1)
    .execute()) as TaskRecord[]
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.arrived_at)
  return {
    items: shown.map((task) => taskRow(task, cx.now)),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** What an item of the unit may be written for: commissions that run, the nearest deadline first. Late ones too. */
export async function listOpen(cx: Cx, input: { unitId?: string }) {
  const unit = await loadUnit(cx, input.unitId ?? cx.actor.unitId)
  requirePermission(cx, 'submission.read', 'submission.read', unit.path)
  const rows = await cx.db
    .selectFrom('commission_task')
    .select(['commission_id', 'label', 'title', 'office_name', 'due_at'])
    .where('unit_id', '=', unit.id)
    .where('ended_at', 'is', null)
    .where('status', '<>', 'declined')
    .orderBy('due_at', 'desc')
    .limit(100)
    .execute()
  return {
    items: rows.map((row) => ({
      commissionId: row.commission_id,
      label: row.label,
      title: row.title,
      officeName: row.office_name,
      dueAt: row.due_at.toISOString(),
    })),
  }
}
