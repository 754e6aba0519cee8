import type { UpdateObject } from 'kysely'
import type { Cx } from '../platform/command.ts'
import type { DB } from '../platform/schema.ts'
import type { CommissionRecord, TaskRecord } from './load.ts'

/** Writes a commission that was checked and locked; open pages hear of it. */
export async function writeCommission(
  cx: Cx,
  row: CommissionRecord,
  change: UpdateObject<DB, 'commission'>,
): Promise<void> {
  await cx.db
    .updateTable('commission')
    .set({ ...change, version: row.version + 1, updated_at: cx.now, updated_by_name: cx.actor.name })
    .where('id', '=', row.id)
    .execute()
  tellOffice(cx, row)
}

export function tellOffice(cx: Cx, row: { office_id: string; leader_id: string | null }): void {
  cx.tell('commissions', row.office_id)
  if (row.leader_id) cx.tell('commissions', row.leader_id)
}

/** Writes a task at the unit. */
export async function writeTask(cx: Cx, task: TaskRecord, change: UpdateObject<DB, 'commission_task'>): Promise<void> {
  await cx.db
    .updateTable('commission_task')
    .set({ ...change, updated_at: cx.now })
    .where('id', '=', task.id)
    .execute()
  cx.tell('commissions', task.unit_id)
}

/** What every event of a commission says, so that those who hear it need not look it up. */
export const aboutCommission = (row: CommissionRecord) => ({
  title: row.title,
  origin: row.origin,
  dueAt: row.due_at?.toISOString(),
  leaderId: row.leader_id ?? undefined,
})
export const aboutTask = (task: TaskRecord) => ({
  title: task.title,
  officeName: task.office_name,
  dueAt: task.due_at.toISOString(),
})
