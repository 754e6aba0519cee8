import { sql } from 'kysely'
import type { TaskGroup } from '../../contract/home.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount } from '../platform/paging.ts'

const shown = 20

/** What waits for me at the desk, by deadline: to receive, to decide, my pieces, pieces in the second review. */
export async function deskTasks(cx: Cx): Promise<TaskGroup[]> {
  const handlings = (statuses: string[]) =>
    cx.db
      .selectFrom('handling')
      .where(within(cx.actor, 'handling.edit', 'handling.office_id'))
      .where('handling.status', 'in', statuses)
  const pieces = cx.db.selectFrom('piece')
  const groups = [
    await handlingGroup('handling.toReceive', handlings(['arrived'])),
    await handlingGroup('handling.toDecide', handlings(['received', 'shortlisted'])),
    await pieceGroup(
      'piece.mine',
      pieces
        .where(within(cx.actor, 'piece.edit', 'piece.office_id'))
        .where('piece.status', '=', 'editing')
        .where('piece.editor_id', '=', cx.actor.personId),
    ),
    await pieceGroup(
      'piece.toReview',
      pieces.where(within(cx.actor, 'piece.review', 'piece.office_id')).where('piece.status', '=', 'inSecondReview'),
    ),
  ]
  return groups.filter((group) => group.count > 0)
}

type Handlings = ReturnType<typeof handlingsOf>
type Pieces = ReturnType<typeof piecesOf>
const handlingsOf = (cx: Cx) => cx.db.selectFrom('handling').where('handling.status', 'in', [''])
const piecesOf = (cx: Cx) => cx.db.selectFrom('piece').where('piece.status', '=', '')

async function handlingGroup(kind: 'handling.toReceive' | 'handling.toDecide', query: Handlings): Promise<TaskGroup> {
  const rows = await query
    .select(['id', 'title', 'status', 'urgency_code', 'source_unit_name', 'arrived_at', 'due_at'])
    .orderBy(sql`coalesce(handling.due_at, 'infinity'::timestamptz)`)
    .orderBy('id')
    .limit(shown)
    .execute()
  const { total, totalCapped } = await cappedCount(query)
  return {
    kind,
    count: total,
    countCapped: totalCapped,
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      status: row.status,
      urgencyCode: row.urgency_code,
      from: row.source_unit_name,
      since: row.arrived_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
    })),
  }
}

async function pieceGroup(kind: 'piece.mine' | 'piece.toReview', query: Pieces): Promise<TaskGroup> {
  const rows = await query
    .select(['id', 'title', 'status', 'urgency_code', 'editor_name', 'status_since', 'due_at'])
    .orderBy(sql`coalesce(piece.due_at, 'infinity'::timestamptz)`)
    .orderBy('id')
    .limit(shown)
    .execute()
  const { total, totalCapped } = await cappedCount(query)
  return {
    kind,
    count: total,
    countCapped: totalCapped,
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      status: row.status,
      urgencyCode: row.urgency_code,
      from: row.editor_name,
      since: row.status_since.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
    })),
  }
}
