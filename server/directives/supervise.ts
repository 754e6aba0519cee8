import { endOfDay } from '../calendar/index.ts'
import { sendLetter } from '../exchange/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadAssignmentFor } from './load.ts'
import type { AssignmentRecord } from './load.ts'
import { nextOpen, postpone, redoBy } from './rules/milestones.ts'
import { writeAssignment } from './write.ts'

const ok = { ok: true as const }
const to = (assignment: AssignmentRecord) => ({
  fromUnitId: assignment.giver_unit_id,
  toUnitId: assignment.unit_id,
  objectId: assignment.id,
})
const head = (cx: Cx, assignment: AssignmentRecord) => ({
  assignmentId: assignment.id,
  at: cx.now.toISOString(),
  byName: cx.actor.name,
})

/** What happened to a part stands in the timeline of the directive, or of the task it was handed down from. */
export async function recordPart(cx: Cx, kind: string, part: AssignmentRecord, data: Record<string, unknown> = {}) {
  const id = part.directive_id ?? part.parent_task_id!
  await cx.record(
    `${part.directive_id ? 'directive' : 'directive_below'}.${kind}`,
    { id, unitId: part.giver_unit_id },
    { assignmentId: part.id, unitId: part.unit_id, unitName: part.unit_name, title: await titleOf(cx, part), ...data },
  )
}

async function titleOf(cx: Cx, part: AssignmentRecord): Promise<string> {
  const row = part.directive_id
    ? await cx.db
        .selectFrom('directive')
        .select('item_title as title')
        .where('id', '=', part.directive_id)
        .executeTakeFirst()
    : await cx.db.selectFrom('directive_task').select('title').where('id', '=', part.parent_task_id!).executeTakeFirst()
  return row?.title ?? ''
}

/** 催办 by hand. */
export async function urge(cx: Cx, input: { id: string; text: string }) {
  await urgeUnit(cx, await loadAssignmentFor(cx, input.id, 'urge'), input.text, false)
  return ok
}

/** One reminder, by hand or by the clock: counted, and in the unit's hands with a letter. */
export async function urgeUnit(cx: Cx, part: AssignmentRecord, text: string, automatic: boolean): Promise<void> {
  const next = nextOpen(part.milestones)
  const count = part.urged_count + 1
  await writeAssignment(cx, part, { urged_count: count, last_urged_at: cx.now })
  await sendLetter(cx, {
    kind: 'directive.urged',
    ...to(part),
    body: { ...head(cx, part), automatic, text, milestoneName: next?.name ?? '', dueAt: next?.dueAt ?? null, count },
  })
  await recordPart(cx, 'urged', part, { automatic, text, milestoneName: next?.name ?? '', count })
}

/** 查办: somebody went and looked. What was found goes to the unit, with what is demanded of it. */
export async function inspect(
  cx: Cx,
  input: { id: string; inspectedOn: string; inspectors: string; findings: string; demands: string },
) {
  const part = await loadAssignmentFor(cx, input.id, 'inspect')
  const { id: _, ...found } = input
  const inspectionId = newId()
  await cx.db
    .insertInto('directive_inspection')
    .values({
      id: inspectionId,
      assignment_id: part.id,
      unit_id: part.giver_unit_id,
      inspected_on: found.inspectedOn,
      inspectors: found.inspectors,
      findings: found.findings,
      demands: found.demands,
      recorded_by_name: cx.actor.name,
      recorded_at: cx.now,
    })
    .execute()
  await writeAssignment(cx, part, { is_inspected: true })
  await sendLetter(cx, {
    kind: 'directive.inspected',
    ...to(part),
    body: { ...head(cx, part), inspectionId, ...found },
  })
  await recordPart(cx, 'inspected', part, found)
  return ok
}

