import { NodeKeysChanged } from '../../contract/letters.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadNodeForAct, placeOf } from './enrolment.ts'
import { neighbours } from './known-nodes.ts'
import { keyFingerprint, makeKey, requireSelf } from './own-keys.ts'
import { wakeLine } from './queue-letter.ts'
import { sendLetter } from './send-letter.ts'

/**
 * 轮换密钥: a new key of this node, told on every line by a letter that the old key still signs; from the next letter on the new one
 * counts. A new certificate is shown when all lines know of it. Old encryption keys stay: letters may be sealed to them.
 */
export async function rotateKeys(cx: Cx, input: { purpose: 'signing' | 'encryption' | 'tls' }) {
  const self = await requireSelf(cx)
  requirePermission(cx, 'unit.read', 'node.manage', await placeOf(cx, self))
  const old = await cx.db
    .selectFrom('node_key')
    .select(['id', 'suite'])
    .where('node_id', '=', self.id)
    .where('purpose', '=', input.purpose)
    .where('state', '=', 'active')
    .execute()
  const made = []
  for (const { id, suite } of old) {
    if (input.purpose !== 'tls')
      await cx.db
        .updateTable('node_key')
        .set({ state: 'retired', retired_at: cx.now })
        .where('node_id', '=', self.id)
        .where('id', '=', id)
        .execute()
    made.push(await makeKey(cx, self, suite, input.purpose, input.purpose === 'tls' ? 'next' : 'active'))
  }
  const keys = made.map(({ fingerprint: _, ...key }) => ({ ...key, purpose: input.purpose }))
  for (const neighbour of await neighbours(cx))
    await sendLetter(cx, {
      kind: 'node.keysChanged',
      fromUnitId: neighbour.ownUnitId,
      toUnitId: neighbour.unitId,
      objectId: self.id,
      body: { nodeId: self.id, keys },
      priority: 0,
    })
  await cx.record('node.keys_rotated', { id: self.id, unitId: self.unit_id ?? cx.actor.unitId }, input)
  await wakeLine(cx, 'lines')
  cx.tell('exchange', '*')
  return { keyId: made[0]!.id, fingerprint: made[0]!.fingerprint }
}

/** Letter node.keysChanged: signed by the key it replaces, so it counts. A certificate is accepted beside the old one until that ends. */
export async function hearKeysChanged(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { nodeId, keys } = NodeKeysChanged.parse(letter.body)
  if (nodeId !== letter.viaNodeId) throw new Refusal('not_permitted', { need: 'node.manage' })
  const node = await cx.db.selectFrom('node').select('code').where('id', '=', nodeId).executeTakeFirstOrThrow()
  for (const key of keys) {
    if (!key.id.startsWith(`${node.code}#`)) throw new Refusal('not_permitted', { need: 'node.manage' })
    if (key.purpose !== 'tls')
      await cx.db
        .updateTable('node_key')
        .set({ state: 'retired', retired_at: cx.now })
        .where('node_id', '=', nodeId)
        .where('purpose', '=', key.purpose)
        .where('suite', '=', key.suite)
        .where('state', '=', 'active')
        .execute()
    await cx.db
      .insertInto('node_key')
      .values({
        node_id: nodeId,
        id: key.id,
        purpose: key.purpose,
        suite: key.suite,
        state: key.purpose === 'tls' ? 'next' : 'active',
        public_key: key.publicKey,
        fingerprint: keyFingerprint(key),
        made_at: cx.now,
        expires_at: key.expiresAt,
      })
      .onConflict((oc) => oc.columns(['node_id', 'id']).doNothing())
      .execute()
  }
  await cx.record('node.keys_changed', { id: nodeId, unitId: letter.toUnitId }, { keyIds: keys.map((key) => key.id) })
  await wakeLine(cx, 'lines')
}

/** All lines know the new certificate: it is shown from now on. */
export async function adoptCertificate(cx: Cx): Promise<boolean> {
  const next = await cx.db
    .selectFrom('node_key')
    .innerJoin('node', 'node.id', 'node_key.node_id')
    .select(['node_key.id', 'node_id'])
    .where('node.role', '=', 'self')
    .where('purpose', '=', 'tls')
    .where('node_key.state', '=', 'next')
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  if (!next) return false
  const untold = await cx.db
    .selectFrom('outbox')
    .innerJoin('letter', 'letter.id', 'outbox.letter_id')
    .innerJoin('node', 'node.id', 'outbox.node_id')
    .select('letter.id')
    .where('letter.kind', '=', 'node.keysChanged')
    .where('acked_at', 'is', null)
    .where('node.state', '=', 'active')
    .limit(1)
    .executeTakeFirst()
  if (untold) return false
  const tls = cx.db.updateTable('node_key').where('node_id', '=', next.node_id).where('purpose', '=', 'tls')
  await tls.where('state', '=', 'active').set({ state: 'retired', retired_at: cx.now }).execute()
  await tls.where('id', '=', next.id).set({ state: 'active' }).execute()
  return true
}

/** 吊销密钥: whatever is signed with it, or shown by it, is refused from now on. The node needs a new invitation when none is left. */
export async function revokeKey(cx: Cx, input: { id: string; keyId: string; reason: string }) {
  const node = await loadNodeForAct(cx, input.id)
  const key = await cx.db
    .selectFrom('node_key')
    .select(['state', 'purpose'])
    .where('node_id', '=', node.id)
    .where('id', '=', input.keyId)
    .forUpdate()
    .executeTakeFirst()
  if (!key) throw new Refusal('not_found')
  if (key.state === 'revoked') throw new Refusal('key.not_active', { state: key.state })
  await cx.db
    .updateTable('node_key')
    .set({ state: 'revoked', revoked_at: cx.now, revoked_reason: input.reason })
    .where('node_id', '=', node.id)
    .where('id', '=', input.keyId)
    .execute()
  await cx.record(
    'node.key_revoked',
    { id: node.id, unitId: node.unit_id ?? cx.actor.unitId },
    { name: node.name, keyId: input.keyId, reason: input.reason },
  )
  await wakeLine(cx, 'lines')
  cx.tell('exchange', '*')
  return { ok: true as const }
}
