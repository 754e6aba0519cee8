import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { takeAnswer } from './hear-as-office.ts'
import { findCommission, loadCommissionFor, loadCommission, targetsOf } from './load.ts'
import type { CommissionRecord, TargetRecord } from './load.ts'
import { answersAs, showCommission } from './show.ts'
import { letterTo } from './supervise.ts'

const shown = 30

/** What lies on the office's desk from the unit since it was asked and answers this commission not yet. */
export async function listCandidates(cx: Cx, input: { id: string; targetId: string }) {
  const row = await loadCommission(cx, input.id)
  const target = targetIn(await targetsOf(cx, row.id), input.targetId)
  const rows = await candidatesOf(cx, row, target).orderBy('handling.arrived_at', 'desc').limit(shown).execute()
  return {
    items: rows.map(({ id, title, sent_at, arrived_at }) => ({
      handlingId: id,
      title,
      sentAt: (sent_at ?? arrived_at).toISOString(),
    })),
  }
}

/** 关联来稿: an item that did not name the commission, or came by another road, answers it after all. When it was sent decides whether in time. */
export async function linkReceived(cx: Cx, input: { id: string; targetId: string; handlingId: string }) {
  const row = await loadCommissionFor(cx, input.id, 'link')
  const target = targetIn(await targetsOf(cx, row.id, true), input.targetId)
  const item = await candidatesOf(cx, row, target).where('handling.id', '=', input.handlingId).executeTakeFirst()
  if (!item) throw new Refusal('commission.already_linked')
  const answer = {
    submissionId: item.submission_id ?? item.id,
    title: item.title,
    sentAt: (item.sent_at ?? item.arrived_at).toISOString(),
  }
  await takeAnswer(cx, row, target, answer)
  await letterTo(cx, row, target, 'commission.linked', answer)
  return showCommission(cx, (await findCommission(cx, row.id))!)
}

const candidatesOf = (cx: Cx, row: CommissionRecord, target: TargetRecord) =>
  cx.db
    .selectFrom('handling')
    .select(['handling.id', 'handling.submission_id', 'handling.title', 'handling.sent_at', 'handling.arrived_at'])
    .where('handling.office_id', '=', row.office_id)
    .where(within(cx.actor, 'handling.read', 'handling.office_id'))
    .where('handling.source_unit_id', '=', target.unit_id)
    .where('handling.arrived_at', '>=', row.issued_at!)
    .where('handling.status', 'not in', ['withdrawn', 'rejected'])
    .where(
      sql<SqlBool>`not exists (select from commission_answer where target_id = ${target.id} and withdrawn_at is null and ${answersAs})`,
    )

function targetIn(targets: TargetRecord[], targetId: string): TargetRecord {
  const target = targets.find((one) => one.id === targetId)
  if (!target) throw new Refusal('not_found')
  return target
}
