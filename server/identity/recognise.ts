import { sql } from 'kysely'
import { policyBounds } from '../../contract/security-policy.ts'
import type { PolicyKey } from '../../contract/security-policy.ts'
import { addressAllowed } from './admin-addresses.ts'
import { findActor } from '../organisations/index.ts'
import type { App } from '../platform/command.ts'
import type { Recognise } from '../platform/http.ts'
import { sha256 } from '../platform/ids.ts'
import { settingKey } from './policy.ts'
import { mustHaveSecondFactor } from './second-factors.ts'

interface Found {
  id: string
  personId: string
  provedAt: Date | null
  seenAt: Date | null
  mustChange: boolean
  isStrong: boolean
  factorLevel: number
}

/**
 * Who is asking: one statement for the session or token, one for the actor. Nothing is remembered between requests,
 * so a disabled account, an ended post or a revoked token is out at the next one.
 */
export const recognise: Recognise = async (app, proof) => {
  const now = app.clock()
  const found =
    proof.bearer !== undefined
      ? await byToken(app, proof.bearer, now)
      : proof.cookie
        ? await bySession(app, proof.cookie, now)
        : undefined
  if (!found) return null
  const actor = await findActor(app.db, found.personId, now, found.provedAt)
  if (!actor || !(await addressAllowed(app.db, actor, proof.address))) return null
  const table = proof.bearer === undefined ? 'session' : 'access_token'
  // once a minute is enough; what a page fetches by itself does not keep a deserted desk signed in
  if (!proof.unattended && (!found.seenAt || now.getTime() - found.seenAt.getTime() > 60_000)) {
    if (table === 'session')
      await app.db.updateTable('session').set({ last_seen_at: now }).where('id', '=', found.id).execute()
    else await app.db.updateTable('access_token').set({ last_used_at: now }).where('id', '=', found.id).execute()
  }
  return {
    actor,
    sessionId: table === 'session' ? found.id : null,
    first: found.mustChange
      ? 'changePassword'
      : !found.isStrong && mustHaveSecondFactor(app, actor, found.factorLevel)
        ? 'addSecondFactor'
        : null,
  }
}

const setting = (key: PolicyKey) =>
  sql`coalesce((select value::int from setting where key = ${settingKey(key)}), ${policyBounds[key].start}::int)`

async function bySession(app: App, cookie: string, now: Date): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select s.id, a.person_id as "personId", s.proved_at as "provedAt", s.last_seen_at as "seenAt",
           a.must_change_password or a.password_changed_at < ${now}::timestamptz - ${setting('passwordDays')} * interval '1 day' as "mustChange",
           s.is_strong as "isStrong", ${setting('secondFactorLevel')} as "factorLevel"
    from session s join account a on a.id = s.account_id
    where s.token_hash = ${sha256(cookie)} and s.ended_at is null and a.disabled_at is null and s.expires_at > ${now}
      and s.last_seen_at > ${now}::timestamptz - ${setting('idleMinutes')} * interval '1 minute'`.execute(app.db)
  return rows[0]
}

/** A token has its own end and no password: it proves nothing for acts of weight, and outlives a password that must be changed. Who made it had shown a second factor. */
async function byToken(app: App, token: string, now: Date): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select t.id, a.person_id as "personId", null::timestamptz as "provedAt", t.last_used_at as "seenAt", false as "mustChange", true as "isStrong", 0 as "factorLevel"
    from access_token t join account a on a.id = t.account_id
    where t.token_hash = ${sha256(token)} and t.revoked_at is null and a.disabled_at is null and t.expires_at > ${now}`.execute(
    app.db,
  )
  return rows[0]
}
