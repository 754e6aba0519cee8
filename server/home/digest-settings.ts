import type { DigestSettings } from '../../contract/home.ts'
import { canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSettings, writeSettings } from '../platform/settings.ts'

const prefix = 'digest.'
/** Half an hour before most offices begin; the digest is there when people arrive. */
const standard: DigestSettings = { hour: 8, active: true }

/** When this node makes the daily digests. */
export async function digestSettings(cx: Cx): Promise<DigestSettings> {
  return { ...standard, ...Object.fromEntries(await readSettings(cx.db, prefix)) }
}

export async function showDigestSettings(cx: Cx) {
  return { ...(await digestSettings(cx)), mayChange: canSomewhere(cx.actor, 'setting.manage') }
}

export async function saveDigestSettings(cx: Cx, input: DigestSettings) {
  if (!canSomewhere(cx.actor, 'setting.manage')) throw new Refusal('not_permitted', { need: 'setting.manage' })
  const before = await digestSettings(cx)
  await writeSettings(cx, prefix, input)
  await cx.record('digest.settings_changed', { id: cx.actor.unitId, unitId: cx.actor.unitId }, { before, after: input })
  return { ok: true as const }
}
