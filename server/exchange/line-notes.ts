import { sql } from 'kysely'
import type { App } from '../platform/command.ts'

/** The other node answered: how long it took, and how its clock goes beside ours. */
export async function noteContact(
  app: App,
  nodeId: string,
  { roundTripMs, clockOffsetMs }: { roundTripMs: number | null; clockOffsetMs: number | null },
): Promise<void> {
  await app.db
    .updateTable('line')
    .set({ last_contact_at: app.clock() })
    .$if(roundTripMs !== null, (query) =>
      query.set({
        round_trip_ms: sql<number>`coalesce(round_trip_ms * 0.8 + ${roundTripMs}::double precision * 0.2, ${roundTripMs})`,
      }),
    )
    .$if(clockOffsetMs !== null, (query) => query.set({ clock_offset_ms: clockOffsetMs }))
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
