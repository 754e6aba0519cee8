import type { CommissionDetails } from '../../contract/commissions.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { linkFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { peopleWith } from '../organisations/index.ts'
import { findCommission, loadCommissionFor, loadTaskFor, mayReadCommission } from './load.ts'
import { officeFor } from './office.ts'
import { showCommission } from './show.ts'
import { aboutCommission, writeCommission } from './write.ts'

/** 拟约稿. The page chooses the id, so that a second try is the same draft. From a task of the office: passed down (第十四条). */
export async function createCommission(
  cx: Cx,
  input: CommissionDetails & { id: string; officeId?: string; parentTaskId?: string },
) {
  const parent = input.parentTaskId ? await loadTaskFor(cx, input.parentTaskId, 'passDown') : undefined
  const office = await officeFor(cx, input.officeId ?? parent?.unit_id, 'commission.manage')
  if (parent && parent.unit_id !== office.id) throw new Refusal('not_found')
  const made = await cx.db
    .insertInto('commission')
    .values({
      id: input.id,
      office_id: office.id,
      parent_task_id: parent?.id ?? null,
      status: 'draft',
      ...(await columns(cx, office.id, input)),
      created_by: cx.actor.personId,
      created_by_name: cx.actor.name,
      created_at: cx.now,
      updated_at: cx.now,
      updated_by_name: cx.actor.name,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  const row = await findCommission(cx, input.id)
  if (!row || !mayReadCommission(cx, row)) throw new Refusal('not_found')
  if (!made) return showCommission(cx, row)
  await linkFiles(cx, 'commission', row.id, input.fileIds)
  await cx.record('commission.drafted', { id: row.id, unitId: office.id }, aboutCommission(row))
  cx.tell('commissions', office.id)
  return showCommission(cx, row)
}

/** 领导约稿: a leader says what he wants to know; the desk makes a commission of it. */
export async function requestCommission(
  cx: Cx,
  input: { id: string; title: string; content: string; dueAt: string | null },
) {
  const { actor } = cx
  if (!can(actor, 'commission.request', actor.unitPath))
    throw new Refusal('not_permitted', { need: 'commission.request' })
  await cx.db
    .insertInto('commission')
    .values({
      id: input.id,
      office_id: actor.unitId,
      origin: 'leader',
      leader_id: actor.personId,
      leader_name: actor.name,
      title: input.title,
      content: input.content,
      due_at: input.dueAt,
      status: 'requested',
      created_by: actor.personId,
      created_by_name: actor.name,
      created_at: cx.now,
      updated_at: cx.now,
      updated_by_name: actor.name,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute()
  const row = await findCommission(cx, input.id)
  if (row?.leader_id !== actor.personId) throw new Refusal('not_found')
  await cx.record(
    'commission.requested',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(row), leaderName: actor.name },
  )
  cx.tell('commissions', row.office_id)
  return showCommission(cx, row)
}

export async function saveCommission(cx: Cx, input: CommissionDetails & { id: string; version: number }) {
  const row = await loadCommissionFor(cx, input.id, 'edit', input.version)
  await linkFiles(cx, 'commission', row.id, input.fileIds)
  const change = await columns(cx, row.office_id, input)
  // a leader's wish stays his, whoever puts it into words
  const wish = row.status === 'requested' ? { leader_id: row.leader_id, leader_name: row.leader_name } : {}
  await writeCommission(cx, row, { ...change, ...wish })
  await cx.record(
    'commission.edited',
    { id: row.id, unitId: row.office_id },
    { ...aboutCommission(row), title: input.title },
  )
  return showCommission(cx, (await findCommission(cx, row.id))!)
}

async function columns(cx: Cx, officeId: string, input: CommissionDetails) {
  const leaders = input.leaderId ? await peopleWith(cx, 'commission.request', officeId) : []
  const leader = leaders.find((one) => one.personId === input.leaderId)
  if (input.leaderId && !leader) throw new Refusal('not_found')
  return {
    origin: input.origin,
    leader_id: leader?.personId ?? null,
    leader_name: leader?.name ?? '',
    source_label: input.sourceLabel,
    title: input.title,
    content: input.content,
    requirements: input.requirements,
    contact_name: input.contactName,
    contact_phone: input.contactPhone,
    due_at: input.dueAt,
    unit_ids: [...new Set(input.unitIds)],
    group_ids: [...new Set(input.groupIds)],
  }
}
