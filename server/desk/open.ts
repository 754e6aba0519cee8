import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { loadHandling } from './load-handling.ts'
import { receiveNow } from './receive.ts'
import { canMove } from './rules/life.ts'
import { showHandling } from './show-handling.ts'

/** An editor opens an item: the first opening is its receipt (自动签收), and the item is no longer unread for this person. */
export async function openHandling(cx: Cx, input: { id: string }) {
  const handling = await loadHandling(cx, input.id, 'handling.read', { lock: true })
  const receives = canMove(handling.status, 'receive') && can(cx.actor, 'handling.edit', handling.officePath)
  const opened = receives ? await receiveNow(cx, handling) : handling
  const marked = await cx.db
    .insertInto('handling_read')
    .values({ handling_id: handling.id, person_id: cx.actor.personId, first_read_at: cx.now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  if (marked.numInsertedOrUpdatedRows) cx.tell('desk', cx.actor.personId) // my other pages
  return showHandling(cx, opened)
}
