import type { Updateable } from 'kysely'
import type { SubmissionStatus } from '../../contract/submissions.ts'
import type { Cx } from '../platform/command.ts'
import type { Submission } from '../platform/schema.ts'
import type { SubmissionRow } from './load.ts'

/** Moves an item to a state from now on, with the clock of the wait that begins; open pages of the unit hear of it. */
export async function moveTo(
  cx: Cx,
  row: SubmissionRow,
  status: SubmissionStatus,
  change: Updateable<Submission> = {},
): Promise<SubmissionRow> {
  return update(cx, row, { status, status_since: cx.now, due_at: null, ...change })
}

/** Changes an item without moving it. */
export async function update(cx: Cx, row: SubmissionRow, change: Updateable<Submission>): Promise<SubmissionRow> {
  const set = { updated_at: cx.now, ...change }
  await cx.db.updateTable('submission').set(set).where('id', '=', row.id).execute()
  cx.tell('submissions', row.unit_id)
  return { ...row, ...set } as SubmissionRow
}

export const subjectOf = (row: SubmissionRow) => ({ id: row.id, unitId: row.unit_id })
/** What every event of an item says, so that those who hear it need not look it up. */
export const aboutOf = (row: SubmissionRow) => ({
  title: row.title,
  reporterId: row.reporter_id,
  urgencyCode: row.urgency_code,
})
