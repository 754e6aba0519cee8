import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { canSomewhere } from '../platform/access.ts'
import { dataDigest } from '../platform/event-chain.ts'
import { Refusal } from '../platform/refusal.ts'
import { shownData } from './rules/shown-data.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

/**
 * GET /audit/export?from=POSITION: the chain as JSON lines, for an assessor who verifies it without our database:
 * a line a record with its seal, then the signed checkpoints. Hidden data is left out; `data_digest` stands for the whole of it.
 */
export function auditExportRoute(http: FastifyInstance, contextOf: ContextOf) {
  http.get<{ Querystring: { from?: string } }>('/audit/export', async (request, reply) => {
    const context = await contextOf(request, reply)
    const from = Number(request.query.from ?? 1)
    if (!Number.isInteger(from) || from < 1) throw new Refusal('bad_input', { field: 'from' })
    await context.run(noteExport)
    return reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('审计记录.jsonl')}`)
      .send(Readable.from(linesFrom(context, from)))
  })
}

async function noteExport(cx: Cx) {
  if (!canSomewhere(cx.actor, 'audit.read')) throw new Refusal('not_permitted', { need: 'audit.read' })
  await cx.record('audit.exported', { id: cx.actor.personId, unitId: cx.actor.unitId })
}

async function* linesFrom(context: RequestContext, from: number): AsyncGenerator<string> {
  for (let after = from - 1; ;) {
    const rows = await context.query((cx) => sealedAfter(cx, after))
    for (const row of rows) {
      yield `${JSON.stringify(row)}\n`
      after = row.position
    }
    if (rows.length === 0) break
  }
  const checkpoints = await context.query((cx) =>
    cx.db.selectFrom('audit_checkpoint').selectAll().where('position', '>=', from).orderBy('position').execute(),
  )
  for (const checkpoint of checkpoints) yield `${JSON.stringify({ type: 'checkpoint', ...checkpoint })}\n`
}

async function sealedAfter(cx: Cx, after: number) {
  const rows = await cx.db
    .selectFrom('event_seal')
    .innerJoin('event', 'event.id', 'event_seal.event_id')
    .selectAll('event')
    .select(['position', 'prev_hash', 'hash'])
    .where('position', '>', after)
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
