import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { findPaper, loadPaperFor } from './load.ts'
import { showPaper } from './show.ts'

/** 催阅: the units that have not read the paper, or those named of them, are reminded; each time is counted on both sides. */
export async function remindReaders(cx: Cx, input: { id: string; recipientIds?: string[] }) {
  const paper = await loadPaperFor(cx, input.id, 'remind')
  const unread = await cx.db
    .selectFrom('paper_recipient')
    .innerJoin('unit', 'unit.id', 'paper_recipient.unit_id')
    .select(['paper_recipient.id', 'paper_recipient.unit_id', 'unit_name', 'reminded_count'])
    .where('paper_id', '=', paper.id)
    .where('read_at', 'is', null)
    .where('unit.valid_to', 'is', null)
    .forUpdate('paper_recipient')
    .execute()
  const reminded = unread.filter((one) => !input.recipientIds || input.recipientIds.includes(one.id))
  if (reminded.length === 0) throw new Refusal('guidance.all_read')
  for (const recipient of reminded) {
    const count = recipient.reminded_count + 1
    await cx.db
      .updateTable('paper_recipient')
      .set({ reminded_count: count, last_reminded_at: cx.now })
      .where('id', '=', recipient.id)
      .execute()
    await sendLetter(cx, {
      kind: 'guidance.reminded',
      fromUnitId: paper.office_id,
      toUnitId: recipient.unit_id,
      objectId: recipient.id,
      body: { receiptId: recipient.id, at: cx.now.toISOString(), byName: cx.actor.name, count },
    })
  }
  await cx.record(
    'guidance.reminded',
    { id: paper.id, unitId: paper.office_id },
    { title: paper.title, paperKind: paper.kind, units: reminded.map((one) => one.unit_name) },
  )
  cx.tell('guidance', paper.office_id)
  return showPaper(cx, (await findPaper(cx, paper.id))!)
}
