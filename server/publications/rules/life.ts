import type { Permission } from '../../../contract/access.ts'
import type { IssueAction, IssueStatus } from '../../../contract/publications.ts'

/** 组稿 → 预发布 → 签发 → 发布 → 归档, and the ways back (domain.md 2.2 C). `to` null: the issue stays or goes. */
export const moves = {
  arrange: { from: ['draft'], to: 'draft', need: 'issue.compose' },
  preRelease: { from: ['draft'], to: 'preReleased', need: 'issue.compose' },
  backToDraft: { from: ['preReleased'], to: 'draft', need: 'issue.compose' },
  sign: { from: ['preReleased'], to: 'signed', need: 'issue.sign' },
  release: { from: ['signed'], to: 'released', need: 'issue.approve' },
  addRecipients: { from: ['released', 'archived'], to: null, need: 'issue.approve' },
  urge: { from: ['released'], to: null, need: 'issue.compose' },
  keepCopies: { from: ['signed', 'released', 'archived', 'voided'], to: null, need: 'issue.compose' },
  archive: { from: ['released'], to: 'archived', need: 'issue.compose' },
  void: { from: ['signed', 'released', 'archived'], to: 'voided', need: 'issue.sign' },
  discard: { from: ['draft', 'preReleased'], to: null, need: 'issue.compose' },
  correct: { from: ['voided'], to: null, need: 'issue.compose' },
  print: { from: ['draft', 'preReleased', 'signed', 'released', 'archived', 'voided'], to: null, need: 'issue.read' },
} as const satisfies Record<IssueAction, { from: readonly IssueStatus[]; to: IssueStatus | null; need: Permission }>

export const canMove = (status: IssueStatus, action: IssueAction): boolean =>
  (moves[action].from as readonly IssueStatus[]).includes(status)

/** Nobody signs the issue they composed (四眼). */
export const maySign = (actorId: string, editorId: string): boolean => actorId !== editorId
