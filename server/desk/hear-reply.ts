import { ItemReply } from '../../contract/letters.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'

/** 核实答复: the unit answers an editor's question; the first answer stands, and only a unit that was asked may give it. */
export async function hearReply(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const reply = ItemReply.parse(letter.body)
  const asked = await cx.db
    .selectFrom('handling_comment')
    .innerJoin('handling', 'handling.id', 'handling_comment.handling_id')
    .select(['handling_comment.author_id', 'handling_id', 'handling.office_id', 'handling.title'])
    .where('handling_comment.id', '=', reply.commentId)
    .where('handling.office_id', '=', letter.toUnitId)
    .where('handling.source_unit_id', '=', letter.fromUnitId)
    .where('asks_answer', '=', true)
    .where('answered_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!asked) return
  await cx.db
    .updateTable('handling_comment')
    .set({ answer: reply.text, answered_by_name: reply.authorName, answered_at: reply.at })
    .where('id', '=', reply.commentId)
    .execute()
  await cx.record(
    'handling.answered',
    { id: asked.handling_id, unitId: asked.office_id },
    { title: asked.title, askerId: asked.author_id, unitName: reply.unitName, authorName: reply.authorName },
  )
  cx.tell('desk', asked.office_id)
}
