import { statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { App } from './command.ts'

/** /healthz: the process answers. /readyz: it can work (database, disk). /metrics: Prometheus text, for this machine only. */
export function healthRoutes(http: FastifyInstance, app: App, state: { stopping: boolean }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'zhengxin_requests_total',
    help: 'HTTP requests',
    labelNames: ['method', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'zhengxin_request_seconds',
    help: 'Time to answer, seconds',
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const unsealed = new Gauge({
    name: 'zhengxin_unsealed_events',
    help: 'Events not yet in the hash chain',
    registers: [registry],
  })
  http.addHook('onResponse', async (request, reply) => {
    requests.inc({ method: request.method, status: reply.statusCode })
    seconds.observe(reply.elapsedTime / 1000)
  })
  http.get('/healthz', async () => ({ ok: true }))
  http.get('/readyz', async (_request, reply) => {
    const problems = await findProblems(app, state)
    return reply.status(problems.length === 0 ? 200 : 503).send({ ready: problems.length === 0, problems })
  })
  http.get('/metrics', async (request, reply) => {
    if (
      !['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') ||
      request.headers['x-forwarded-for']
    )
      return reply.status(404).send({ code: 'not_found', data: {} })
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from event e left join event_seal s on s.event_id = e.id where s.event_id is null`.execute(
      app.db,
    )
    unsealed.set(rows[0]?.n ?? 0)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function findProblems(app: App, state: { stopping: boolean }): Promise<string[]> {
  const problems: string[] = []
  if (state.stopping) problems.push('stopping')
  await sql`select 1`.execute(app.db).catch(() => problems.push('database'))
  const disk = await statfs(app.dataDir).catch(() => null)
  if (!disk || disk.bavail / disk.blocks < 0.02) problems.push('disk')
  return problems
}
