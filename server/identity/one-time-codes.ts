import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import type { Cx } from '../platform/command.ts'
import { newId, sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { ownAccount } from './own-password.ts'

/** 动态口令 (RFC 6238): begins with a secret that counts only after its first right code. */
export async function startTotp(cx: Cx, input: { name: string }) {
  const account = await ownAccount(cx)
  const secret = generateSecret()
  await cx.db
    .deleteFrom('second_factor')
    .where('account_id', '=', account.id)
    .where('confirmed_at', 'is', null)
    .execute()
  const id = newId()
  await cx.db
    .insertInto('second_factor')
    .values({
      id,
      account_id: account.id,
      kind: 'totp',
      name: input.name,
      secret_sealed: cx.app.vault.seal(Buffer.from(secret)),
      created_at: cx.now,
    })
    .execute()
  return { id, secret, uri: generateURI({ issuer: '政信', label: account.login, secret }) }
}

export async function confirmTotp(cx: Cx, sessionId: string, input: { id: string; code: string }) {
  const account = await ownAccount(cx)
  const factor = await cx.db
    .selectFrom('second_factor')
    .selectAll()
    .where('id', '=', input.id)
    .where('account_id', '=', account.id)
    .where('kind', '=', 'totp')
    .where('confirmed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!factor) throw new Refusal('not_found')
  if (input.code.length !== 6 || !(await takeCode(cx, [factor], input.code))) throw new Refusal('identity.wrong_code')
  await cx.db.updateTable('second_factor').set({ confirmed_at: cx.now }).where('id', '=', factor.id).execute()
  return factorAdded(cx, account.id, sessionId, { kind: 'totp', name: factor.name })
}

/** The session that added a factor has shown it. Recovery codes come with the first factor, and once only. */
export async function factorAdded(
  cx: Cx,
  accountId: string,
  sessionId: string,
  factor: { kind: string; name: string },
) {
  await cx.db.updateTable('session').set({ is_strong: true }).where('id', '=', sessionId).execute()
  await cx.record('account.factor_added', { id: accountId, unitId: cx.actor.unitId }, factor)
  const has = await cx.db
    .selectFrom('recovery_code')
    .select('code_hash')
    .where('account_id', '=', accountId)
    .limit(1)
    .execute()
  return { recoveryCodes: has.length === 0 ? await renewCodes(cx, accountId) : null }
}

interface Totp {
  id: string
  secret_sealed: Buffer | null
  last_step: string | number | bigint | null
}

/** Is this the code of one of them now, half a minute sooner or later, and not used before? Remembers its time step. */
export async function takeCode(cx: Cx, factors: Totp[], code: string): Promise<boolean> {
  for (const factor of factors) {
    if (!factor.secret_sealed) continue
    const result = verifySync({
      secret: cx.app.vault.open(factor.secret_sealed).toString(),
      token: code,
      epoch: Math.floor(cx.now.getTime() / 1000),
      epochTolerance: 30,
      ...(factor.last_step === null ? {} : { afterTimeStep: Number(factor.last_step) }),
    })
    if (!result.valid || !('timeStep' in result)) continue
    const taken = await cx.db
      .updateTable('second_factor')
      .set({ last_step: result.timeStep, last_used_at: cx.now })
      .where('id', '=', factor.id)
      .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', result.timeStep)]))
      .executeTakeFirst()
    if (taken.numUpdatedRows === 1n) return true
  }
  return false
}

/** Each recovery code opens once. */
export async function takeRecoveryCode(cx: Cx, accountId: string, code: string): Promise<boolean> {
  const used = await cx.db
    .updateTable('recovery_code')
    .set({ used_at: cx.now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', sha256(code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // none that look alike

/** Ten new recovery codes; the old ones are void. Only their hashes are kept. */
export async function renewCodes(cx: Cx, accountId: string): Promise<string[]> {
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  const codes = Array.from({ length: 10 }, () => [four(), four(), four()].join('-'))
  await cx.db.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await cx.db
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ account_id: accountId, code_hash: sha256(code) })))
    .execute()
  return codes
}
