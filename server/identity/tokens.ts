import type { Cx } from '../platform/command.ts'
import { requireFreshProof } from '../platform/command.ts'
import { newId, newSecret, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { ownAccount } from './own-password.ts'
import { readPolicy } from './policy.ts'

/** My access tokens, also those that have ended: one sees what was used until when. */
export async function listTokens(cx: Cx) {
  const account = await ownAccount(cx)
  const rows = await cx.db
    .selectFrom('access_token')
    .selectAll()
    .where('account_id', '=', account.id)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  const { tokenMaxDays } = await readPolicy(cx.db)
  return {
    maxDays: tokenMaxDays,
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
    })),
  }
}

/** A token acts as the person, but proves nothing: acts of weight stay closed to it. Only its hash is kept. */
export async function createToken(cx: Cx, input: { name: string; days: number }) {
  requireFreshProof(cx)
  const { tokenMaxDays } = await readPolicy(cx.db)
  if (input.days > tokenMaxDays) throw new Refusal('identity.token_too_long', { max: tokenMaxDays })
  const account = await ownAccount(cx)
  const token = `zx_${newSecret()}`
  const row = {
    id: newId(),
    account_id: account.id,
    name: input.name,
    token_hash: sha256(token),
    created_at: cx.now,
    expires_at: new Date(cx.now.getTime() + input.days * 86_400_000),
  }
  await cx.db.insertInto('access_token').values(row).execute()
  await cx.record(
    'account.token_created',
    { id: account.id, unitId: cx.actor.unitId },
    { name: input.name, days: input.days },
  )
  return { id: row.id, token, expiresAt: row.expires_at.toISOString() }
}

export async function revokeToken(cx: Cx, tokenId: string) {
  const account = await ownAccount(cx)
  const revoked = await cx.db
    .updateTable('access_token')
    .set({ revoked_at: cx.now })
    .where('id', '=', tokenId)
    .where('account_id', '=', account.id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!revoked) throw new Refusal('not_found')
  await cx.record('account.token_revoked', { id: account.id, unitId: cx.actor.unitId }, { name: revoked.name })
}
