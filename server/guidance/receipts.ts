import { sendLetter } from '../exchange/index.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { findReceipt, loadReceipt } from './load.ts'
import { showReceipt } from './show.ts'

/** 已阅: at the first opening by someone of the unit. Read twice is read once. */
export async function readReceipt(cx: Cx, input: { id: string }) {
  const receipt = await loadReceipt(cx, input.id, true)
  if (receipt.read_at) return showReceipt(cx, receipt)
  await cx.db
    .updateTable('paper_receipt')
    .set({ read_at: cx.now, read_by_name: cx.actor.name })
    .where('id', '=', receipt.id)
    .execute()
  await sendLetter(cx, {
    kind: 'guidance.read',
    fromUnitId: receipt.unit_id,
    toUnitId: receipt.office_id,
    objectId: receipt.id,
    body: { receiptId: receipt.id, at: cx.now.toISOString(), byName: cx.actor.name },
  })
  await cx.record('guidance_receipt.read', { id: receipt.id, unitId: receipt.unit_id }, { title: receipt.title })
  cx.tell('guidance', receipt.unit_id)
  return showReceipt(cx, (await findReceipt(cx, receipt.id))!)
}

/** 报送 of an item written for points: each office whose points they are is told; taken back, told again. */
const tellCoverage =
  (holds: boolean): Reaction =>
  async (cx, event) => {
    const item = await cx.db
      .selectFrom('submission')
      .select(['id', 'title', 'unit_id', 'point_ids', 'sent_at'])
      .where('id', '=', event.subjectId)
      .executeTakeFirst()
    if (!item?.sent_at || item.point_ids.length === 0) return
    const rows = await cx.db
      .selectFrom('received_point')
      .innerJoin('paper_receipt', 'paper_receipt.id', 'received_point.receipt_id')
      .select(['received_point.id as pointId', 'paper_receipt.id', 'paper_receipt.office_id'])
      .where('received_point.id', 'in', item.point_ids)
      .where('paper_receipt.unit_id', '=', item.unit_id)
      .execute()
    const offices = new Map(rows.map((row) => [row.id, row.office_id]))
    for (const [receiptId, officeId] of offices)
      await sendLetter(cx, {
        kind: 'guidance.covered',
        fromUnitId: item.unit_id,
        toUnitId: officeId,
        objectId: receiptId,
        body: {
          receiptId,
          submissionId: item.id,
          title: item.title,
          pointIds: holds ? rows.filter((row) => row.id === receiptId).map((row) => row.pointId) : [],
          sentAt: item.sent_at.toISOString(),
        },
      })
    cx.tell('guidance', item.unit_id)
  }
export const coverWithSent = tellCoverage(true)
export const uncoverWithdrawn = tellCoverage(false)
