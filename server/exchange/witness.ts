import type { Cx } from '../platform/command.ts'
import { destinationOf } from './nodes.ts'

/** When the letter's effect was committed where its addressee lives; null while it is on its way. */
export async function deliveredAt(cx: Cx, letterId: string): Promise<Date | null> {
  const letter = await cx.db
    .selectFrom('letter')
    .select('delivered_at')
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow()
  return letter.delivered_at
}

/**
 * The key with which the unit's node witnesses sign-offs, by its id: this node's own, or one that was pinned at the enrolment of
 * the other node. A revoked key witnesses nothing. Undefined: nobody we know signs for that unit with it.
 */
export async function witnessKeyOf(cx: Cx, unitId: string, keyId: string): Promise<string | undefined> {
  const unit = await cx.db.selectFrom('unit').select('path').where('id', '=', unitId).executeTakeFirst()
  if (!unit) return undefined
  if ((await destinationOf(cx, unit.path)) === null)
    return keyId === cx.app.signingKey.id ? cx.app.signingKey.publicKeyPem : undefined
  const keys = await cx.db
    .selectFrom('node_key')
    .innerJoin('node', 'node.id', 'node_key.node_id')
    .innerJoin('unit', 'unit.id', 'node.unit_id')
    .select(['node_key.public_key', 'unit.path'])
    .where('node_key.id', '=', keyId)
    .where('purpose', '=', 'witness')
    .where('node_key.state', 'in', ['active', 'retired'])
    .where('node.state', '=', 'active')
    .execute()
  return keys.find((key) => unit.path.startsWith(key.path))?.public_key
}
