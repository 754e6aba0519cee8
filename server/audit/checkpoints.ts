import type { Cx } from '../platform/command.ts'
import { firstBrokenSeal } from '../platform/event-chain.ts'
import { verifyStatement } from '../platform/keys.ts'
import { canSomewhere } from '../platform/access.ts'
import { Refusal } from '../platform/refusal.ts'

const everyHour = 60 * 60_000
const everySeals = 10_000

/** What a checkpoint signs: the head of the chain at that position. */
const statementOf = (checkpoint: { position: number; hash: string; at: Date }) => ({
  kind: 'audit.checkpoint',
  position: checkpoint.position,
  hash: checkpoint.hash,
  at: checkpoint.at.toISOString(),
})

/** Signs the head of the chain once an hour or every 10,000 records: from then on nobody can write the chain anew without the node's key. */
export const signCheckpoint = (cx: Cx): Promise<void> => signHead(cx, { evenEarly: false })

/** Signs the head of the chain as it is now: what leaves the house as a file is covered to its last record. */
export const signCheckpointNow = (cx: Cx): Promise<void> => signHead(cx, { evenEarly: true })

async function signHead(cx: Cx, { evenEarly }: { evenEarly: boolean }): Promise<void> {
  const [head, last] = await Promise.all([
    cx.db.selectFrom('event_seal').select(['position', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst(),
    cx.db.selectFrom('audit_checkpoint').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst(),
  ])
  if (!head || head.position === last?.position) return
  const due =
    evenEarly ||
    !last ||
    cx.now.getTime() - last.at.getTime() >= everyHour ||
    head.position - last.position >= everySeals
  if (!due) return
  const checkpoint = { position: head.position, hash: head.hash, at: cx.now }
  await cx.db
    .insertInto('audit_checkpoint')
    .values({
      ...checkpoint,
      key_id: cx.app.signingKey.id,
      public_key_pem: cx.app.signingKey.publicKeyPem,
      signature: cx.app.signingKey.sign(statementOf(checkpoint)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** 校验: walks the chain from its first record and compares every signed checkpoint with it. */
export async function verifyChain(cx: Cx) {
  if (!canSomewhere(cx.actor, 'audit.read')) throw new Refusal('not_permitted', { need: 'audit.read' })
  const brokenEventId = await firstBrokenSeal(cx)
  const checkpoints = await cx.db
    .selectFrom('audit_checkpoint')
    .leftJoin('event_seal', 'event_seal.position', 'audit_checkpoint.position')
    .selectAll('audit_checkpoint')
    .select('event_seal.hash as chainHash')
    .orderBy('audit_checkpoint.position')
    .execute()
  const broken = checkpoints.find(
    (checkpoint) =>
      checkpoint.chainHash !== checkpoint.hash ||
      !verifyStatement(checkpoint.public_key_pem, statementOf(checkpoint), checkpoint.signature),
  )
  const { sealed } = await cx.db
    .selectFrom('event_seal')
    .select((eb) => eb.fn.countAll<number>().as('sealed'))
    .executeTakeFirstOrThrow()
  const { all } = await cx.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  await cx.record(
    'audit.verified',
    { id: cx.actor.personId, unitId: cx.actor.unitId },
    { failed: brokenEventId !== null },
  )
  return {
    whole: brokenEventId === null && !broken,
    sealed: Number(sealed),
    unsealed: Number(all) - Number(sealed),
    brokenEventId,
    checkpoints: checkpoints.length,
    brokenCheckpoint: broken?.position ?? null,
    lastCheckpointAt: checkpoints.at(-1)?.at.toISOString() ?? null,
  }
}
