import type { HandlingStatus, PieceStatus } from '../../contract/desk.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

/** How each state of an item and of a piece looks. */
export const handlingTones: Record<HandlingStatus, Tone> = {
  arrived: 'amber',
  received: 'blue',
  shortlisted: 'violet',
  editing: 'blue',
  inSecondReview: 'amber',
  adopted: 'green',
  published: 'green',
  rejected: 'red',
  declined: 'neutral',
  heldBack: 'violet',
  archived: 'neutral',
  withdrawn: 'neutral',
}
export const pieceTones: Record<PieceStatus, Tone> = {
  editing: 'blue',
  inSecondReview: 'amber',
  adopted: 'green',
  published: 'green',
  dissolved: 'neutral',
}

export const handlingWord = (status: HandlingStatus): string => t(`desk.status.${status}`)
export const pieceWord = (status: PieceStatus): string => t(`desk.piece_status.${status}`)

/** What happened, in words: 'handling.received' → 签收. */
export const eventWord = (kind: string): string => tMaybe(`desk.event.${kind}`, kind)

/** The part of an event that a reader wants to see under it. */
export function eventDetail(data: Record<string, unknown>): string {
  const parts = [
    data.reasonName,
    data.reasonText,
    data.advice,
    data.publicationName,
    data.columnName,
    data.issueLabel,
    data.ground,
    Array.isArray(data.units) ? data.units.join('、') : undefined,
  ]
  return parts.filter((part): part is string => typeof part === 'string' && part !== '').join('　')
}
