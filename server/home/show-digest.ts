import type { Digest, DigestContent } from '../../contract/home.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

const shown = 30

/** My digests that told something, the newest first. */
export async function listDigests(cx: Cx): Promise<{ items: { id: string; day: string }[] }> {
  const items = await cx.db
    .selectFrom('digest')
    .select(['id', 'day'])
    .where('person_id', '=', cx.actor.personId)
    .where('content', 'is not', null)
    .orderBy('day', 'desc')
    .limit(shown)
    .execute()
  return { items }
}

/** My digest of one day. Another person's is not there. */
export async function showDigest(cx: Cx, input: { id: string }): Promise<Digest> {
  const row = await cx.db
    .selectFrom('digest')
    .selectAll()
    .where('id', '=', input.id)
    .where('person_id', '=', cx.actor.personId)
    .where('content', 'is not', null)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return { id: row.id, day: row.day, madeAt: row.made_at.toISOString(), ...(row.content as unknown as DigestContent) }
}
