import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'

/** What stands in the timeline of a record of assessment. */
const nouns = ['period', 'fact', 'scheme', 'appeal', 'amendment', 'bulletin', 'commendation']

/** What was done to a record at its office, oldest first. Its id came from outside: nothing of another record under the same id. */
export async function timelineOf(cx: Cx, officeId: string, subjectId: string) {
  const rows = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', subjectId)
    .where('unit_id', '=', officeId)
    .where(sql`split_part(kind, '.', 1)`, 'in', nouns)
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
