import type { Cx } from '../platform/command.ts'
import { findCommission, loadCommissionFor, targetsOf } from './load.ts'
import type { CommissionRecord } from './load.ts'
import { showCommission } from './show.ts'
import { letterTo } from './supervise.ts'
import { aboutCommission, tellOffice, writeCommission } from './write.ts'

/** 结束约稿: nothing is asked any more; what was answered stays. */
export async function endCommission(cx: Cx, input: { id: string; reason: string }) {
  const row = await loadCommissionFor(cx, input.id, 'end')
  await close(cx, row, 'ended', input.reason)
  return showCommission(cx, (await findCommission(cx, row.id))!)
}

/** A draft goes away; an issued commission that nobody has answered is taken back, and its number stays (notDelete, domain.md 5.3). */
export async function removeCommission(cx: Cx, input: { id: string; reason: string }): Promise<{ ok: true }> {
  const row = await loadCommissionFor(cx, input.id, 'remove')
  if (row.status === 'issued') {
    await close(cx, row, 'revoked', input.reason || '约稿单位撤销')
    return { ok: true }
  }
  await cx.record('commission.removed', { id: row.id, unitId: row.office_id }, aboutCommission(row))
  await cx.db.deleteFrom('commission').where('id', '=', row.id).execute()
  tellOffice(cx, row)
  return { ok: true }
}

async function close(cx: Cx, row: CommissionRecord, kind: 'ended' | 'revoked', reason: string): Promise<void> {
  await writeCommission(cx, row, { status: kind, ended_at: cx.now, end_reason: reason })
  const targets = await targetsOf(cx, row.id, true)
  for (const target of targets) await letterTo(cx, row, target, 'commission.ended', { kind, reason })
  // to-do reminders of what has ended are needless; the rows stay as the trace of what was planned
  await cx.db
    .updateTable('commission_reminder')
    .set({ done_at: cx.now, outcome: 'needless' })
    .where(
      'target_id',
      'in',
      targets.map((target) => target.id),
    )
    .where('done_at', 'is', null)
    .execute()
  await cx.record(
    kind === 'ended' ? 'commission.ended' : 'commission.revoked',
    { id: row.id, unitId: row.office_id },
    {
      ...aboutCommission(row),
      reason,
      missed: targets.flatMap((target) =>
        ['issued', 'read', 'accepted'].includes(target.status)
          ? [{ unitId: target.unit_id, unitName: target.unit_name }]
          : [],
      ),
    },
  )
}
