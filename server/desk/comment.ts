import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadHandling } from './load-handling.ts'
import { mayComment } from './rules/life.ts'
import { findListener } from './tell-source.ts'

/** 点评: for the unit (a letter), or for colleagues of this office only. 核实 asks the unit for an answer. */
export async function comment(cx: Cx, input: { id: string; text: string; forSource: boolean; asksAnswer?: boolean }) {
  const handling = await loadHandling(cx, input.id, 'handling.edit', { lock: true })
  if (!mayComment(handling.status))
    throw new Refusal('handling.wrong_state', { status: handling.status, action: 'comment' })
  const at = cx.now.toISOString()
  const id = newId()
  const listener = input.forSource ? await findListener(cx, handling) : undefined
  const asksAnswer = input.asksAnswer ?? false
  if (asksAnswer && !listener) throw new Refusal('handling.nobody_to_ask')
  await cx.db
    .insertInto('handling_comment')
    .values({
      id,
      handling_id: handling.id,
      author_id: cx.actor.personId,
      author_name: cx.actor.name,
      text: input.text,
      for_source: input.forSource,
      asks_answer: asksAnswer,
      written_at: cx.now,
    })
    .execute()
  if (listener) {
    await sendLetter(cx, {
      kind: 'item.comment',
      fromUnitId: handling.office_id,
      toUnitId: listener.unitId,
      objectId: listener.submissionId,
      body: {
        submissionId: listener.submissionId,
        commentId: id,
        asksAnswer,
        officeId: handling.office_id,
        officeName: handling.officeName,
        authorName: cx.actor.name,
        text: input.text,
        at,
      },
    })
  }
  await cx.record(
    'handling.commented',
    { id: handling.id, unitId: handling.office_id },
    { title: handling.title, forSource: input.forSource },
  )
  cx.tell('desk', handling.office_id)
  const { text, forSource } = input
  return { id, authorName: cx.actor.name, text, forSource, asksAnswer, answer: null, at }
}
