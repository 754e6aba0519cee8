import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import type { CommissionRow, CommissionStatus } from '../../contract/commissions.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { DB } from '../platform/schema.ts'
import { peopleWith } from '../organisations/index.ts'
import { groupsOf } from './groups.ts'
import { labelOf } from './load.ts'
import type { CommissionRecord, TargetRecord } from './load.ts'
import { officeFor } from './office.ts'
import { commissionRow } from './show.ts'

export type Commissions = SelectQueryBuilder<DB, 'commission', object>

export const owes = sql<boolean>`commission_target.status in ('issued', 'read', 'accepted')`
/** Some unit still owes an answer. */
export const waitsForUnits = sql<boolean>`exists (select 1 from commission_target where commission_target.commission_id = commission.id and ${owes})`

const like = (text: string): string => `%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
export const holds = (text: string, table: 'commission' | 'commission_task') =>
  sql<boolean>`(${sql.ref(`${table}.grams`)} @> query_grams(${text.trim()}) and ${sql.ref(`${table}.title`)} ilike ${like(text)})`

/** 约稿 of an office, newest first; with scope `mine` those a leader asked for. */
export async function listCommissions(
  cx: Cx,
  input: {
    cursor?: string
    limit: number
    scope: 'office' | 'mine'
    officeId?: string
    status?: CommissionStatus[]
    overdue: boolean
    search?: string
  },
) {
  let all: Commissions =
    input.scope === 'mine'
      ? cx.db.selectFrom('commission').where('commission.leader_id', '=', cx.actor.personId)
      : cx.db.selectFrom('commission').where(within(cx.actor, 'commission.read', 'commission.office_id'))
  if (input.officeId) all = all.where('commission.office_id', '=', input.officeId)
  if (input.status?.length) all = all.where('commission.status', 'in', input.status)
  if (input.overdue)
    all = all.where('commission.status', '=', 'issued').where('commission.due_at', '<', cx.now).where(waitsForUnits)
  if (input.search) all = all.where(holds(input.search, 'commission'))
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(
        sql<boolean>`(commission.created_at, commission.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`,
      )
    : all
  const rows = await rowsWithCounts(
    cx,
    page
      .orderBy('commission.created_at', 'desc')
      .orderBy('commission.id', 'desc')
      .limit(input.limit + 1),
  )
  const { rows: items, nextCursor } = pageFrom(rows, input.limit, (row) => row.createdAt)
  return { items, nextCursor, ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)) }
}

/** Commissions as a list shows them, each with where its units stand: two queries, however many. */
export async function rowsWithCounts(cx: Cx, query: Commissions): Promise<CommissionRow[]> {
  const rows = (await query
    .innerJoin('unit', 'unit.id', 'commission.office_id')
    .selectAll('commission')
    .select(['unit.path as officePath', 'unit.name as officeName'])
    .execute()) as CommissionRecord[]
  if (rows.length === 0) return []
  const targets = (await cx.db
    .selectFrom('commission_target')
    .select(['commission_id', 'status', 'on_time', 'read_at', 'adopted_at'])
    .where(
      'commission_id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()) as Pick<TargetRecord, 'commission_id' | 'status' | 'on_time' | 'read_at' | 'adopted_at'>[]
  return rows.map((row) =>
    commissionRow(
      row,
      targets.filter((target) => target.commission_id === row.id),
      cx.now,
    ),
  )
}

/** 逾期清单: every unit that owes an answer after the deadline, the longest first. */
export async function listOverdue(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'commission.read')
  const rows = await cx.db
    .selectFrom('commission_target')
    .innerJoin('commission', 'commission.id', 'commission_target.commission_id')
    .select([
      'commission_target.id',
      'commission_target.unit_id',
      'commission_target.unit_name',
      'commission_target.status',
      'commission_target.reminded_count',
      'commission.id as commission_id',
      'commission.title',
      'commission.year',
      'commission.number',
      'commission.due_at',
    ])
    .where('commission.office_id', '=', office.id)
    .where('commission.status', '=', 'issued')
    .where('commission.due_at', '<', cx.now)
    .where(owes)
    .orderBy('commission.due_at')
    .orderBy('commission_target.unit_name')
    .limit(2000)
    .execute()
  return {
    items: rows.map((row) => ({
      targetId: row.id,
      commissionId: row.commission_id,
      label: labelOf(row)!,
      title: row.title,
      unitId: row.unit_id,
      unitName: row.unit_name,
      status: row.status as TargetRecord['status'],
      dueAt: row.due_at!.toISOString(),
      remindedCount: row.reminded_count,
    })),
  }
}

/** Whom one may ask for a leader, and the groups at hand. */
export async function listOptions(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'commission.read')
  const leaders = await peopleWith(cx, 'commission.request', office.id)
  return {
    officeId: office.id,
    leaders: leaders.map(({ personId, name }) => ({ id: personId, name })),
    groups: (await groupsOf(cx, office)).filter((group) => group.active),
  }
}
