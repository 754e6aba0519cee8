import { expect, test } from 'vitest'
import { Role } from '../../../contract/access.ts'
import {
  AssignmentAction,
  AssignmentStatus,
  DirectiveAction,
  DirectiveStatus,
  TaskAction,
} from '../../../contract/directives.ts'
import { holds } from '../../platform/access.ts'
import { canMoveAssignment, canMoveDirective, canMoveTask, directiveMoves, statusOfParts, taskMoves } from './moves.ts'

/** 批示状态与动作 (domain.md 2.2 E): ✓ the act starts here, · it does not. */
const directiveMatrix: Record<DirectiveStatus, string> = {
  //           edit transfer report answer close archive void
  registered: '✓    ✓        ✓      ·      ✓     ·       ✓',
  assigned: '  ·    ✓        ·      ·      ·     ·       ·',
  inClosing: ' ·    ✓        ✓      ·      ·     ·       ·',
  reported: '  ·    ·        ·      ✓      ✓     ·       ·',
  closed: '    ·    ·        ·      ·      ·     ✓       ·',
  archived: '  ·    ·        ·      ·      ·     ·       ·',
  voided: '    ·    ·        ·      ·      ·     ·       ·',
}
const assignmentMatrix: Record<AssignmentStatus, string> = {
  //            urge inspect decideExtension accept redo withdraw
  transferred: '✓    ✓       ·               ·      ·    ✓',
  signedFor: '  ✓    ✓       ✓               ·      ·    ✓',
  handling: '   ✓    ✓       ✓               ·      ·    ✓',
  finalGiven: ' ·    ✓       ·               ✓      ✓    ·',
  redo: '       ✓    ✓       ✓               ·      ·    ✓',
  accepted: '   ·    ·       ·               ·      ✓    ·',
  withdrawn: '  ·    ·       ·               ·      ·    ·',
}
const taskMatrix: Record<AssignmentStatus, string> = {
  //            signFor draft sign return askExtension delegate
  transferred: '✓       ·     ·    ·      ·            ·',
  signedFor: '  ·       ✓     ✓    ✓      ✓            ✓',
  handling: '   ·       ✓     ✓    ✓      ✓            ✓',
  finalGiven: ' ·       ·     ·    ·      ·            ·',
  redo: '       ·       ✓     ✓    ✓      ✓            ✓',
  accepted: '   ·       ·     ·    ·      ·            ·',
  withdrawn: '  ·       ·     ·    ·      ·            ·',
}
const starts = (row: string, at: number) => row.trim().split(/\s+/)[at] === '✓'

test.each(
  DirectiveStatus.options.flatMap((status) =>
    DirectiveAction.options.map((action, at) => [status, action, at] as const),
  ),
)('批示 %s · %s', (status, action, at) =>
  expect(canMoveDirective(status, action)).toBe(starts(directiveMatrix[status], at)),
)
test.each(
  AssignmentStatus.options.flatMap((status) =>
    AssignmentAction.options.map((action, at) => [status, action, at] as const),
  ),
)('转办 %s · %s', (status, action, at) =>
  expect(canMoveAssignment(status, action)).toBe(starts(assignmentMatrix[status], at)),
)
test.each(
  AssignmentStatus.options.flatMap((status) => TaskAction.options.map((action, at) => [status, action, at] as const)),
)('承办 %s · %s', (status, action, at) => expect(canMoveTask(status, action)).toBe(starts(taskMatrix[status], at)))

/** Which roles may do an act at all, by the table of permissions. */
const supervisors = ['supervisor']
const handlers = ['reporter', 'reviewer', 'supervisor']
const signers = ['deputySigner', 'chiefSigner']

test.each([
  ...DirectiveAction.options
    .filter((action) => action !== 'answer')
    .map((action) => [action, directiveMoves[action].need, supervisors] as const),
  ...TaskAction.options.map(
    (action) =>
      [
        action,
        taskMoves[action].need,
        ['signFeedback', 'returnFeedback'].includes(action) ? signers : handlers,
      ] as const,
  ),
])('%s is for %s: %s', (_action, need, roles) =>
  expect(Role.options.filter((role) => holds(role, need))).toEqual(
    Role.options.filter((role) => (roles as readonly string[]).includes(role)),
  ),
)
test('the answer is the leader’s own', () => expect(directiveMoves.answer.need).toBe('leader'))

test.each([
  ['nothing given yet', [], 'registered'],
  ['one under way', ['accepted', 'handling'], 'assigned'],
  ['one waits for the verdict', ['accepted', 'finalGiven'], 'assigned'],
  ['all accepted', ['accepted', 'accepted'], 'inClosing'],
  ['one accepted, one taken back', ['accepted', 'withdrawn'], 'inClosing'],
  ['all taken back', ['withdrawn'], 'registered'],
] as const)('a directive stands where its parts stand: %s', (_reason, parts, status) =>
  expect(statusOfParts(parts)).toBe(status),
)
