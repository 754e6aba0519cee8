import type { Permission } from '../../../contract/access.ts'
import type {
  AssignmentAction,
  AssignmentStatus,
  DirectiveAction,
  DirectiveStatus,
  TaskAction,
} from '../../../contract/directives.ts'

/** Who may act, the states it may start from, and where it leads; `to: null` leaves the state, or lets the parts decide. */
interface Move<Status> {
  need: Permission | 'leader'
  from: readonly Status[]
  to: Status | null
}

/**
 * 批示 at the office whose leader wrote it (domain.md 2.2 E). It comes to 待审结 by itself, when every part is accepted.
 * 阅示 and 表扬 may be reported or closed without a transfer; `leader` is the one who wrote it, or who may record for him.
 */
export const directiveMoves = {
  edit: { need: 'directive.manage', from: ['registered'], to: null },
  transfer: { need: 'directive.manage', from: ['registered', 'assigned', 'inClosing'], to: 'assigned' },
  report: { need: 'directive.manage', from: ['registered', 'inClosing'], to: 'reported' },
  answer: { need: 'leader', from: ['reported'], to: null },
  close: { need: 'directive.manage', from: ['registered', 'reported'], to: 'closed' },
  archive: { need: 'directive.manage', from: ['closed'], to: 'archived' },
  void: { need: 'directive.manage', from: ['registered'], to: 'voided' },
} as const satisfies Record<DirectiveAction, Move<DirectiveStatus>>

const underWay = ['transferred', 'signedFor', 'handling', 'redo'] as const

/** One unit's part, as whoever gave it acts on it. `need` is asked at the giver: an office's supervisor, a unit's handler. */
export const assignmentMoves = {
  urge: { from: underWay, to: null },
  inspect: { from: [...underWay, 'finalGiven'], to: null },
  decideExtension: { from: ['signedFor', 'handling', 'redo'], to: null },
  accept: { from: ['finalGiven'], to: 'accepted' },
  redo: { from: ['finalGiven', 'accepted'], to: 'redo' },
  withdraw: { from: underWay, to: 'withdrawn' },
} as const satisfies Record<AssignmentAction, Omit<Move<AssignmentStatus>, 'need'>>

/** The same part as the unit acts on it. Where a feedback leads is its kind: 阶段 → 办理中, 办结 → 待审结. */
export const taskMoves = {
  signFor: { need: 'directiveTask.handle', from: ['transferred'], to: 'signedFor' },
  draftFeedback: { need: 'directiveTask.handle', from: ['signedFor', 'handling', 'redo'], to: null },
  signFeedback: { need: 'directiveTask.sign', from: ['signedFor', 'handling', 'redo'], to: null },
  returnFeedback: { need: 'directiveTask.sign', from: ['signedFor', 'handling', 'redo'], to: null },
  askExtension: { need: 'directiveTask.handle', from: ['signedFor', 'handling', 'redo'], to: null },
  delegate: { need: 'directiveTask.handle', from: ['signedFor', 'handling', 'redo'], to: null },
} as const satisfies Record<TaskAction, Move<AssignmentStatus>>

const starts = (from: readonly string[], status: string) => from.includes(status)

export const canMoveDirective = (status: DirectiveStatus, action: DirectiveAction): boolean =>
  starts(directiveMoves[action].from, status)
export const canMoveAssignment = (status: AssignmentStatus, action: AssignmentAction): boolean =>
  starts(assignmentMoves[action].from, status)
export const canMoveTask = (status: AssignmentStatus, action: TaskAction): boolean =>
  starts(taskMoves[action].from, status)

/** A part that is over: accepted, or taken back. */
export const isOver = (status: AssignmentStatus): boolean => status === 'accepted' || status === 'withdrawn'

/** 待审结: no part is under way any more, and at least one was carried out. All taken back: it waits to be transferred again. */
export function statusOfParts(
  parts: readonly AssignmentStatus[],
): Extract<DirectiveStatus, 'registered' | 'assigned' | 'inClosing'> {
  if (parts.some((status) => !isOver(status))) return 'assigned'
  return parts.includes('accepted') ? 'inClosing' : 'registered'
}

/** What the reader of a feedback sees next: 阶段 goes on, 办结 waits for the verdict. */
export const afterFeedback = (kind: 'stage' | 'final'): AssignmentStatus =>
  kind === 'final' ? 'finalGiven' : 'handling'
