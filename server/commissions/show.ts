import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Commission, CommissionAnswer, CommissionRow, CommissionTarget } from '../../contract/commissions.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { commissionActions, labelOf, loadCommission, targetsOf } from './load.ts'
import type { CommissionRecord, TargetRecord } from './load.ts'
import { countsOf, isOverdue } from './rules/standing.ts'

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const getCommission = async (cx: Cx, input: { id: string }): Promise<Commission> =>
  showCommission(cx, await loadCommission(cx, input.id))

/** One commission with every unit, and what this actor may do now. */
export async function showCommission(cx: Cx, row: CommissionRecord): Promise<Commission> {
  const targets = await targetsOf(cx, row.id)
  const answers = await answersOf(cx, targets, row.office_id)
  return {
    ...commissionRow(row, targets, cx.now),
    content: row.content,
    requirements: row.requirements,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    sourceLabel: row.source_label,
    leaderId: row.leader_id,
    parentTask: await parentOf(cx, row.parent_task_id),
    unitIds: row.unit_ids,
    groupIds: row.group_ids,
    files: await filesOf(cx, 'commission', row.id),
    targets: targets.map((target): CommissionTarget => ({
      id: target.id,
      unitId: target.unit_id,
      unitName: target.unit_name,
      ...standing(target),
      deliveredAt: iso(target.delivered_at),
      adoptedAt: iso(target.adopted_at),
      isOverdue: row.status === 'issued' && isOverdue(target.status, row.due_at!, cx.now),
      answers: answers.get(target.id) ?? [],
    })),
    reminders: await remindersOf(cx, row.id),
    issuedByName: row.issued_by_name,
    endedAt: iso(row.ended_at),
    endReason: row.end_reason,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    actions: await commissionActions(cx, row),
  }
}

/** The columns of a list. */
export function commissionRow(
  row: CommissionRecord,
  targets: Pick<TargetRecord, 'status' | 'on_time' | 'read_at' | 'adopted_at'>[],
  now: Date,
): CommissionRow {
  const counts = countsOf(
    targets.map((target) => ({
      status: target.status,
      onTime: target.on_time,
      read: target.read_at !== null,
      adopted: target.adopted_at !== null,
    })),
  )
  return {
    id: row.id,
    officeId: row.office_id,
    officeName: row.officeName,
    label: labelOf(row),
    title: row.title,
    origin: row.origin,
    leaderName: row.leader_name,
    status: row.status,
    dueAt: iso(row.due_at),
    issuedAt: iso(row.issued_at),
    isOverdue: row.status === 'issued' && row.due_at !== null && row.due_at < now && counts.waiting > 0,
    counts,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
  }
}

/** What both sides show of where a unit stands. */
export const standing = (row: {
  status: TargetRecord['status']
  read_at: Date | null
  read_by_name: string | null
  responded_at: Date | null
  responded_by_name: string | null
  decline_reason: string | null
  answered_at: Date | null
  on_time: boolean | null
  quality: string | null
  quality_name: string | null
  quality_note: string
  reminded_count: number
  last_reminded_at: Date | null
}) => ({
  status: row.status,
  readAt: iso(row.read_at),
  readByName: row.read_by_name,
  respondedAt: iso(row.responded_at),
  respondedByName: row.responded_by_name,
  declineReason: row.decline_reason,
  answeredAt: iso(row.answered_at),
  onTime: row.on_time,
  quality: row.quality,
  qualityName: row.quality_name,
  qualityNote: row.quality_note,
  remindedCount: row.reminded_count,
  lastRemindedAt: iso(row.last_reminded_at),
})

/** An answer is named by the item's id; a back entry (补录) has none at its unit and is named by its own. */
export const answersAs = sql<SqlBool>`commission_answer.submission_id in (handling.submission_id, handling.id)`

async function answersOf(cx: Cx, targets: TargetRecord[], officeId: string) {
  const byTarget = new Map<string, CommissionAnswer[]>()
  if (targets.length === 0) return byTarget
  const rows = await cx.db
    .selectFrom('commission_answer')
    .leftJoin('handling', (join) => join.on(answersAs).on('handling.office_id', '=', officeId))
    .selectAll('commission_answer')
    .select('handling.id as handling_id')
    .where(
      'target_id',
      'in',
      targets.map((target) => target.id),
    )
    .orderBy('commission_answer.sent_at')
    .execute()
  for (const row of rows)
    byTarget.set(row.target_id, [
      ...(byTarget.get(row.target_id) ?? []),
      { ...answer(row), handlingId: row.handling_id },
    ])
  return byTarget
}

export const answer = (row: {
  submission_id: string
  title: string
  sent_at: Date
  on_time: boolean
  withdrawn_at: Date | null
  adopted_at: Date | null
  adopted_in: string | null
  is_item?: boolean
}): CommissionAnswer => ({
  submissionId: row.submission_id,
  title: row.title,
  sentAt: row.sent_at.toISOString(),
  onTime: row.on_time,
  withdrawnAt: iso(row.withdrawn_at),
  adoptedAt: iso(row.adopted_at),
  adoptedIn: row.adopted_in,
  handlingId: null,
  isItem: row.is_item ?? false,
})

/** The schedule of the commission: each moment once, with how many units it reaches or reached. */
async function remindersOf(cx: Cx, commissionId: string): Promise<Commission['reminders']> {
  const rows = await cx.db
    .selectFrom('commission_reminder')
    .innerJoin('commission_target', 'commission_target.id', 'commission_reminder.target_id')
    .where('commission_id', '=', commissionId)
    .select([
      'at',
      'offset_hours',
      sql<number>`count(*) filter (where outcome is distinct from 'needless')::integer`.as('count'),
      sql<boolean>`bool_and(done_at is not null)`.as('sent'),
    ])
    .groupBy(['at', 'offset_hours'])
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    offsetHours: row.offset_hours,
    count: row.count,
    sent: row.sent,
  }))
}

async function parentOf(cx: Cx, taskId: string | null): Promise<Commission['parentTask']> {
  if (!taskId) return null
  const task = await cx.db
    .selectFrom('commission_task')
    .select(['id', 'title', 'office_name', 'due_at'])
    .where('id', '=', taskId)
    .executeTakeFirst()
  return task
    ? { id: task.id, title: task.title, officeName: task.office_name, dueAt: task.due_at.toISOString() }
    : null
}
