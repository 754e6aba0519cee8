import { sql } from 'kysely'
import { onBehalfOfTheSystem } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import type { NotTaken } from './rules/line.ts'

/** Handed on towards its addressee: not in effect yet, and nothing is wrong with it. */
export const handedOn = 'handed_on'

/** The other node's receipt reaches this number: all but the letters it names are in effect there. */
export async function markAcked(cx: Cx, nodeId: string, upto: number, notTaken: NotTaken[], at: Date): Promise<void> {
  const { rows } = await sql<{ id: string; kind: string }>`
    update outbox set acked_at = ${cx.now} from letter
    where letter.id = outbox.letter_id and outbox.node_id = ${nodeId} and outbox.acked_at is null and outbox.seq <= ${upto}
    returning letter.id, letter.kind`.execute(cx.db)
  const held = new Map(notTaken.map((one) => [one.id, one]))
  for (const { id, why } of notTaken) {
    if (why === handedOn) continue
    await cx.db
      .updateTable('outbox')
      .set({ rejected: why })
      .where('node_id', '=', nodeId)
      .where('letter_id', '=', id)
      .execute()
    await cx.db
      .updateTable('letter')
      .set({ held_reason: why })
      .where('id', '=', id)
      .where('delivered_at', 'is', null)
      .execute()
  }
  await markDelivered(
    cx,
    rows.filter((row) => !held.has(row.id)),
    at,
  )
}

/** These letters are in effect where their addressees live: their senders may say 已送达. */
export async function markDelivered(cx: Cx, letters: { id: string; kind: string }[], at: Date): Promise<void> {
  if (letters.length === 0) return
  await cx.db
    .updateTable('letter')
    .set({ delivered_at: at, held_reason: null })
    .where(
      'id',
      'in',
      letters.map((letter) => letter.id),
    )
    .where('delivered_at', 'is', null)
    .execute()
  for (const kind of new Set(letters.map((letter) => letter.kind)))
    await onBehalfOfTheSystem(
      cx,
      async () =>
        await cx.app.deliveryHandlers[kind]?.(cx, {
          letterIds: letters.filter((letter) => letter.kind === kind).map((letter) => letter.id),
          at,
        }),
    )
}
