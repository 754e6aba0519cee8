import { sql } from 'kysely'
import type { App } from '../platform/command.ts'

/** What an answer told of the way: how long it took, and the other clock minus ours; null: not known. */
export interface Contact {
  roundTripMs: number | null
  clockOffsetMs: number | null
}
export const noContact: Contact = { roundTripMs: null, clockOffsetMs: null }

/** The columns of a line that a contact changes. */
export const contactColumns = ({ roundTripMs, clockOffsetMs }: Contact, at: Date) => ({
  last_contact_at: at,
  ...(roundTripMs !== null && {
    round_trip_ms: sql<number>`coalesce(round_trip_ms * 0.8 + ${roundTripMs}::double precision * 0.2, ${roundTripMs})`,
  }),
  ...(clockOffsetMs !== null && { clock_offset_ms: clockOffsetMs }),
})

/** The other node answered, and there is nothing else to keep. */
export async function noteContact(app: App, nodeId: string, contact: Contact): Promise<void> {
  await app.db.updateTable('line').set(contactColumns(contact, app.clock())).where('node_id', '=', nodeId).execute()
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
