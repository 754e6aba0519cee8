import type { HandlingAction, HandlingStatus, InboxGroup, PieceAction, PieceStatus } from '../../../contract/desk.ts'

/** Acts of the office on one item, acts of others on it (a letter), and what its piece does with it. */
export type HandlingMove =
  | Exclude<HandlingAction, 'comment' | 'share' | 'merge'>
  | 'join'
  | 'leave'
  | 'submit'
  | 'sendBack'
  | 'adopt'
  | 'unadopt'
  | 'publish'
  | 'recall'
  | 'withdraw'
  | 'resend'

interface Move<Status> {
  from: readonly Status[]
  to: Status
}

/** 采编 at the receiving office (domain.md 2.2 B). `join` and `leave` are 合并 and 解除合并; what stands below follows the piece. */
export const moves = {
  receive: { from: ['arrived'], to: 'received' },
  shortlist: { from: ['received'], to: 'shortlisted' },
  unshortlist: { from: ['shortlisted'], to: 'received' },
  edit: { from: ['received', 'shortlisted'], to: 'editing' },
  join: { from: ['received', 'shortlisted', 'editing'], to: 'editing' },
  leave: { from: ['editing'], to: 'editing' },
  reject: { from: ['received', 'shortlisted'], to: 'rejected' },
  decline: { from: ['received', 'shortlisted', 'heldBack'], to: 'declined' },
  holdBack: { from: ['received', 'shortlisted'], to: 'heldBack' },
  archive: { from: ['received', 'shortlisted', 'heldBack', 'declined'], to: 'archived' },
  reopen: { from: ['heldBack', 'declined', 'archived'], to: 'received' },
  submit: { from: ['editing'], to: 'inSecondReview' },
  sendBack: { from: ['inSecondReview'], to: 'editing' },
  adopt: { from: ['inSecondReview', 'adopted'], to: 'adopted' },
  unadopt: { from: ['adopted'], to: 'editing' },
  publish: { from: ['adopted', 'published'], to: 'published' },
  recall: { from: ['published'], to: 'adopted' },
  withdraw: { from: ['arrived'], to: 'withdrawn' },
  resend: { from: ['rejected', 'withdrawn'], to: 'arrived' },
} as const satisfies Record<HandlingMove, Move<HandlingStatus>>

export const canMove = (status: HandlingStatus, move: HandlingMove): boolean =>
  (moves[move].from as readonly HandlingStatus[]).includes(status)

export type PieceMove = PieceAction | 'unadopt' | 'publish' | 'recall' | 'dissolve' | 'revive'

/** 采编稿. `to: null` leaves the state as it is: a piece may be forwarded at any time, and adopted by several publications. */
export const pieceMoves = {
  save: { from: ['editing', 'inSecondReview'], to: null },
  merge: { from: ['editing'], to: null },
  split: { from: ['editing'], to: null },
  setSources: { from: ['editing', 'inSecondReview'], to: null },
  comment: { from: ['editing', 'inSecondReview', 'adopted'], to: null },
  submitForSecondReview: { from: ['editing'], to: 'inSecondReview' },
  sendBack: { from: ['inSecondReview'], to: 'editing' },
  adopt: { from: ['inSecondReview', 'adopted', 'published'], to: null },
  unadopt: { from: ['adopted', 'published'], to: null },
  publish: { from: ['adopted', 'published'], to: 'published' },
  recall: { from: ['published'], to: 'adopted' },
  forward: { from: ['editing', 'inSecondReview', 'adopted', 'published'], to: null },
  dissolve: { from: ['editing'], to: 'dissolved' },
  revive: { from: ['dissolved'], to: 'editing' },
} as const satisfies Record<PieceMove, { from: readonly PieceStatus[]; to: PieceStatus | null }>

export const canMovePiece = (status: PieceStatus, move: PieceMove): boolean =>
  (pieceMoves[move].from as readonly PieceStatus[]).includes(status)

/** What stands behind each tab of the inbox. Together they hold every state but 已撤回, which only 全部 shows. */
export const groups = {
  toReceive: ['arrived'],
  toHandle: ['received'],
  shortlisted: ['shortlisted'],
  editing: ['editing', 'inSecondReview'],
  heldBack: ['heldBack'],
  adopted: ['adopted', 'published'],
  rejected: ['rejected'],
  declined: ['declined'],
  archived: ['archived'],
} as const satisfies Record<Exclude<InboxGroup, 'all'>, readonly HandlingStatus[]>

/** Acts that change no state: a comment or the share mark may be set once the item is received, and stays possible after. */
export const mayComment = (status: HandlingStatus): boolean => status !== 'arrived' && status !== 'withdrawn'
