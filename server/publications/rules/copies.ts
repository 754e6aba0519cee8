import type { CopySettlement, CopyStatus } from '../../../contract/publications-copies.ts'

/** What may become of a numbered print. A destroyed one stays in the register and nothing else happens to it; a missing one may turn up. */
export const copyMoves = {
  give: { from: ['inStock', 'returned'], to: 'held' },
  takeBack: { from: ['held', 'missing'], to: 'returned' },
  reportMissing: { from: ['inStock', 'held', 'returned'], to: 'missing' },
  destroy: { from: ['inStock', 'returned'], to: 'destroyed' },
} as const satisfies Record<'give' | CopySettlement, { from: readonly CopyStatus[]; to: CopyStatus }>

export type CopyMove = keyof typeof copyMoves

export const canMoveCopy = (status: CopyStatus, move: CopyMove): boolean =>
  (copyMoves[move].from as readonly CopyStatus[]).includes(status)

/** 份号: six digits (GB/T 9704 7.2.1). */
export const copyMark = (number: number): string => String(number).padStart(6, '0')
