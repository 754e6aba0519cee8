import { ItemWithdrawn } from '../../contract/letters.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { HandlingRecord } from './load-handling.ts'
import { writeMove } from './move-handling.ts'
import { canMove } from './rules/life.ts'

/**
 * Letter item.withdrawn: only before 签收; afterwards the sender's act fails with who received it. From another node the act is long
 * done: the two letters crossed on the way, and the sender learns from ours (item.progress received) that the item stays.
 */
export async function withdrawItem(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { submissionId, reason, withdrawnBy } = ItemWithdrawn.parse(letter.body)
  const row = (await cx.db
    .selectFrom('handling')
    .selectAll()
    .where('office_id', '=', letter.toUnitId)
    .where('submission_id', '=', submissionId)
    .where('source_unit_id', '=', letter.fromUnitId)
    .forUpdate()
    .executeTakeFirst()) as HandlingRecord | undefined
  if (!row || row.status === 'withdrawn') return
  if (!canMove(row.status, 'withdraw')) {
    if (letter.viaNodeId !== null)
      return cx.record(
        'handling.withdrawal_came_late',
        { id: row.id, unitId: row.office_id },
        { title: row.title, reason, withdrawnBy },
      )
    throw new Refusal('handling.already_received', {
      officeName: (await loadUnit(cx, row.office_id)).name,
      receivedByName: row.received_by_name,
    })
  }
  await writeMove(cx, row, 'withdraw', { due_at: null })
  await cx.record(
    'handling.withdrawn',
    { id: row.id, unitId: row.office_id },
    { title: row.title, reason, withdrawnBy },
  )
}
