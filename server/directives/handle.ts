import { endOfDay, calendarOf, reckonDeadline } from '../calendar/index.ts'
import { sendLetter } from '../exchange/index.ts'
import { dayOf, loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { giveParts } from './give-parts.ts'
import { loadTaskFor } from './load.ts'
import type { TaskRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { meet, planMilestones } from './rules/milestones.ts'
import { showTask } from './show-task.ts'
import { writeTask } from './write.ts'

export const toGiver = (task: TaskRecord) => ({
  fromUnitId: task.unit_id,
  toUnitId: task.giver_unit_id,
  objectId: task.id,
})
const subject = (task: TaskRecord) => ({ id: task.id, unitId: task.unit_id })

/** 签收. */
export async function signFor(cx: Cx, input: { id: string }) {
  const task = await loadTaskFor(cx, input.id, 'signFor')
  await writeTask(cx, task, {
    status: 'signedFor',
    signed_for_at: cx.now,
    signed_for_by_name: cx.actor.name,
    milestones: meet(task.milestones, 'signFor', cx.now),
  })
  await sendLetter(cx, {
    kind: 'directive.signedFor',
    ...toGiver(task),
    body: { assignmentId: task.id, at: cx.now.toISOString(), byName: cx.actor.name },
  })
  await cx.record('directive_task.signed_for', subject(task), { title: task.title })
  return showTask(cx, task.id)
}

/** 申请延期: why not in time, and the plan with its new last day. */
export async function askExtension(cx: Cx, input: { id: string; reason: string; plan: string; until: string }) {
  const task = await loadTaskFor(cx, input.id, 'askExtension')
  if (task.extension?.decision === null) throw new Refusal('directiveTask.extension_open')
  if (input.until < dayOf(cx.now)) throw new Refusal('directive.bad_date', { field: 'until' })
  const { reason, plan, until } = input
  const at = cx.now.toISOString()
  await writeTask(cx, task, {
    extension: { reason, plan, until, askedAt: at, askedByName: cx.actor.name, decision: null, note: '' },
  })
  await sendLetter(cx, {
    kind: 'directive.extension',
    ...toGiver(task),
    body: { assignmentId: task.id, at, byName: cx.actor.name, reason, plan, until },
  })
  await cx.record('directive_task.extension_asked', subject(task), { title: task.title, reason, until })
  return showTask(cx, task.id)
}

/** 分办: units below carry out what was given to this one; it collects and answers upward in its own name. */
export async function delegate(
  cx: Cx,
  input: { id: string; parts: { unitId: string; requirement: string }[]; dueOn: string },
) {
  const task = await loadTaskFor(cx, input.id, 'delegate')
  if (input.dueOn < dayOf(cx.now)) throw new Refusal('directive.bad_date', { field: 'dueOn' })
  const names: string[] = []
  for (const { unitId } of input.parts) {
    const unit = await loadUnit(cx, unitId)
    if (unit.id === task.unit_id || !unit.path.startsWith(task.unitPath))
      throw new Refusal('directive.not_below', { unitName: unit.name })
    if (names.includes(unit.name) || (await hasPart(cx, task.id, unitId)))
      throw new Refusal('directive.unit_twice', { unitName: unit.name })
    names.push(unit.name)
  }
  const rules = await rulesFor(cx, task.unit_id)
  const calendar = await calendarOf(cx, task.unit_id)
  const milestones = planMilestones(rules.steps, (span, from = cx.now) => reckonDeadline(calendar, span, from), {
    finalAt: endOfDay(input.dueOn),
  })
  const facts = { ...task.facts, leadUnitName: task.unitName, otherUnits: names }
  await giveParts(
    cx,
    { unitId: task.unit_id, directiveId: null, parentTaskId: task.id },
    input.parts.map((part) => ({ ...part, role: 'other' })),
    { facts, milestones },
  )
  if (task.status === 'signedFor') await writeTask(cx, task, { status: 'handling' })
  await cx.record('directive_task.delegated', subject(task), { title: task.title, units: names, dueOn: input.dueOn })
  return showTask(cx, task.id)
}

const hasPart = async (cx: Cx, taskId: string, unitId: string) =>
  (await cx.db
    .selectFrom('directive_assignment')
    .select('id')
    .where('parent_task_id', '=', taskId)
    .where('unit_id', '=', unitId)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst()) !== undefined
