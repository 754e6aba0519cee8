import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { findAssignment } from './load.ts'
import type { TaskRecord } from './load.ts'
import { writeAssignment } from './write.ts'

/** What a task handed down ends with it. */
export async function withdrawBelow(cx: Cx, task: TaskRecord, reason: string): Promise<void> {
  const below = await cx.db
    .selectFrom('directive_assignment')
    .select('id')
    .where('parent_task_id', '=', task.id)
    .where('status', 'not in', ['accepted', 'withdrawn'])
    .execute()
  for (const { id } of below) {
    const part = (await findAssignment(cx, id, true))!
    await writeAssignment(cx, part, { status: 'withdrawn' })
    await sendLetter(cx, {
      kind: 'directive.withdrawn',
      fromUnitId: part.giver_unit_id,
      toUnitId: part.unit_id,
      objectId: part.id,
      body: { assignmentId: part.id, at: cx.now.toISOString(), byName: cx.actor.name, reason },
    })
  }
}
