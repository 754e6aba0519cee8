import { policyBounds } from '../../contract/security-policy.ts'
import type { SecurityPolicy } from '../../contract/identity.ts'
import type { PolicyKey } from '../../contract/security-policy.ts'
import { can } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import { scannerState } from '../platform/late-scan.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSettings, writeSettings } from '../platform/settings.ts'

const prefix = 'identity.'
/** Settings are of the node: their events stand under this id. */
export const settingsId = '00000000-0000-0000-0000-000000000001'

/** The numbers in force: rows of `setting`, and the starting value where nobody has set one. */
export async function readPolicy(db: Database | Tx): Promise<SecurityPolicy> {
  const set = await readSettings(db, prefix)
  return Object.fromEntries(
    Object.entries(policyBounds).map(([key, { start }]) => [key, Number(set.get(key) ?? start)]),
  ) as SecurityPolicy
}

export const settingKey = (key: PolicyKey): string => prefix + key

export async function showSettings(cx: Cx) {
  requireSettingsReader(cx)
  return { policy: await readPolicy(cx.db), canManage: managesNode(cx.actor) }
}

/** 病毒查杀: whether it works, for those who read the settings. */
export async function showScanner(cx: Cx) {
  requireSettingsReader(cx)
  return scannerState(cx)
}

/** The security administrator and the auditor read what the system administrator set. */
export function requireSettingsReader(cx: Cx) {
  const mayRead = cx.actor.grants.some((grant) => grant.role === 'securityAdmin' || grant.role === 'auditor')
  if (!mayRead && !managesNode(cx.actor)) throw new Refusal('not_permitted', { need: 'setting.manage' })
}

/** Changes the numbers of this node; the event keeps what was before. */
export async function saveSettings(cx: Cx, next: SecurityPolicy): Promise<SecurityPolicy> {
  if (!managesNode(cx.actor)) throw new Refusal('not_permitted', { need: 'setting.manage' })
  const before = await readPolicy(cx.db)
  const changed = (Object.keys(policyBounds) as PolicyKey[]).filter((key) => before[key] !== next[key])
  if (changed.length === 0) return next
  await writeSettings(cx, prefix, Object.fromEntries(changed.map((key) => [key, next[key]])))
  await cx.record(
    'setting.changed',
    { id: settingsId, unitId: cx.actor.unitId },
    { changed: Object.fromEntries(changed.map((key) => [key, { from: before[key], to: next[key] }])) },
  )
  return next
}

/** Settings hold for the whole node, so the permission must hold at its top unit. */
export const managesNode = (actor: Actor) => can(actor, 'setting.manage', `/${actor.unitPath.split('/')[1]}/`)
