import type { Selectable } from 'kysely'
import type { Permission } from '../../contract/access.ts'
import type {
  AssignmentAction,
  AssignmentStatus,
  DirectiveAction,
  DirectiveStatus,
  Extension,
  TaskAction,
} from '../../contract/directives.ts'
import type { DirectiveFacts, DirectiveMilestone } from '../../contract/directives.letters.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { writesFor } from './leaders.ts'
import {
  assignmentMoves,
  canMoveAssignment,
  canMoveDirective,
  canMoveTask,
  directiveMoves,
  taskMoves,
} from './rules/moves.ts'

type Dated = { milestones: DirectiveMilestone[]; extension: Extension | null; status: AssignmentStatus }
export type DirectiveRecord = Omit<Selectable<DB['directive']>, 'status'> & {
  status: DirectiveStatus
  officePath: string
  officeName: string
}
export type AssignmentRecord = Omit<Selectable<DB['directive_assignment']>, keyof Dated> &
  Dated & { giverPath: string; giverName: string }
export type TaskRecord = Omit<Selectable<DB['directive_task']>, keyof Dated | 'facts'> &
  Dated & { facts: DirectiveFacts; unitPath: string; unitName: string }

export async function findDirective(cx: Cx, id: string, lock = false): Promise<DirectiveRecord | undefined> {
  let query = cx.db
    .selectFrom('directive')
    .innerJoin('unit', 'unit.id', 'directive.office_id')
    .selectAll('directive')
    .select(['unit.path as officePath', 'unit.name as officeName'])
    .where('directive.id', '=', id)
  if (lock) query = query.forUpdate('directive')
  return (await query.executeTakeFirst()) as DirectiveRecord | undefined
}

/** Who reads a directive: the office's supervisors and desk, the leader who wrote it, and who records for him. */
export async function mayReadDirective(cx: Cx, directive: DirectiveRecord): Promise<boolean> {
  return can(cx.actor, 'directive.read', directive.officePath) || (await writesFor(cx, directive.leader_id))
}

export async function loadDirective(cx: Cx, id: string): Promise<DirectiveRecord> {
  const directive = await findDirective(cx, id)
  if (!directive || !(await mayReadDirective(cx, directive))) throw new Refusal('not_found')
  return directive
}

/** The directive, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadDirectiveFor(cx: Cx, id: string, action: DirectiveAction, version?: number) {
  const directive = await findDirective(cx, id, true)
  if (!directive || !(await mayReadDirective(cx, directive))) throw new Refusal('not_found')
  if (!(await mayMoveDirective(cx, directive, action)))
    throw new Refusal(directiveMoves[action].need === 'leader' ? 'directive.not_the_leader' : 'not_permitted', {
      need: directiveMoves[action].need,
    })
  if (!canMoveDirective(directive.status, action))
    throw new Refusal('directive.wrong_state', { status: directive.status, action })
  if (version !== undefined && version !== directive.version)
    throw new Refusal('stale', { at: directive.updated_at.toISOString() })
  return directive
}

async function mayMoveDirective(cx: Cx, directive: DirectiveRecord, action: DirectiveAction): Promise<boolean> {
  const { need } = directiveMoves[action]
  return need === 'leader' ? writesFor(cx, directive.leader_id) : can(cx.actor, need, directive.officePath)
}

export async function directiveActions(cx: Cx, directive: DirectiveRecord): Promise<DirectiveAction[]> {
  const actions: DirectiveAction[] = []
  for (const action of Object.keys(directiveMoves) as DirectiveAction[])
    if (canMoveDirective(directive.status, action) && (await mayMoveDirective(cx, directive, action)))
      actions.push(action)
  return actions
}

/** Who acts on a part at the giver's side: the office's supervisor; below, whoever handles the unit's task. */
const giverNeeds = (assignment: { directive_id: string | null }): Permission =>
  assignment.directive_id ? 'directive.manage' : 'directiveTask.handle'

export async function findAssignment(cx: Cx, id: string, lock = false): Promise<AssignmentRecord | undefined> {
  let query = cx.db
    .selectFrom('directive_assignment')
    .innerJoin('unit', 'unit.id', 'directive_assignment.giver_unit_id')
    .selectAll('directive_assignment')
    .select(['unit.path as giverPath', 'unit.name as giverName'])
    .where('directive_assignment.id', '=', id)
  if (lock) query = query.forUpdate('directive_assignment')
  return (await query.executeTakeFirst()) as AssignmentRecord | undefined
}

export async function loadAssignmentFor(cx: Cx, id: string, action: AssignmentAction): Promise<AssignmentRecord> {
  const assignment = await findAssignment(cx, id, true)
  if (!assignment) throw new Refusal('not_found')
  requirePermission(
    cx,
    assignment.directive_id ? 'directive.read' : 'directiveTask.read',
    giverNeeds(assignment),
    assignment.giverPath,
  )
  if (!canMoveAssignment(assignment.status, action))
    throw new Refusal('assignment.wrong_state', { status: assignment.status, action })
  return assignment
}

export const assignmentActions = (cx: Cx, assignment: AssignmentRecord): AssignmentAction[] =>
  can(cx.actor, giverNeeds(assignment), assignment.giverPath)
    ? (Object.keys(assignmentMoves) as AssignmentAction[]).filter(
        (action) =>
          canMoveAssignment(assignment.status, action) &&
          (action !== 'decideExtension' || assignment.extension?.decision === null),
      )
    : []

export async function findTask(cx: Cx, id: string, lock = false): Promise<TaskRecord | undefined> {
  let query = cx.db
    .selectFrom('directive_task')
    .innerJoin('unit', 'unit.id', 'directive_task.unit_id')
    .selectAll('directive_task')
    .select(['unit.path as unitPath', 'unit.name as unitName'])
    .where('directive_task.id', '=', id)
  if (lock) query = query.forUpdate('directive_task')
  return (await query.executeTakeFirst()) as TaskRecord | undefined
}

export async function loadTask(cx: Cx, id: string): Promise<TaskRecord> {
  const task = await findTask(cx, id)
  if (!task || !can(cx.actor, 'directiveTask.read', task.unitPath)) throw new Refusal('not_found')
  return task
}

export async function loadTaskFor(cx: Cx, id: string, action: TaskAction): Promise<TaskRecord> {
  const task = await findTask(cx, id, true)
  if (!task) throw new Refusal('not_found')
  requirePermission(cx, 'directiveTask.read', taskMoves[action].need, task.unitPath)
  if (!canMoveTask(task.status, action)) throw new Refusal('directiveTask.wrong_state', { status: task.status, action })
  return task
}
