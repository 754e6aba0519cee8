import type { Cx } from '../platform/command.ts'
import type { Refusal } from '../platform/refusal.ts'
import { passwordMatches, setPassword } from './passwords.ts'
import { readPolicy } from './policy.ts'
import { tryPassword } from './try-password.ts'

interface Here {
  sessionId: string
  address: string
}

/** Acts of weight ask for the password again. Returns a refusal so that the failed try commits. */
export async function prove(cx: Cx, here: Here, password: string): Promise<Refusal | undefined> {
  const account = await ownAccount(cx)
  const refusal = await tryOwn(cx, here, account, password, 'prove')
  if (!refusal) await cx.db.updateTable('session').set({ proved_at: cx.now }).where('id', '=', here.sessionId).execute()
  return refusal
}

/** 修改口令: the other sessions end, for they may be why it is changed. Returns a refusal so that the failed try commits. */
export async function changePassword(
  cx: Cx,
  here: Here,
  input: { current: string; next: string },
): Promise<Refusal | undefined> {
  const account = await ownAccount(cx)
  const refusal = await tryOwn(cx, here, account, input.current, 'changePassword')
  if (refusal) return refusal
  await setPassword(cx, account, input.next, await readPolicy(cx.db))
  await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('account_id', '=', account.id)
    .where('id', '<>', here.sessionId)
    .where('ended_at', 'is', null)
    .execute()
  await cx.db.updateTable('session').set({ proved_at: cx.now }).where('id', '=', here.sessionId).execute()
  await cx.record('account.password_changed', { id: account.id, unitId: cx.actor.unitId })
  return undefined
}

export const ownAccount = (cx: Cx) =>
  cx.db.selectFrom('account').selectAll().where('person_id', '=', cx.actor.personId).executeTakeFirstOrThrow()

async function tryOwn(
  cx: Cx,
  here: Here,
  account: { id: string; login: string; password_hash: string | null },
  password: string,
  at: 'prove' | 'changePassword',
) {
  const matches = await passwordMatches(account.password_hash, password)
  return tryPassword(
    cx,
    { login: account.login, account: { id: account.id, unitId: cx.actor.unitId }, matches, address: here.address, at },
    await readPolicy(cx.db),
  )
}
