import { findTopUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { wakeLine } from './queue-letter.ts'
import { findSelf } from './nodes.ts'
import type { NodeRow } from './nodes.ts'
import { fingerprintOfNode, makeKey, publicKeysOf } from './own-keys.ts'

/** This node with keys for a suite, made when it first meets another: the top of its tree lives here. */
export async function ensureSelf(
  cx: Cx,
  suite: string,
  place?: { code: string; name: string },
): Promise<NodeRow & { fingerprint: string }> {
  const found = await findSelf(cx.db)
  const self = found ?? (await foundSelf(cx, suite, place))
  for (const purpose of ['signing', 'encryption', 'tls'] as const) {
    const keySuite = purpose === 'tls' ? 'std-1' : suite
    const there = await cx.db
      .selectFrom('node_key')
      .select('id')
      .where('node_id', '=', self.id)
      .where('purpose', '=', purpose)
      .where('suite', '=', keySuite)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (there) continue
    await makeKey(cx, self, keySuite, purpose, 'active')
    await wakeLine(cx, 'lines')
  }
  const keys = await publicKeysOf(cx.db, self.id, suite)
  return { ...self, fingerprint: fingerprintOfNode({ code: self.code, suite, keys }) }
}

async function foundSelf(cx: Cx, suite: string, place?: { code: string; name: string }): Promise<NodeRow> {
  const top = await findTopUnit(cx)
  const named = place ?? (top && (await codeOf(cx, top)))
  if (!named) throw new Refusal('node.not_enrolled')
  const row = {
    id: newId(),
    role: 'self' as const,
    state: place ? ('enrolling' as const) : ('active' as const),
    ...named,
    unit_id: place ? null : top!.id,
    suite,
    fingerprint: '',
    enrolled_at: cx.now,
  }
  await cx.db.insertInto('node').values(row).execute()
  const { id, publicKeyPem } = cx.app.signingKey
  await cx.db
    .insertInto('node_key')
    .values({
      node_id: row.id,
      id,
      purpose: 'witness',
      suite: 'std-1',
      state: 'active',
      public_key: publicKeyPem,
      fingerprint: id,
      made_at: cx.now,
    })
    .execute()
  return (await findSelf(cx.db))!
}

async function codeOf(cx: Cx, unit: { id: string; name: string }) {
  const { code } = await cx.db.selectFrom('unit').select('code').where('id', '=', unit.id).executeTakeFirstOrThrow()
  return { code, name: unit.name }
}
