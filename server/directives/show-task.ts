import type { DirectiveTask, DirectiveTaskRow, Feedback, TaskAction } from '../../contract/directives.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { loadTask } from './load.ts'
import type { TaskRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { assignmentsOf, inspectionsOf, timelineOf } from './rows.ts'
import { lightOf } from './rules/clock.ts'
import { nextOpen } from './rules/milestones.ts'
import { canMoveTask, taskMoves } from './rules/moves.ts'
import type { DirectiveRules } from '../../contract/directives.ts'

export function taskRow(
  row: Omit<TaskRecord, 'unitPath' | 'unitName' | 'grams'>,
  lights: DirectiveRules['lights'],
  now: Date,
  awaitsSignature: boolean,
): DirectiveTaskRow {
  const waits = row.next_due_at !== null
  return {
    id: row.id,
    title: row.title,
    leaderName: row.facts.leaderName,
    leaderTitle: row.facts.leaderTitle,
    type: row.facts.type,
    giverName: row.giver_name,
    role: row.role as 'lead' | 'other',
    status: row.status,
    light: lightOf(lights, row.next_due_at, now),
    arrivedAt: row.arrived_at.toISOString(),
    dueAt: row.next_due_at?.toISOString() ?? null,
    nextName: waits ? (nextOpen(row.milestones)?.name ?? null) : null,
    urgedCount: row.urged_count,
    awaitsSignature,
  }
}

/** One task as the unit that carries it out sees it. */
export async function showTask(cx: Cx, id: string): Promise<DirectiveTask> {
  const row = await loadTask(cx, id)
  const feedback = await feedbackOf(cx, row)
  const awaits = feedback.some((one) => one.status === 'awaitingSignature')
  const { lights } = await rulesFor(cx, row.unit_id)
  const { facts } = row
  return {
    ...taskRow(row, lights, cx.now, awaits),
    unitId: row.unit_id,
    unitName: row.unitName,
    label: facts.label,
    text: facts.text,
    passage: facts.passage,
    directedOn: facts.directedOn,
    sourceLabel: facts.sourceLabel,
    requirement: row.requirement,
    leadUnitName: facts.leadUnitName,
    otherUnits: facts.otherUnits,
    contact: facts.contact,
    milestones: row.milestones,
    missingYears: row.missing_years,
    extension: row.extension,
    lastUrgeText: row.last_urge_text,
    lastUrgedAt: row.last_urged_at?.toISOString() ?? null,
    signedForAt: row.signed_for_at?.toISOString() ?? null,
    signedForByName: row.signed_for_by_name,
    files: await filesOf(cx, 'directiveTask', id),
    feedback,
    inspections: await inspectionsOf(cx, id, row.unit_id),
    below: await assignmentsOf(cx, { parentTaskId: id }),
    timeline: await timelineOf(cx, id),
    actions: taskActions(cx, row, feedback),
  }
}

/** What the actor may do with it now: the table, and whether there is a feedback to sign. */
function taskActions(cx: Cx, row: TaskRecord, feedback: Feedback[]): TaskAction[] {
  const awaits = feedback.some((one) => one.status === 'awaitingSignature')
  const fits: Record<TaskAction, boolean> = {
    signFor: true,
    draftFeedback: !awaits,
    signFeedback: awaits,
    returnFeedback: awaits,
    askExtension: row.extension?.decision !== null,
    delegate: true,
  }
  return (Object.keys(taskMoves) as TaskAction[]).filter(
    (action) => canMoveTask(row.status, action) && can(cx.actor, taskMoves[action].need, row.unitPath) && fits[action],
  )
}

async function feedbackOf(cx: Cx, task: TaskRecord): Promise<Feedback[]> {
  const rows = await cx.db
    .selectFrom('directive_feedback')
    .selectAll()
    .where('task_id', '=', task.id)
    .orderBy('updated_at')
    .orderBy('id')
    .execute()
  const feedback: Feedback[] = []
  for (const row of rows) {
    feedback.push({
      id: row.id,
      kind: row.kind as Feedback['kind'],
      unitName: task.unitName,
      situation: row.situation,
      problems: row.problems,
      nextSteps: row.next_steps,
      contactName: row.contact_name,
      contactPhone: row.contact_phone,
      signedByName: row.signed_by_name,
      signedByTitle: row.signed_by_title,
      signedAt: row.signed_at?.toISOString() ?? null,
      status: row.status as Feedback['status'],
      returnReason: row.return_reason,
      verdict: null,
      verdictReason: null,
      files: await filesOf(cx, 'directiveFeedback', row.id),
    })
  }
  return feedback
}
