import type { UpdateObject } from 'kysely'
import type { DirectiveRules } from '../../contract/directives.ts'
import type { DirectiveMilestone } from '../../contract/directives.letters.ts'
import { deadline } from '../calendar/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { DB } from '../platform/schema.ts'
import { findDirective } from './load.ts'
import type { AssignmentRecord, DirectiveRecord, TaskRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { nextReminder } from './rules/clock.ts'
import { missingYearsOf, nextOpen } from './rules/milestones.ts'
import { isOver, statusOfParts } from './rules/moves.ts'

/** Writes a directive that was checked and locked; open pages hear of it. */
export async function writeDirective(
  cx: Cx,
  directive: DirectiveRecord,
  change: UpdateObject<DB, 'directive'>,
): Promise<void> {
  const moved = change.status !== undefined && change.status !== directive.status ? { status_since: cx.now } : {}
  await cx.db
    .updateTable('directive')
    .set({ ...change, ...moved, version: directive.version + 1, updated_at: cx.now })
    .where('id', '=', directive.id)
    .execute()
  cx.tell('directives', directive.office_id)
}

/** What the clock must know of a part: the deadline of the present wait, whoever it waits for, and when to look at it next. */
async function clockOf(
  cx: Cx,
  rules: DirectiveRules,
  giverUnitId: string,
  part: Pick<AssignmentRecord, 'status' | 'milestones'>,
) {
  if (isOver(part.status)) return { next_due_at: null, next_watch_at: null, missing_years: [] }
  if (part.status === 'finalGiven') {
    const review = await deadline(cx, giverUnitId, rules.review)
    return { next_due_at: review.at, next_watch_at: null, missing_years: review.missingYears }
  }
  const next = nextOpen(part.milestones)
  return {
    next_due_at: next ? new Date(next.dueAt) : null,
    next_watch_at: nextReminder(rules, part.milestones, cx.now),
    missing_years: missingYearsOf(part.milestones),
  }
}

/** Writes a part at the giver's side, with its clock, and lets the directive follow its parts. */
export async function writeAssignment(
  cx: Cx,
  assignment: AssignmentRecord,
  change: Omit<UpdateObject<DB, 'directive_assignment'>, 'milestones' | 'extension' | 'status'> &
    Partial<Pick<AssignmentRecord, 'milestones' | 'extension' | 'status'>>,
): Promise<AssignmentRecord> {
  const { milestones, extension, ...plain } = change
  const written = {
    ...assignment,
    ...(change.status ? { status: change.status } : {}),
    ...(milestones ? { milestones } : {}),
    ...(extension === undefined ? {} : { extension }),
  }
  const rules = await rulesFor(cx, assignment.giver_unit_id)
  await cx.db
    .updateTable('directive_assignment')
    .set({
      ...plain,
      ...(milestones ? { milestones: json(milestones) } : {}),
      ...(extension === undefined ? {} : { extension: json(extension) }),
      ...(await clockOf(cx, rules, assignment.giver_unit_id, written)),
      updated_at: cx.now,
    })
    .where('id', '=', assignment.id)
    .execute()
  cx.tell('directives', assignment.giver_unit_id)
  if (assignment.directive_id) await followParts(cx, assignment.directive_id)
  return written
}

/** 台账: a directive stands where its parts stand. When the last one is accepted it waits for the report to the leader. */
export async function followParts(cx: Cx, directiveId: string): Promise<void> {
  const directive = await findDirective(cx, directiveId, true)
  if (!directive || !['registered', 'assigned', 'inClosing', 'reported'].includes(directive.status)) return
  const parts = await cx.db
    .selectFrom('directive_assignment')
    .select(['status', 'next_due_at', 'urged_count', 'last_feedback_at', 'missing_years', 'role', 'unit_name'])
    .where('directive_id', '=', directiveId)
    .orderBy('transferred_at')
    .orderBy('id')
    .execute()
  const status = statusOfParts(parts.map((part) => part.status as AssignmentRecord['status']))
  const dues = parts.map((part) => part.next_due_at?.getTime()).filter((due) => due !== undefined)
  const feedback = parts.map((part) => part.last_feedback_at?.getTime()).filter((at) => at !== undefined)
  const clock =
    status === 'assigned'
      ? {
          next_due_at: dues.length > 0 ? new Date(Math.min(...dues)) : null,
          missing_years: [...new Set(parts.flatMap((part) => part.missing_years))],
        }
      : status === 'registered'
        ? { next_due_at: directive.transfer_due_at, missing_years: [] }
        : status === directive.status
          ? {}
          : await reviewClock(cx, directive.office_id)
  await writeDirective(cx, directive, {
    status,
    urged_count: parts.reduce((sum, part) => sum + part.urged_count, 0),
    last_feedback_at: feedback.length > 0 ? new Date(Math.max(...feedback)) : null,
    lead_unit_name: parts.find((part) => part.role === 'lead' && part.status !== 'withdrawn')?.unit_name ?? null,
    ...clock,
  })
}

const reviewClock = async (cx: Cx, officeId: string) => {
  const due = await deadline(cx, officeId, (await rulesFor(cx, officeId)).review)
  return { next_due_at: due.at, missing_years: due.missingYears }
}

/** Writes a task at the unit's side. While the giver judges the result, the unit waits without a clock. */
export async function writeTask(
  cx: Cx,
  task: TaskRecord,
  change: Omit<UpdateObject<DB, 'directive_task'>, 'milestones' | 'extension' | 'status' | 'facts'> &
    Partial<Pick<TaskRecord, 'milestones' | 'extension' | 'status'>>,
): Promise<TaskRecord> {
  const { milestones, extension, ...plain } = change
  const written = {
    ...task,
    ...(change.status ? { status: change.status } : {}),
    ...(milestones ? { milestones } : {}),
    ...(extension === undefined ? {} : { extension }),
  }
  const moved = change.status !== undefined && change.status !== task.status ? { status_since: cx.now } : {}
  await cx.db
    .updateTable('directive_task')
    .set({
      ...plain,
      ...moved,
      ...(milestones ? { milestones: json(milestones) } : {}),
      ...(extension === undefined ? {} : { extension: json(extension) }),
      ...taskClock(written),
      version: task.version + 1,
      updated_at: cx.now,
    })
    .where('id', '=', task.id)
    .execute()
  cx.tell('directives', task.unit_id)
  return written
}

export function taskClock(task: { status: TaskRecord['status']; milestones: DirectiveMilestone[] }) {
  const waits = !isOver(task.status) && task.status !== 'finalGiven'
  const next = waits ? nextOpen(task.milestones) : undefined
  return {
    next_due_at: next ? new Date(next.dueAt) : null,
    missing_years: waits ? missingYearsOf(task.milestones) : [],
  }
}
