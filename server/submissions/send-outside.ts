import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { loadFor, loadSubmission } from './load.ts'
import { moves } from './rules/moves.ts'
import { signedLetter } from './send.ts'
import { showSubmission } from './show.ts'

/**
 * 上报系统外上级: the office at the top sends its signed item to an office without a desk here (国务院办公厅), by another road.
 * What went is what is signed, as with 报送; what comes of it is entered by hand (上级采用登记). The same `sendingId` twice is one sending.
 */
export async function sendOutside(
  cx: Cx,
  input: { id: string; sendingId: string; officeCode: string; roadCode: string; reference: string; note: string },
) {
  const before = await loadSubmission(cx, input.id, { lock: true })
  if (await isRecorded(cx, input.sendingId)) return showSubmission(cx, before)
  const row = await loadFor(cx, input.id, 'sendOutside')
  const { digest } = await signedLetter(cx, row)
  const office = await loadEntry(cx, row.unit_id, 'upperOffice', input.officeCode)
  const road = await loadEntry(cx, row.unit_id, 'channel', input.roadCode)
  await cx.db
    .insertInto('outside_sending')
    .values({
      id: input.sendingId,
      submission_id: row.id,
      office_name: office.name,
      road_name: road.name,
      reference: input.reference,
      note: input.note,
      digest,
      sent_at: cx.now,
      sent_by_name: cx.actor.name,
    })
    .execute()
  const sent = await moveTo(cx, row, moves.sendOutside.to, { sent_at: cx.now })
  await cx.record('submission.sent', subjectOf(row), {
    ...aboutOf(row),
    digest,
    receiverIds: [],
    upperOffice: office.name,
    roadName: road.name,
    reference: input.reference,
  })
  return showSubmission(cx, sent)
}

const isRecorded = async (cx: Cx, id: string) =>
  (await cx.db.selectFrom('outside_sending').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
