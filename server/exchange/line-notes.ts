import { sql } from 'kysely'
import type { App } from '../platform/command.ts'
import type { Answer } from './carrier/caller.ts'

/** The other node answered: how long it took, and how its clock goes beside ours. */
export async function noteContact(app: App, nodeId: string, answer?: Answer): Promise<void> {
  await app.db
    .updateTable('line')
    .set({ last_contact_at: app.clock() })
    .$if(answer !== undefined, (query) =>
      query.set({
        round_trip_ms: sql<number>`coalesce(round_trip_ms * 0.8, ${answer!.roundTripMs}) + case when round_trip_ms is null then 0 else ${answer!.roundTripMs} * 0.2 end`,
        clock_offset_ms: answer!.clockOffsetMs,
      }),
    )
    .where('node_id', '=', nodeId)
    .execute()
}

/** The line failed: what an operator reads. */
export async function noteFailure(app: App, nodeId: string, error: unknown): Promise<void> {
  app.log.debug({ err: error, nodeId }, 'line')
  await app.db
    .updateTable('line')
    .set({ last_error: (error as Error).message.slice(0, 500), last_error_at: app.clock() })
    .where('node_id', '=', nodeId)
    .execute()
}
