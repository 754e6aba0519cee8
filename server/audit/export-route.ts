import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { canSomewhere } from '../platform/access.ts'
import { dataDigest } from '../platform/event-chain.ts'
import { Refusal } from '../platform/refusal.ts'
import { signCheckpointNow } from './checkpoints.ts'
import { shownData } from './rules/shown-data.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

/**
 * GET /audit/export?from=POSITION&to=POSITION: the chain, or a segment of it, as JSON lines, for an assessor who verifies it without our
 * database (`npm run verify`): a line a record with its seal, then the signed checkpoints. Hidden data is left out; `data_digest` stands
 * for the whole of it.
 */
export function auditExportRoute(http: FastifyInstance, contextOf: ContextOf) {
  http.get<{ Querystring: { from?: string; to?: string } }>('/audit/export', async (request, reply) => {
    const context = await contextOf(request, reply)
    const from = positionOf(request.query.from, 'from') ?? 1
    const to = positionOf(request.query.to, 'to')
    if (to !== undefined && to < from) throw new Refusal('bad_input', { field: 'to' })
    await context.run((cx) => beginExport(cx, from, to))
    return reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('审计记录.jsonl')}`)
      .send(Readable.from(auditLines(context, from, to)))
  })
}

function positionOf(text: string | undefined, field: string): number | undefined {
  if (text === undefined || text === '') return undefined
  const position = Number(text)
  if (!Number.isInteger(position) || position < 1) throw new Refusal('bad_input', { field })
  return position
}

/** Asked for in the trail itself; and the chain is signed up to here, so that the file has a checkpoint over its last record. */
export async function beginExport(cx: Cx, from: number, to: number | undefined) {
  if (!canSomewhere(cx.actor, 'audit.read')) throw new Refusal('not_permitted', { need: 'audit.read' })
  await signCheckpointNow(cx)
  await cx.record('audit.exported', { id: cx.actor.personId, unitId: cx.actor.unitId }, { from, to: to ?? null })
}

/** A segment goes on to the next checkpoint behind its end: without one nobody could tell it from a chain written anew. */
export async function* auditLines(context: RequestContext, from: number, to?: number): AsyncGenerator<string> {
  const checkpoints = await context.query((cx) =>
    cx.db.selectFrom('audit_checkpoint').selectAll().where('position', '>=', from).orderBy('position').execute(),
  )
  const end = to && checkpoints.find((checkpoint) => checkpoint.position >= to)?.position
  const last = end ?? checkpoints.at(-1)?.position ?? 0
  for (let after = from - 1; after < last;) {
    const rows = await context.query((cx) => sealedBetween(cx, after, last))
    for (const row of rows) {
      yield `${JSON.stringify(row)}\n`
      after = row.position
    }
    if (rows.length === 0) break
  }
  for (const checkpoint of checkpoints)
    if (checkpoint.position <= last) yield `${JSON.stringify({ type: 'checkpoint', ...checkpoint })}\n`
}

async function sealedBetween(cx: Cx, after: number, last: number) {
  const rows = await cx.db
    .selectFrom('event_seal')
    .innerJoin('event', 'event.id', 'event_seal.event_id')
    .selectAll('event')
    .select(['position', 'prev_hash', 'hash'])
    .where('position', '>', after)
    .where('position', '<=', last)
    .orderBy('position')
    .limit(1000)
    .execute()
  return rows.map(({ data, ...row }) => ({
    type: 'event' as const,
    ...row,
    at: row.at.toISOString(),
    data: shownData(data),
    data_digest: dataDigest(data),
  }))
}
