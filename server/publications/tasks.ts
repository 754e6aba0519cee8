import { sql } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { readingList } from './read-issue.ts'

const shownItems = 20

/** The work on publications that waits for the actor, for the home page. */
export async function publicationTasks(cx: Cx): Promise<TaskGroup[]> {
  return [
    ...(await issueTasks(cx, 'issue.toSign', 'issue.sign', 'preReleased')),
    ...(await issueTasks(cx, 'issue.toRelease', 'issue.approve', 'signed')),
    ...(await issueTasks(cx, 'issue.composing', 'issue.compose', 'draft')),
    ...(await poolTask(cx)),
    await readingTask(cx),
  ]
}

async function issueTasks(cx: Cx, kind: TaskKind, need: Permission, status: string): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, need)) return []
  let query = cx.db
    .selectFrom('issue')
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .where('issue.status', '=', status)
    .where(within(cx.actor, need, 'issue.office_id'))
  if (kind === 'issue.toSign') query = query.where('issue.editor_id', '!=', cx.actor.personId)
  const rows = await query
    .select([
      'issue.id',
      'publication.name',
      'issue.editor_name',
      'issue.status_since',
      'issue.due_at',
      'issue.year',
      'issue.number',
    ])
    .select(
      sql<string | null>`(select a.title from adoption a where a.issue_id = issue.id order by a.position limit 1)`.as(
        'first',
      ),
    )
    .orderBy('issue.status_since')
    .limit(shownItems + 1)
    .execute()
  return [
    groupOf(
      kind,
      rows.map((row) => ({
        id: row.id,
        title: `《${row.name}》${row.number ? `${row.year}年第${row.number}期` : ''}${row.first ? ` ${row.first}` : ''}`,
        status,
        urgencyCode: 'normal',
        from: row.editor_name,
        since: row.status_since.toISOString(),
        dueAt: row.due_at?.toISOString() ?? null,
      })),
    ),
  ]
}

async function poolTask(cx: Cx): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, 'issue.compose')) return []
  const rows = await cx.db
    .selectFrom('adoption')
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .where('adoption.status', '=', 'adopted')
    .where('adoption.issue_id', 'is', null)
    .where(within(cx.actor, 'issue.compose', 'adoption.office_id'))
    .select(['adoption.id', 'adoption.title', 'publication.name', 'adopted_at'])
    .orderBy('adopted_at')
    .limit(shownItems + 1)
    .execute()
  return [
    groupOf(
      'adoption.toCompose',
      rows.map((row) => ({
        id: row.id,
        title: row.title,
        status: 'adopted',
        urgencyCode: 'normal',
        from: `《${row.name}》`,
        since: row.adopted_at.toISOString(),
        dueAt: null,
      })),
    ),
  ]
}

async function readingTask(cx: Cx): Promise<TaskGroup> {
  const { items, total, totalCapped } = await readingList(cx, { limit: shownItems, unread: true })
  const tasks = items.map((row): Task => ({
    id: row.id,
    title: `《${row.publicationName}》${row.label} ${row.titles[0] ?? ''}`,
    status: row.status,
    urgencyCode: 'normal',
    from: row.issuer,
    since: row.releasedAt,
    dueAt: null,
  }))
  return { kind: 'issue.toRead', count: total ?? tasks.length, countCapped: totalCapped, items: tasks }
}

const groupOf = (kind: TaskKind, tasks: Task[]): TaskGroup => ({
  kind,
  count: Math.min(tasks.length, shownItems),
  countCapped: tasks.length > shownItems,
  items: tasks.slice(0, shownItems),
})
