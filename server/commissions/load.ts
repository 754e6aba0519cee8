import type { Selectable } from 'kysely'
import type {
  CommissionAction,
  CommissionStatus,
  CommissionTaskAction,
  CommissionTaskStatus,
} from '../../contract/commissions.ts'
import type { CommissionOrigin } from '../../contract/commissions.letters.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { commissionMoves, mayMoveCommission, mayMoveTask, taskMoves } from './rules/moves.ts'

export type CommissionRecord = Omit<Selectable<DB['commission']>, 'status' | 'origin'> & {
  status: CommissionStatus
  origin: CommissionOrigin
  officePath: string
  officeName: string
}
export type TargetRecord = Omit<Selectable<DB['commission_target']>, 'status'> & { status: CommissionTaskStatus }
export type TaskRecord = Omit<Selectable<DB['commission_task']>, 'status' | 'origin'> & {
  status: CommissionTaskStatus
  origin: CommissionOrigin
  unitPath: string
  unitName: string
}

export const labelOf = (row: { year: number | null; number: number | null }): string | null =>
  row.number === null ? null : `约稿〔${row.year}〕${row.number}号`

export async function findCommission(cx: Cx, id: string, lock = false): Promise<CommissionRecord | undefined> {
  let query = cx.db
    .selectFrom('commission')
    .innerJoin('unit', 'unit.id', 'commission.office_id')
    .selectAll('commission')
    .select(['unit.path as officePath', 'unit.name as officeName'])
    .where('commission.id', '=', id)
  if (lock) query = query.forUpdate('commission')
  return (await query.executeTakeFirst()) as CommissionRecord | undefined
}

/** The desk of the office reads it, and the leader whose wish it is. */
export const mayReadCommission = (cx: Cx, row: CommissionRecord): boolean =>
  can(cx.actor, 'commission.read', row.officePath) || row.leader_id === cx.actor.personId

export async function loadCommission(cx: Cx, id: string): Promise<CommissionRecord> {
  const row = await findCommission(cx, id)
  if (!row || !mayReadCommission(cx, row)) throw new Refusal('not_found')
  return row
}

/** A leader may take back a wish that nobody has taken up. */
const isOwnWish = (cx: Cx, row: CommissionRecord, action: CommissionAction) =>
  action === 'remove' && row.status === 'requested' && row.leader_id === cx.actor.personId

/** The commission, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadCommissionFor(cx: Cx, id: string, action: CommissionAction, version?: number) {
  const row = await findCommission(cx, id, true)
  if (!row || !mayReadCommission(cx, row)) throw new Refusal('not_found')
  const { need } = commissionMoves[action]
  if (!can(cx.actor, need, row.officePath) && !isOwnWish(cx, row, action)) throw new Refusal('not_permitted', { need })
  const answers = await answersOf(cx, row)
  if (!mayMoveCommission({ status: row.status, answers: 0 }, action))
    throw new Refusal('commission.wrong_state', { status: row.status, action })
  if (!mayMoveCommission({ status: row.status, answers }, action))
    throw new Refusal('commission.answered', { count: answers })
  if (version !== undefined && version !== row.version)
    throw new Refusal('stale', { by: row.updated_by_name, at: row.updated_at.toISOString() })
  return row
}

/** Answers that came, also those taken back: they are part of its history. */
async function answersOf(cx: Cx, row: CommissionRecord): Promise<number> {
  if (row.status !== 'issued') return 0
  const { count } = await cx.db
    .selectFrom('commission_answer')
    .innerJoin('commission_target', 'commission_target.id', 'commission_answer.target_id')
    .where('commission_id', '=', row.id)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function commissionActions(cx: Cx, row: CommissionRecord): Promise<CommissionAction[]> {
  const answers = await answersOf(cx, row)
  return (Object.keys(commissionMoves) as CommissionAction[]).filter(
    (action) =>
      mayMoveCommission({ status: row.status, answers }, action) &&
      (can(cx.actor, commissionMoves[action].need, row.officePath) || isOwnWish(cx, row, action)),
  )
}

export async function targetsOf(cx: Cx, commissionId: string, lock = false): Promise<TargetRecord[]> {
  let query = cx.db
    .selectFrom('commission_target')
    .innerJoin('unit', 'unit.id', 'commission_target.unit_id')
    .selectAll('commission_target')
    .where('commission_id', '=', commissionId)
    .orderBy('unit.position')
    .orderBy('unit.code')
  if (lock) query = query.forUpdate('commission_target')
  return (await query.execute()) as TargetRecord[]
}

export async function findTask(cx: Cx, id: string, lock = false): Promise<TaskRecord | undefined> {
  let query = cx.db
    .selectFrom('commission_task')
    .innerJoin('unit', 'unit.id', 'commission_task.unit_id')
    .selectAll('commission_task')
    .select(['unit.path as unitPath', 'unit.name as unitName'])
    .where('commission_task.id', '=', id)
  if (lock) query = query.forUpdate('commission_task')
  return (await query.executeTakeFirst()) as TaskRecord | undefined
}

export async function loadTask(cx: Cx, id: string): Promise<TaskRecord> {
  const task = await findTask(cx, id)
  if (!task || !can(cx.actor, 'commissionTask.read', task.unitPath)) throw new Refusal('not_found')
  return task
}

export async function loadTaskFor(cx: Cx, id: string, action: CommissionTaskAction): Promise<TaskRecord> {
  const task = await findTask(cx, id, true)
  if (!task) throw new Refusal('not_found')
  requirePermission(cx, 'commissionTask.read', taskMoves[action].need, task.unitPath)
  if (mayMoveTask({ status: task.status, ended: task.ended_at !== null }, action)) return task
  if (task.ended_at) throw new Refusal('commissionTask.ended', { reason: task.end_reason })
  throw new Refusal('commissionTask.wrong_state', { status: task.status, action })
}

export const taskActions = (cx: Cx, task: TaskRecord): CommissionTaskAction[] =>
  (Object.keys(taskMoves) as CommissionTaskAction[]).filter(
    (action) =>
      mayMoveTask({ status: task.status, ended: task.ended_at !== null }, action) &&
      can(cx.actor, taskMoves[action].need, task.unitPath),
  )
