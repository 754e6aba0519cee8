import type { Permission } from '../../contract/access.ts'
import { loadUnit, peopleWith } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { subjectOf, update } from './change.ts'
import { findRow, loadFor } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { unfinished } from './rules/moves.ts'
import { showSubmission } from './show.ts'

const toWrite: Permission = 'submission.draft'

/** 接手: what a reporter who left had not finished goes to another writer of the unit, this item or all of them. */
export async function takeOver(cx: Cx, input: { id: string; toId: string; all: boolean }) {
  const row = await loadFor(cx, input.id, 'takeOver')
  const heir = (await peopleWith(cx, toWrite, row.unit_id)).find((person) => person.personId === input.toId)
  if (!heir) throw new Refusal('submission.no_writer')
  const rows = input.all ? await unfinishedOf(cx, row.unit_id, row.reporter_id) : [row]
  for (const one of rows) await handOver(cx, one, heir)
  return { submission: await showSubmission(cx, (await findRow(cx, row.id))!), count: rows.length }
}

/** Who may write for a unit: for the choice of the one who takes over. */
export async function listWriters(cx: Cx, input: { unitId: string }) {
  const unit = await loadUnit(cx, input.unitId)
  requirePermission(cx, 'submission.read', 'submission.review', unit.path)
  const people = await peopleWith(cx, toWrite, unit.id)
  return { items: people.map(({ personId, name }) => ({ id: personId, name })) }
}

/** Event post.ended: who was named there takes over by itself, when the right to write for the unit is there. */
export const handOverDrafts: Reaction = async (cx, event) => {
  const heirId = event.data.handOverToId
  if (typeof heirId !== 'string' || heirId === event.subjectId || event.unitId === null) return
  const heir = (await peopleWith(cx, toWrite, event.unitId)).find((person) => person.personId === heirId)
  if (!heir) return
  for (const row of await unfinishedOf(cx, event.unitId, event.subjectId)) await handOver(cx, row, heir)
}

async function unfinishedOf(cx: Cx, unitId: string, reporterId: string): Promise<SubmissionRow[]> {
  const found = await cx.db
    .selectFrom('submission')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('reporter_id', '=', reporterId)
    .where('status', 'in', [...unfinished])
    .orderBy('id')
    .execute()
  const rows = []
  for (const { id } of found) rows.push((await findRow(cx, id, { lock: true }))!)
  return rows
}

/** Who wrote the text (撰稿人) stays; who answers for it now changes. */
async function handOver(cx: Cx, row: SubmissionRow, heir: { personId: string; name: string }) {
  if (row.reporter_id === heir.personId) return
  await update(cx, row, { reporter_id: heir.personId, reporter_name: heir.name, version: row.version + 1 })
  await cx.record('submission.taken_over', subjectOf(row), {
    title: row.title,
    urgencyCode: row.urgency_code,
    fromName: row.reporter_name,
    reporterId: heir.personId,
    toName: heir.name,
  })
}