/** 审批延期. */
export async function decideExtension(cx: Cx, input: { id: string; approve: boolean; note: string }) {
  const part = await loadAssignmentFor(cx, input.id, 'decideExtension')
  if (part.extension?.decision !== null) throw new Refusal('assignment.no_extension')
  const milestones = input.approve ? postpone(part.milestones, endOfDay(part.extension.until)) : part.milestones
  await writeAssignment(cx, part, {
    milestones,
    extension: { ...part.extension, decision: input.approve ? 'approved' : 'declined', note: input.note },
  })
  await sendLetter(cx, {
    kind: 'directive.extensionDecided',
    ...to(part),
    body: { ...head(cx, part), approved: input.approve, note: input.note, milestones },
  })
  await recordPart(cx, input.approve ? 'extended' : 'extension_declined', part, {
    until: part.extension.until,
    note: input.note,
  })
  return ok
}

/** 审结: the unit's result is good. When it was the last part, the directive waits for the report to the leader. */
export async function accept(cx: Cx, input: { id: string; note: string }) {
  const part = await loadAssignmentFor(cx, input.id, 'accept')
  const feedbackId = await judge(cx, part, 'accepted', input.note)
  await writeAssignment(cx, part, { status: 'accepted' })
  await tellVerdict(cx, part, { accepted: true, feedbackId, reason: input.note, milestones: part.milestones })
  await recordPart(cx, 'accepted', part, { note: input.note })
  return ok
}

/** 退回重办: 不符合要求的必须退回原承办单位重新办理. */
export async function redo(cx: Cx, input: { id: string; reason: string; dueOn: string }) {
  const part = await loadAssignmentFor(cx, input.id, 'redo')
  if (input.dueOn < dayOf(cx.now)) throw new Refusal('directive.bad_date', { field: 'dueOn' })
  await requireOpenDirective(cx, part)
  const feedbackId = await judge(cx, part, 'redo', input.reason)
  const milestones = redoBy(part.milestones, endOfDay(input.dueOn))
  await writeAssignment(cx, part, { status: 'redo', milestones })
  await tellVerdict(cx, part, { accepted: false, feedbackId, reason: input.reason, milestones })
  await recordPart(cx, 'returned', part, { reason: input.reason, dueOn: input.dueOn })
  return ok
}

/** Nothing is done again in a matter that is closed. */
async function requireOpenDirective(cx: Cx, part: AssignmentRecord) {
  if (!part.directive_id) return
  const { status } = await cx.db
    .selectFrom('directive')
    .select('status')
    .where('id', '=', part.directive_id)
    .executeTakeFirstOrThrow()
  if (!['assigned', 'inClosing', 'reported'].includes(status))
    throw new Refusal('directive.wrong_state', { status, action: 'redo' })
}

async function judge(cx: Cx, part: AssignmentRecord, verdict: 'accepted' | 'redo', reason: string) {
  const last = await cx.db
    .selectFrom('directive_reply')
    .select('id')
    .where('assignment_id', '=', part.id)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  await cx.db
    .updateTable('directive_reply')
    .set({ verdict, verdict_reason: reason, verdict_by_name: cx.actor.name, verdict_at: cx.now })
    .where('id', '=', last.id)
    .execute()
  return last.id
}

const tellVerdict = (
  cx: Cx,
  part: AssignmentRecord,
  verdict: { accepted: boolean; feedbackId: string | null; reason: string; milestones: AssignmentRecord['milestones'] },
) => sendLetter(cx, { kind: 'directive.judged', ...to(part), body: { ...head(cx, part), ...verdict } })

/** 撤销转办: the unit no longer has it; another may get it. */
export async function withdraw(cx: Cx, input: { id: string; reason: string }) {
  const part = await loadAssignmentFor(cx, input.id, 'withdraw')
  await writeAssignment(cx, part, { status: 'withdrawn' })
  await sendLetter(cx, { kind: 'directive.withdrawn', ...to(part), body: { ...head(cx, part), reason: input.reason } })
  await recordPart(cx, 'withdrawn', part, { reason: input.reason })
  return ok
}
