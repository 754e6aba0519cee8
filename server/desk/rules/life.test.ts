import { describe, expect, test } from 'vitest'
import { HandlingStatus, PieceStatus } from '../../../contract/desk.ts'
import { canMove, canMovePiece, groups, mayComment, moves, pieceMoves } from './life.ts'
import type { HandlingMove, PieceMove } from './life.ts'

// Columns in the order of `columns`; ✓ may, · may not.
const columns: HandlingMove[] = [
  'receive',
  'shortlist',
  'unshortlist',
  'edit',
  'join',
  'leave',
  'reject',
  'decline',
  'holdBack',
  'archive',
  'reopen',
  'submit',
  'sendBack',
  'adopt',
  'unadopt',
  'publish',
  'recall',
  'withdraw',
  'resend',
]
const matrix: Record<HandlingStatus, string> = {
  //              rec sho uns edi joi lea rej dec hol arc reo sub sen ado una pub rcl wit res
  arrived: '       ✓   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ·',
  received: '      ·   ✓   ·   ✓   ✓   ·   ✓   ✓   ✓   ✓   ·   ·   ·   ·   ·   ·   ·   ·   ·',
  shortlisted: '   ·   ·   ✓   ✓   ✓   ·   ✓   ✓   ✓   ✓   ·   ·   ·   ·   ·   ·   ·   ·   ·',
  editing: '       ·   ·   ·   ·   ✓   ✓   ·   ·   ·   ·   ·   ✓   ·   ·   ·   ·   ·   ·   ·',
  inSecondReview: '·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ✓   ·   ·   ·   ·   ·',
  adopted: '       ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ✓   ✓   ·   ·   ·',
  published: '     ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ✓   ·   ·',
  rejected: '      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓',
  declined: '      ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ✓   ·   ·   ·   ·   ·   ·   ·   ·',
  heldBack: '      ·   ·   ·   ·   ·   ·   ·   ✓   ·   ✓   ✓   ·   ·   ·   ·   ·   ·   ·   ·',
  archived: '      ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ·   ·   ·   ·   ·   ·   ·   ·',
  withdrawn: '     ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓',
}

describe('handling', () => {
  test.each(HandlingStatus.options)('%s', (status) => {
    const row = matrix[status].trim().split(/\s+/)
    expect(columns.map((move) => (canMove(status, move) ? '✓' : '·'))).toEqual(row)
  })
  test('the matrix asks for every move', () => expect([...columns].sort()).toEqual(Object.keys(moves).sort()))
  test('every state but 已撤回 stands in exactly one tab', () => {
    expect(Object.values(groups).flat().toSorted()).toEqual(
      HandlingStatus.options.filter((status) => status !== 'withdrawn').sort(),
    )
  })
  test('a comment before the receipt would tell that it was read', () =>
    expect(HandlingStatus.options.filter((status) => !mayComment(status))).toEqual(['arrived', 'withdrawn']))
})

const pieceColumns: PieceMove[] = [
  'save',
  'merge',
  'split',
  'setSources',
  'submitForSecondReview',
  'sendBack',
  'adopt',
  'unadopt',
  'publish',
  'recall',
  'forward',
  'dissolve',
  'revive',
  'comment',
]
const pieceMatrix: Record<PieceStatus, string> = {
  //              sav mer spl set sub sen ado una pub rec for dis rev com
  editing: '       ✓   ✓   ✓   ✓   ✓   ·   ·   ·   ·   ·   ✓   ✓   ·   ✓',
  inSecondReview: '✓   ·   ·   ✓   ·   ✓   ✓   ·   ·   ·   ✓   ·   ·   ✓',
  adopted: '       ·   ·   ·   ·   ·   ·   ✓   ✓   ✓   ·   ✓   ·   ·   ✓',
  published: '     ·   ·   ·   ·   ·   ·   ✓   ✓   ✓   ✓   ✓   ·   ·   ·',
  dissolved: '     ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ✓   ·',
}

describe('piece', () => {
  test.each(PieceStatus.options)('%s', (status) => {
    expect(pieceColumns.map((move) => (canMovePiece(status, move) ? '✓' : '·'))).toEqual(
      pieceMatrix[status].trim().split(/\s+/),
    )
  })
  test('the matrix asks for every move', () => expect([...pieceColumns].sort()).toEqual(Object.keys(pieceMoves).sort()))
})
