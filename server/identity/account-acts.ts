import type { AccountAction, AccountRow } from '../../contract/identity.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { within } from '../platform/access.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadAccount, requireManager } from './accounts.ts'
import { issueLink } from './links.ts'
import { openAccount } from './open-account.ts'
import { moves } from './rules/account.ts'
import { clearGuard } from './try-password.ts'

/** 开立账号: the administrator never knows the password; the person chooses it by the link. */
export async function createAccount(cx: Cx, input: { personId: string; login: string }) {
  requireManager(cx)
  const post = await cx.db
    .selectFrom('post')
    .select('unit_id')
    .where('person_id', '=', input.personId)
    .where('valid_to', 'is', null)
    .where(within(cx.actor, 'account.manage', 'post.unit_id'))
    .orderBy('is_main', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!post) throw new Refusal('not_found')
  const id = await openAccount(cx, { ...input, unitId: post.unit_id })
  const link = await issueLink(cx, { purpose: 'resetPassword', accountId: id })
  return { account: await changed(cx, id, post.unit_id), link }
}

/** 停用: out at once, everywhere (SEC-05). Tokens are gone for good, so that enabling the account does not bring them back. */
export async function disableAccount(cx: Cx, id: string): Promise<AccountRow> {
  const account = await lockAccount(cx, id, 'disable')
  if (account.personId === cx.actor.personId) throw new Refusal('identity.own_account')
  await cx.db.updateTable('account').set({ disabled_at: cx.now }).where('id', '=', id).execute()
  await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('account_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  await cx.db
    .updateTable('access_token')
    .set({ revoked_at: cx.now })
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  return done(cx, account, 'account.disabled')
}

export async function enableAccount(cx: Cx, id: string): Promise<AccountRow> {
  const account = await lockAccount(cx, id, 'enable')
  await cx.db.updateTable('account').set({ disabled_at: null }).where('id', '=', id).execute()
  return done(cx, account, 'account.enabled')
}

export async function unlockAccount(cx: Cx, id: string): Promise<AccountRow> {
  const account = await lockAccount(cx, id, 'unlock')
  await clearGuard(cx, account)
  await clearGuard(cx, { login: account.login, at: 'secondFactor' })
  return done(cx, account, 'account.unlocked')
}

/** The old password works until the link is used. Whoever holds the link becomes that person, so the administrator proves to be there. */
export async function issueResetLink(cx: Cx, id: string) {
  requireFreshProof(cx)
  const account = await lockAccount(cx, id, 'issueResetLink')
  const link = await issueLink(cx, { purpose: 'resetPassword', accountId: id })
  await cx.record('account.reset_link_issued', { id, unitId: account.unitId! }, { login: account.login })
  return link
}

async function lockAccount(cx: Cx, id: string, action: AccountAction): Promise<AccountRow> {
  requireManager(cx)
  await cx.db.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute()
  const account = await loadAccount(cx, id)
  if (!(moves[action].from as readonly string[]).includes(account.status))
    throw new Refusal('identity.wrong_state', { status: account.status })
  return account
}

async function done(cx: Cx, account: AccountRow, kind: string): Promise<AccountRow> {
  await cx.record(kind, { id: account.id, unitId: account.unitId! }, { login: account.login })
  return changed(cx, account.id, account.unitId!)
}

function changed(cx: Cx, id: string, unitId: string) {
  cx.tell('identity', unitId)
  return loadAccount(cx, id)
}
