import type { Permission } from '../../../contract/access.ts'
import type {
  BulletinAction,
  BulletinStatus,
  FactAction,
  FactStatus,
  PeriodAction,
  PeriodStatus,
  SchemeAction,
  SchemeStatus,
} from '../../../contract/assessment.ts'

type Moves<Action extends string, Status extends string> = Record<
  Action,
  { from: readonly Status[]; to: Status | null; need: Permission }
>

/** 草拟 → 试算 → 批准 → 施行 → 停用. `to` null: it stays or goes. */
export const schemeMoves = {
  save: { from: ['draft'], to: null, need: 'assessment.manage' },
  tryOut: { from: ['draft'], to: 'trial', need: 'assessment.manage' },
  backToDraft: { from: ['trial', 'approved'], to: 'draft', need: 'assessment.manage' },
  approve: { from: ['trial'], to: 'approved', need: 'assessment.approve' },
  enforce: { from: ['approved'], to: 'inForce', need: 'assessment.approve' },
  retire: { from: ['inForce'], to: 'retired', need: 'assessment.approve' },
  discard: { from: ['draft'], to: null, need: 'assessment.manage' },
} as const satisfies Moves<SchemeAction, SchemeStatus>

/** An entry made by hand: 待复核 → 生效, by a second person. */
export const factMoves = {
  confirm: { from: ['pending'], to: 'effective', need: 'assessment.read' },
  refuse: { from: ['pending'], to: 'refused', need: 'assessment.read' },
  withdraw: { from: ['pending', 'effective'], to: 'withdrawn', need: 'assessment.manage' },
} as const satisfies Moves<FactAction, FactStatus>

/** 结算中 → 公示 → 封账. After that only amendments. */
export const periodMoves = {
  post: { from: ['open'], to: 'posted', need: 'assessment.manage' },
  takeBack: { from: ['posted'], to: 'open', need: 'assessment.manage' },
  close: { from: ['posted'], to: 'closed', need: 'assessment.approve' },
  amend: { from: ['closed'], to: null, need: 'assessment.manage' },
  draftBulletin: { from: ['closed'], to: null, need: 'assessment.manage' },
  discard: { from: ['open'], to: null, need: 'assessment.manage' },
} as const satisfies Moves<PeriodAction, PeriodStatus>

/** 草稿 → 签发 → 印发. */
export const bulletinMoves = {
  save: { from: ['draft'], to: null, need: 'assessment.manage' },
  redraft: { from: ['draft'], to: null, need: 'assessment.manage' },
  sign: { from: ['draft'], to: 'signed', need: 'assessment.approve' },
  release: { from: ['signed'], to: 'released', need: 'assessment.approve' },
  discard: { from: ['draft'], to: null, need: 'assessment.manage' },
} as const satisfies Moves<BulletinAction, BulletinStatus>

/** Is this act possible in this state? */
export const canMove = <Action extends string>(
  moves: Record<Action, { from: readonly string[] }>,
  status: string,
  action: Action,
): boolean => moves[action].from.includes(status)

/** 四眼: nobody approves, confirms or signs what they wrote themselves. */
export const isSecondPerson = (actorId: string, authorId: string): boolean => actorId !== authorId
