import type { OutsideSending } from '../../contract/submissions.ts'
import type { Cx } from '../platform/command.ts'

/** By which other roads the item went up, the first one first. */
export async function outsideSendingsOf(cx: Cx, submissionId: string): Promise<OutsideSending[]> {
  const rows = await cx.db
    .selectFrom('outside_sending')
    .selectAll()
    .where('submission_id', '=', submissionId)
    .orderBy('sent_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    officeName: row.office_name,
    roadName: row.road_name,
    reference: row.reference,
    note: row.note,
    digest: row.digest,
    sentAt: row.sent_at.toISOString(),
    sentByName: row.sent_by_name,
  }))
}
