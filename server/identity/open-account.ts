import { Login } from '../../contract/identity.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { setPassword } from './passwords.ts'
import { readPolicy } from './policy.ts'

/** Gives a person an account. Without a password it waits for the one-time link (`invited`). Names are unique in any case of letters (SEC-01). */
export async function openAccount(
  cx: Cx,
  input: { personId: string; unitId: string; login: string; password?: string },
): Promise<string> {
  const login = Login.parse(input.login)
  const taken = await cx.db
    .selectFrom('account')
    .select(['login', 'person_id'])
    .where((eb) => eb.or([eb('login', '=', login), eb('person_id', '=', input.personId)]))
    .executeTakeFirst()
  if (taken)
    throw new Refusal(taken.person_id === input.personId ? 'identity.has_account' : 'identity.login_taken', { login })
  const id = newId()
  const made = await cx.db
    .insertInto('account')
    .values({
      id,
      person_id: input.personId,
      login,
      password_hash: null,
      password_changed_at: cx.now,
      created_at: cx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Refusal('identity.login_taken', { login }) // someone was faster
  if (input.password !== undefined) await setPassword(cx, { id, login }, input.password, await readPolicy(cx.db))
  await cx.record('account.created', { id, unitId: input.unitId }, { login })
  return id
}
