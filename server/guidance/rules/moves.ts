import type { Permission } from '../../../contract/access.ts'
import type { PaperAction, PaperStatus, ReceiptAction } from '../../../contract/guidance.ts'
import type { PaperKind } from '../../../contract/guidance.letters.ts'

/** A paper at the office that issues it: who may do what in which state. */
export const paperMoves = {
  edit: { need: 'guidance.edit', from: ['draft'], to: null },
  generate: { need: 'guidance.edit', from: ['draft'], to: null },
  issue: { need: 'guidance.issue', from: ['draft'], to: 'issued' },
  remove: { need: 'guidance.edit', from: ['draft'], to: null },
  remind: { need: 'guidance.edit', from: ['issued'], to: null },
  withdraw: { need: 'guidance.issue', from: ['issued'], to: 'withdrawn' },
} as const satisfies Record<PaperAction, { need: Permission; from: readonly PaperStatus[]; to: PaperStatus | null }>

export const mayMovePaper = (paper: { status: PaperStatus; kind: PaperKind }, action: PaperAction): boolean =>
  (paperMoves[action].from as readonly PaperStatus[]).includes(paper.status) &&
  (action !== 'generate' || paper.kind === 'adoption')

/** A paper at a unit. Points may be adapted for the unit's own units, as long as they hold. */
export const receiptMoves = {
  read: { need: 'guidance.receive', when: (receipt) => !receipt.isRead },
  adapt: { need: 'guidance.edit', when: (receipt) => receipt.kind === 'points' && !receipt.isWithdrawn },
} as const satisfies Record<
  ReceiptAction,
  {
    need: Permission
    when: (receipt: { kind: PaperKind; isRead: boolean; isWithdrawn: boolean }) => boolean
  }
>
