import type { Cx } from '../platform/command.ts'

/** What was done to a record, oldest first. */
export async function timelineOf(cx: Cx, subjectId: string) {
  const rows = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    kind: row.kind,
    actorName: row.actor_name,
    data: row.data as Record<string, unknown>,
  }))
}
