import { sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { aboutOf, moveTo, subjectOf, update } from './change.ts'
import { loadFor, loadSubmission } from './load.ts'
import { moves } from './rules/moves.ts'
import { showSubmission } from './show.ts'

const nothingAsked = { withdrawal_reason: null, withdrawal_requested_at: null, withdrawal_requested_by: null }

/** 申请撤回: the reporter asks; the signer, whose word it was, consents. Only before 签收. */
export async function requestWithdrawal(cx: Cx, input: { id: string; reason: string }) {
  await refuseReceived(cx, input.id)
  const row = await loadFor(cx, input.id, 'requestWithdrawal')
  const asked = await update(cx, row, {
    withdrawal_reason: input.reason,
    withdrawal_requested_at: cx.now,
    withdrawal_requested_by: cx.actor.name,
  })
  await cx.record('submission.withdrawal_requested', subjectOf(row), { ...aboutOf(row), reason: input.reason })
  return showSubmission(cx, asked)
}

/** 同意撤回: the receivers take it off their desks. If one of them received it a moment earlier, it stays there. */
export async function withdraw(cx: Cx, input: { id: string }) {
  await refuseReceived(cx, input.id)
  const row = await loadFor(cx, input.id, 'withdraw')
  const offices = await cx.db
    .selectFrom('delivery')
    .select('office_id')
    .where('submission_id', '=', row.id)
    .where('status', '=', 'sent')
    .execute()
  const body = {
    submissionId: row.id,
    reason: row.withdrawal_reason!,
    withdrawnBy: cx.actor.name,
    at: cx.now.toISOString(),
  }
  for (const { office_id } of offices)
    await sendLetter(cx, {
      kind: 'item.withdrawn',
      fromUnitId: row.unit_id,
      toUnitId: office_id,
      objectId: row.id,
      body,
    })
  await cx.db
    .updateTable('delivery')
    .set({ status: 'withdrawn', decided_at: cx.now })
    .where('submission_id', '=', row.id)
    .where('status', '=', 'sent')
    .execute()

  const withdrawn = await moveTo(cx, row, moves.withdraw.to, nothingAsked)
  await cx.record('submission.withdrawn', subjectOf(row), { ...aboutOf(row), reason: row.withdrawal_reason })
  return showSubmission(cx, withdrawn)
}

/** 不同意撤回: the item stays sent. */
export async function declineWithdrawal(cx: Cx, input: { id: string; reason: string }) {
  const row = await loadFor(cx, input.id, 'declineWithdrawal')
  const kept = await update(cx, row, nothingAsked)
  await cx.record('submission.withdrawal_declined', subjectOf(row), { ...aboutOf(row), reason: input.reason })
  return showSubmission(cx, kept)
}

/** Who received it and when says more than "wrong state". An office that rejected it no longer has it. */
async function refuseReceived(cx: Cx, id: string) {
  await loadSubmission(cx, id, { lock: true })
  const received = await cx.db
    .selectFrom('delivery')
    .innerJoin('unit', 'unit.id', 'delivery.office_id')
    .select(['unit.name', 'received_by_name', 'received_at'])
    .where('submission_id', '=', id)
    .where('received_at', 'is not', null)
    .where('status', '<>', 'rejected')
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  if (received)
    throw new Refusal('submission.already_received', {
      officeName: received.name,
      byName: received.received_by_name ?? '',
      at: received.received_at!.toISOString(),
    })
}
