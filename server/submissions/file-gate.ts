import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { findRow } from './load.ts'

/** Files of an item, and the pictures in its text: for those who may read the item, and for the desks it was delivered to. */
export async function submissionFileGate(cx: Cx, submissionId: string): Promise<boolean> {
  const row = await findRow(cx, submissionId)
  if (!row) return false
  if (can(cx.actor, 'submission.read', row.unit_path)) return true
  const offices = await cx.db
    .selectFrom('delivery')
    .innerJoin('unit', 'unit.id', 'delivery.office_id')
    .select('unit.path')
    .where('submission_id', '=', submissionId)
    .where('delivery.status', '<>', 'withdrawn')
    .execute()
  return offices.some((office) => can(cx.actor, 'handling.read', office.path))
}
