import type { AccountAction, AccountStatus } from '../../../contract/identity.ts'

/** In which states of an account each act is possible. */
export const moves = {
  disable: { from: ['active', 'invited', 'locked'] },
  enable: { from: ['disabled'] },
  unlock: { from: ['locked'] },
  issueResetLink: { from: ['active', 'invited', 'locked'] },
} as const satisfies Record<AccountAction, { from: readonly AccountStatus[] }>

/** The one state shown for an account: what keeps the person out longest comes first. */
export function statusOf(
  account: { disabledAt: Date | null; hasPassword: boolean; lockedUntil: Date | null },
  now: Date,
): AccountStatus {
  if (account.disabledAt) return 'disabled'
  if (account.lockedUntil && account.lockedUntil > now) return 'locked'
  return account.hasPassword ? 'active' : 'invited'
}

/** Nobody disables their own account: the last administrator would lock the door from outside. */
export const actionsFor = (status: AccountStatus, own: boolean): AccountAction[] =>
  (Object.keys(moves) as AccountAction[]).filter(
    (action) => (moves[action].from as readonly AccountStatus[]).includes(status) && !(own && action === 'disable'),
  )
