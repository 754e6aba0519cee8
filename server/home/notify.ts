import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** Leaves a notice with each of these people but the one who acted; open pages hear of it. */
export async function notify(
  cx: Cx,
  personIds: string[],
  notice: { kind: string; subjectId: string; data: Record<string, unknown> },
): Promise<void> {
  const others = [...new Set(personIds)].filter((personId) => personId !== cx.actor.personId)
  if (others.length === 0) return
  await cx.db
    .insertInto('notice')
    .values(
      others.map((person_id) => ({
        id: newId(),
        person_id,
        kind: notice.kind,
        subject_id: notice.subjectId,
        data: json(notice.data),
        at: cx.now,
      })),
    )
    .execute()
  for (const personId of others) cx.tell('home', personId)
}
