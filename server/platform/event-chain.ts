import { sql } from 'kysely'
import canonicalize from 'canonicalize'
import { sha256 } from './ids.ts'
import type { Cx } from './command.ts'

const firstHash = '0'.repeat(64)

/**
 * Seals events that have no seal yet into the hash chain, oldest first, one chainer at a time (advisory lock).
 * After the commit of the acts, because a chain inside their transactions halves the insert rate (ADR 0005).
 * Events committed late are sealed late: the position, not the event id, is the order of the chain.
 */
export async function sealEvents(cx: Cx): Promise<void> {
  const {
    rows: [lock],
  } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(7265742) as held`.execute(cx.db)
  if (!lock?.held) return
  const last = await cx.db
    .selectFrom('event_seal')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  let [position, hash] = [last?.position ?? 0, last?.hash ?? firstHash]
  const events = await cx.db
    .selectFrom('event')
    .leftJoin('event_seal', 'event_seal.event_id', 'event.id')
    .selectAll('event')
    .where('event_seal.event_id', 'is', null)
    .orderBy('event.id')
    .limit(5000)
    .execute()
  const seals = events.map((event) => {
    const prev_hash = hash
    hash = sealOf(prev_hash, event)
    position += 1
    return { event_id: event.id, position, prev_hash, hash }
  })
  if (seals.length > 0) await cx.db.insertInto('event_seal').values(seals).execute()
}

/**
 * sha-256 over the hash before and the event's canonical form (RFC 8785). The data takes part as its own digest, so that the chain
 * can be verified outside of the system by someone who may not read the data (SEC-20). `npm run verify` reckons the same.
 */
export const sealOf = (
  prevHash: string,
  event: {
    id: number
    at: Date
    kind: string
    subject_id: string
    unit_id: string | null
    actor_id: string | null
    actor_name: string
    data: unknown
  },
): string =>
  sha256(
    prevHash +
      canonicalize({
        id: event.id,
        at: event.at.toISOString(),
        kind: event.kind,
        subject_id: event.subject_id,
        unit_id: event.unit_id,
        actor_id: event.actor_id,
        actor_name: event.actor_name,
        data_digest: dataDigest(event.data),
      }),
  )

/** What stands for an event's data where it is not shown. */
export const dataDigest = (data: unknown): string => sha256(canonicalize(data) ?? '')

/** Walks the chain and names the first event that was altered or lost; null when it is whole. */
export async function firstBrokenSeal(cx: Cx): Promise<number | null> {
  let [hash, after] = [firstHash, 0]
  for (;;) {
    const rows = await cx.db
      .selectFrom('event_seal')
      .innerJoin('event', 'event.id', 'event_seal.event_id')
      .selectAll('event')
      .select(['position', 'prev_hash', 'hash'])
      .where('position', '>', after)
      .orderBy('position')
      .limit(2000)
      .execute()
    for (const row of rows) {
      if (row.position !== after + 1 || row.prev_hash !== hash || sealOf(hash, row) !== row.hash) return row.id
      hash = row.hash
      after = row.position
    }
    if (rows.length === 0) return null
  }
}
