import type { Permission } from '../../contract/access.ts'
import type { Task, TaskGroup, TaskKind } from '../../contract/home.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'

const shownItems = 20

/** What waits in assessment: entries to confirm, appeals to answer, bulletins to sign and to read. */
export async function assessmentTasks(cx: Cx): Promise<TaskGroup[]> {
  return [
    ...(await group(cx, 'fact.toConfirm', 'assessment.read', async () => {
      const rows = await cx.db
        .selectFrom('score_fact')
        .select(['id', 'title', 'entered_by_name', 'entered_at'])
        .where('status', '=', 'pending')
        .where('entered_by', '!=', cx.actor.personId)
        .where(within(cx.actor, 'assessment.read', 'score_fact.office_id'))
        .orderBy('entered_at')
        .limit(shownItems + 1)
        .execute()
      return rows.map((row) => task(row.id, row.title, 'pending', row.entered_by_name, row.entered_at))
    })),
    ...(await group(cx, 'appeal.toAnswer', 'assessment.manage', async () => {
      const rows = await cx.db
        .selectFrom('appeal_case')
        .select(['id', 'about', 'unit_name', 'written_at'])
        .where('status', '=', 'open')
        .where(within(cx.actor, 'assessment.manage', 'appeal_case.office_id'))
        .orderBy('written_at')
        .limit(shownItems + 1)
        .execute()
      return rows.map((row) => task(row.id, row.about, 'open', row.unit_name, row.written_at))
    })),
    ...(await group(cx, 'bulletin.toSign', 'assessment.approve', async () => {
      const rows = await cx.db
        .selectFrom('bulletin')
        .innerJoin('assessment_period', 'assessment_period.id', 'bulletin.period_id')
        .select(['bulletin.id', 'assessment_period.name', 'bulletin.editor_name', 'bulletin.updated_at'])
        .where('bulletin.status', '=', 'draft')
        .where('bulletin.editor_id', '!=', cx.actor.personId)
        .where(within(cx.actor, 'assessment.approve', 'bulletin.office_id'))
        .orderBy('bulletin.updated_at')
        .limit(shownItems + 1)
        .execute()
      return rows.map((row) =>
        task(row.id, `${row.name}政务信息采用情况通报`, 'draft', row.editor_name, row.updated_at),
      )
    })),
    ...(await group(cx, 'bulletin.toRead', 'assessment.readOwn', async () => {
      const rows = await cx.db
        .selectFrom('bulletin_copy')
        .select(['id', 'title', 'office_name', 'released_at'])
        .where('read_at', 'is', null)
        .where(within(cx.actor, 'assessment.readOwn', 'bulletin_copy.unit_id'))
        .orderBy('released_at')
        .limit(shownItems + 1)
        .execute()
      return rows.map((row) => task(row.id, row.title, 'released', row.office_name, row.released_at))
    })),
  ]
}

async function group(cx: Cx, kind: TaskKind, need: Permission, load: () => Promise<Task[]>): Promise<TaskGroup[]> {
  if (!canSomewhere(cx.actor, need)) return []
  const tasks = await load()
  return [
    {
      kind,
      count: Math.min(tasks.length, shownItems),
      countCapped: tasks.length > shownItems,
      items: tasks.slice(0, shownItems),
    },
  ]
}

const task = (id: string, title: string, status: string, from: string, since: Date): Task => ({
  id,
  title,
  status,
  urgencyCode: 'normal',
  from,
  since: since.toISOString(),
  dueAt: null,
})
