import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { findPaper, loadPaperFor } from './load.ts'
import type { PaperRecord } from './load.ts'
import { showPaper } from './show.ts'

/** 催阅: the units that have not read the paper, or those named of them, are reminded; each time is counted on both sides. */
export async function remindReaders(cx: Cx, input: { id: string; recipientIds?: string[] }) {
  const paper = await loadPaperFor(cx, input.id, 'remind')
  const reminded = await remindUnread(cx, paper, input.recipientIds)
  if (reminded.length === 0) throw new Refusal('guidance.all_read')
  return showPaper(cx, (await findPaper(cx, paper.id))!)
}

/** Gives the names of the units that were reminded. */
export async function remindUnread(cx: Cx, paper: PaperRecord, recipientIds?: string[]): Promise<string[]> {
  const unread = await unreadOf(cx, paper.id)
  const reminded = unread.filter((one) => !recipientIds || recipientIds.includes(one.id))
  if (reminded.length === 0) return []
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
  const units = reminded.map((one) => one.unit_name)
  await cx.record(
    'guidance.reminded',
    { id: paper.id, unitId: paper.office_id },
    { title: paper.title, paperKind: paper.kind, units },
  )
  cx.tell('guidance', paper.office_id)
  return units
}

export const unreadOf = (cx: Cx, paperId: string) =>
  cx.db
    .selectFrom('paper_recipient')
    .innerJoin('unit', 'unit.id', 'paper_recipient.unit_id')
    .select(['paper_recipient.id', 'paper_recipient.unit_id', 'unit_name', 'reminded_count'])
    .where('paper_id', '=', paperId)
    .where('read_at', 'is', null)
    .where('unit.valid_to', 'is', null)
    .forUpdate('paper_recipient')
    .execute()
