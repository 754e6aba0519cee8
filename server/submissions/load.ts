import type { Selectable } from 'kysely'
import type { SubmissionAction, SubmissionStatus } from '../../contract/submissions.ts'
import { officesAbove, peopleWith } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Submission } from '../platform/schema.ts'
import { hindrance } from './rules/moves.ts'
import type { Facts } from './rules/moves.ts'

export type SubmissionRow = Omit<Selectable<Submission>, 'status'> & {
  status: SubmissionStatus
  unit_path: string
  unit_name: string
}

/** One item the actor may read. A draft in the bin is there for its writer only. */
export async function loadSubmission(cx: Cx, id: string, options: { lock?: boolean } = {}): Promise<SubmissionRow> {
  const row = await findRow(cx, id, options)
  if (!row) throw new Refusal('not_found')
  requirePermission(cx, 'submission.read', 'submission.read', row.unit_path)
  if (row.status === 'discarded' && row.reporter_id !== cx.actor.personId) throw new Refusal('not_found')
  return row
}

/** The item, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadFor(cx: Cx, id: string, action: SubmissionAction): Promise<SubmissionRow> {
  const row = await loadSubmission(cx, id, { lock: true })
  const reason = hindrance(action, await factsOf(cx, row))
  if (reason === null) return row
  throw new Refusal(reason, {
    state: row.status,
    action,
    reporterName: row.reporter_name,
    by: row.withdrawal_requested_by,
    at: row.withdrawal_requested_at?.toISOString(),
  })
}

/** Whether or not the actor may read it: letters find their item with this. */
export async function findRow(
  cx: Cx,
  id: string,
  options: { lock?: boolean } = {},
): Promise<SubmissionRow | undefined> {
  let query = cx.db
    .selectFrom('submission')
    .innerJoin('unit', 'unit.id', 'submission.unit_id')
    .selectAll('submission')
    .select(['unit.path as unit_path', 'unit.name as unit_name'])
    .where('submission.id', '=', id)
  if (options.lock) query = query.forUpdate('submission')
  return (await query.executeTakeFirst()) as SubmissionRow | undefined
}

export async function factsOf(cx: Cx, row: SubmissionRow): Promise<Facts> {
  return {
    status: row.status,
    isReporter: row.reporter_id === cx.actor.personId,
    isMajor: row.is_major,
    withdrawalAsked: row.withdrawal_requested_at !== null,
    resendForbidden: row.status === 'rejected' && (await rejectedForGood(cx, row.id)),
    reporterLeft: !(await peopleWith(cx, 'submission.draft', row.unit_id)).some(
      (person) => person.personId === row.reporter_id,
    ),
    hasOfficeAbove: row.status !== 'signed' || (await officesAbove(cx, row.unit_id)).length > 0, // asked only where it counts
    may: (permission) => can(cx.actor, permission, row.unit_path),
  }
}

async function rejectedForGood(cx: Cx, id: string): Promise<boolean> {
  const rejections = await cx.db
    .selectFrom('delivery')
    .select('may_resend')
    .where('submission_id', '=', id)
    .where('status', '=', 'rejected')
    .execute()
  return rejections.every((rejection) => rejection.may_resend === false)
}
