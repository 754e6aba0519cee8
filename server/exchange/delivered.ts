import { LetterDelivered } from '../../contract/letters.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { sendLetter } from './send-letter.ts'
import { markDelivered } from './mark-acked.ts'

/** A letter that waited, or was handed on from node to node, took effect here: its sender learns it, for the first receipt could not say so. */
export async function tellDelivered(cx: Cx, letter: ReceivedLetter): Promise<void> {
  if (letter.kind === 'letter.delivered') return
  await sendLetter(cx, {
    kind: 'letter.delivered',
    fromUnitId: letter.toUnitId,
    toUnitId: letter.fromUnitId,
    objectId: letter.objectId,
    body: { letterId: letter.id, kind: letter.kind, at: cx.now.toISOString() },
  })
}

/** Letter letter.delivered: only from the unit the letter was written to. */
export async function hearDelivered(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { letterId, at } = LetterDelivered.parse(letter.body)
  const row = await cx.db
    .selectFrom('letter')
    .select(['id', 'kind'])
    .where('id', '=', letterId)
    .where('to_unit_id', '=', letter.fromUnitId)
    .where('from_unit_id', '=', letter.toUnitId)
    .executeTakeFirst()
  if (row) await markDelivered(cx, [row], new Date(at))
}
