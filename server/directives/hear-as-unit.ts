import {
  DirectiveExtensionDecided,
  DirectiveInspected,
  DirectiveJudged,
  DirectiveTransferred,
  DirectiveUrged,
  DirectiveWithdrawn,
} from '../../contract/directives.letters.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { hangFiles } from '../platform/files.ts'
import { findTask } from './load.ts'
import type { TaskRecord } from './load.ts'
import { isOver } from './rules/moves.ts'
import { withdrawBelow } from './supervise-below.ts'
import { taskClock, writeTask } from './write.ts'

/** Letter directive.transferred: a task arrives at the unit, whole. The same letter twice is one task. */
export async function receiveTransferred(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveTransferred.parse(letter.body)
  const task = { status: 'transferred' as const, milestones: told.milestones }
  const inserted = await cx.db
    .insertInto('directive_task')
    .values({
      id: told.assignmentId,
      unit_id: letter.toUnitId,
      giver_unit_id: letter.fromUnitId,
      giver_name: told.giverName,
      directive_id: told.facts.directiveId,
      status: task.status,
      role: told.role,
      facts: json(told.facts),
      title: told.facts.itemTitle,
      requirement: told.requirement,
      milestones: json(told.milestones),
      ...taskClock(task),
      arrived_at: cx.now,
      status_since: cx.now,
      updated_at: cx.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  await hangFiles(cx, 'directiveTask', told.assignmentId, letter.fileIds)
  await cx.record(
    'directive_task.arrived',
    { id: told.assignmentId, unitId: letter.toUnitId },
    {
      title: told.facts.itemTitle,
      giverName: told.giverName,
      leaderName: told.facts.leaderName,
      leaderTitle: told.facts.leaderTitle,
      role: told.role,
    },
  )
  cx.tell('directives', letter.toUnitId)
}

/** 催办: the reminder is in the unit's hands and counted. */
export async function hearUrged(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveUrged.parse(letter.body)
  const task = await mine(cx, letter, told.assignmentId)
  if (!task) return
  await writeTask(cx, task, {
    urged_count: told.count,
    last_urged_at: new Date(told.at),
    last_urge_text: told.text,
  })
  await note(cx, task, 'urged', {
    automatic: told.automatic,
    text: told.text,
    milestoneName: told.milestoneName,
    byName: told.byName,
    giverName: task.giver_name,
  })
}

/** 查办: what was found stands with the task. */
export async function hearInspected(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveInspected.parse(letter.body)
  const task = await mine(cx, letter, told.assignmentId)
  if (!task) return
  await cx.db
    .insertInto('directive_inspection')
    .values({
      id: letter.id, // the giver's copy may lie in the same table
      assignment_id: task.id,
      unit_id: task.unit_id,
      inspected_on: told.inspectedOn,
      inspectors: told.inspectors,
      findings: told.findings,
      demands: told.demands,
      recorded_by_name: told.byName,
      recorded_at: told.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await writeTask(cx, task, { is_inspected: true })
  await note(cx, task, 'inspected', { findings: told.findings, demands: told.demands, giverName: task.giver_name })
}

export async function hearExtensionDecided(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveExtensionDecided.parse(letter.body)
  const task = await mine(cx, letter, told.assignmentId)
  if (!task?.extension) return
  const decision = told.approved ? ('approved' as const) : ('declined' as const)
  await writeTask(cx, task, {
    milestones: told.milestones,
    extension: { ...task.extension, decision, note: told.note },
  })
  await note(cx, task, told.approved ? 'extended' : 'extension_declined', {
    until: task.extension.until,
    note: told.note,
    giverName: task.giver_name,
  })
}

/** 审结 or 退回重办. */
export async function hearJudged(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveJudged.parse(letter.body)
  const task = await mine(cx, letter, told.assignmentId)
  if (!task) return
  await writeTask(cx, task, {
    status: told.accepted ? 'accepted' : 'redo',
    milestones: told.milestones,
  })
  await note(cx, task, told.accepted ? 'accepted' : 'returned', { reason: told.reason, giverName: task.giver_name })
}

/** 撤销转办: the task is over, and so is what was handed down from it. */
export async function hearWithdrawn(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = DirectiveWithdrawn.parse(letter.body)
  const task = await mine(cx, letter, told.assignmentId)
  if (!task || isOver(task.status)) return
  await writeTask(cx, task, { status: 'withdrawn' })
  await note(cx, task, 'withdrawn', { reason: told.reason, giverName: task.giver_name })
  await withdrawBelow(cx, task, told.reason)
}

/** The unit's task a letter speaks of, locked; nothing when the letter is not from its giver. */
async function mine(cx: Cx, letter: ReceivedLetter, assignmentId: string): Promise<TaskRecord | undefined> {
  const task = await findTask(cx, assignmentId, true)
  return task?.giver_unit_id === letter.fromUnitId && task.unit_id === letter.toUnitId ? task : undefined
}

const note = (cx: Cx, task: TaskRecord, kind: string, data: Record<string, unknown>) =>
  cx.record(`directive_task.${kind}`, { id: task.id, unitId: task.unit_id }, { title: task.title, ...data })
