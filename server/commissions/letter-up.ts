import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import type { TaskRecord } from './load.ts'

/** A letter to the office that asked. */
export async function letterUp(
  cx: Cx,
  task: TaskRecord,
  kind:
    | 'commission.read'
    | 'commission.accepted'
    | 'commission.declined'
    | 'commission.answered'
    | 'commission.answerWithdrawn',
  body: Record<string, unknown>,
): Promise<void> {
  await sendLetter(cx, {
    kind,
    fromUnitId: task.unit_id,
    toUnitId: task.office_id,
    objectId: task.id,
    body: { taskId: task.id, at: cx.now.toISOString(), byName: cx.actor.name, ...body } as never,
  })
}
