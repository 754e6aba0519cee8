import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { SecurityPolicy } from '../../contract/identity.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { newPasswordProblem } from './rules/password.ts'

/** argon2id with the parameters OWASP names; one verification takes some 15 to 30 ms. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const dummyHash = hash(randomBytes(24), strength)

/** Takes the same time when there is no hash to compare with. */
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await dummyHash), password)
  return matches && passwordHash != null
}

/** Gives an account a new password, or refuses: too weak, or one of the last used. */
export async function setPassword(
  cx: Cx,
  account: { id: string; login: string },
  password: string,
  policy: SecurityPolicy,
): Promise<void> {
  const problem = newPasswordProblem(password, account.login, policy)
  if (problem) throw new Refusal(problem.code, problem.data)
  const used = await cx.db
    .selectFrom('password_history')
    .select('password_hash')
    .where('account_id', '=', account.id)
    .orderBy('set_at', 'desc')
    .limit(policy.passwordHistory)
    .execute()
  for (const { password_hash } of used) {
    if (await verify(password_hash, password))
      throw new Refusal('identity.password_used_before', { count: policy.passwordHistory })
  }
  const password_hash = await hash(password, strength)
  await cx.db
    .updateTable('account')
    .set({ password_hash, password_changed_at: cx.now, must_change_password: false })
    .where('id', '=', account.id)
    .execute()
  await cx.db
    .insertInto('password_history')
    .values({ account_id: account.id, password_hash, set_at: cx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'set_at']).doUpdateSet({ password_hash }))
    .execute()
}
