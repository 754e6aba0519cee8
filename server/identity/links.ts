import type { AdminRole } from '../../contract/identity.ts'
import type { Cx } from '../platform/command.ts'
import { newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'

type For = { purpose: 'setUp'; role: AdminRole } | { purpose: 'resetPassword'; accountId: string }

const lifeHours = 24

/** A one-time link of 24 hours; an earlier unused one for the same is void. Only the hash is kept, so its path can be shown but once. */
export async function issueLink(cx: Cx, what: For) {
  const token = newSecret()
  const expiresAt = new Date(cx.now.getTime() + lifeHours * 3_600_000)
  const role = what.purpose === 'setUp' ? what.role : null
  const account_id = what.purpose === 'resetPassword' ? what.accountId : null
  await cx.db
    .updateTable('one_time_link')
    .set({ expires_at: cx.now })
    .where('purpose', '=', what.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', cx.now)
    .where((eb) => (role ? eb('role', '=', role) : eb('account_id', '=', account_id)))
    .execute()
  await cx.db
    .insertInto('one_time_link')
    .values({
      token_hash: sha256(token),
      purpose: what.purpose,
      role,
      account_id,
      created_at: cx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { path: `/setup/${token}`, expiresAt: expiresAt.toISOString() }
}

/** An unused link that has not expired; all else is alike to the outside. */
export async function loadLink(cx: Cx, token: string) {
  const link = await cx.db
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', cx.now)
    .executeTakeFirst()
  if (!link) throw new Refusal('identity.link_invalid')
  return link
}

/** Uses a link up: of two who come at the same time, one gets it. */
export async function takeLink(cx: Cx, token: string, purpose: For['purpose']) {
  const link = await cx.db
    .updateTable('one_time_link')
    .set({ used_at: cx.now })
    .where('token_hash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', cx.now)
    .returning(['role', 'account_id as accountId'])
    .executeTakeFirst()
  if (!link) throw new Refusal('identity.link_invalid')
  return link
}
