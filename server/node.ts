import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { answerAddresses } from './addresses.ts'
import { openApp } from './app.ts'
import { tellStandings } from './assessment/index.ts'
import { seedCatalogue } from './catalogue/index.ts'
import { watchCommissions } from './commissions/index.ts'
import { loadDemo } from './demo/load.ts'
import { watchDirectives } from './directives/index.ts'
import { startExchange } from './exchange/index.ts'
import { tellAdoptions, watchGuidance } from './guidance/index.ts'
import { prepareIdentity, recognise } from './identity/index.ts'
import { makeDigests } from './home/index.ts'
import { libraryUpkeep } from './library/index.ts'
import type { App } from './platform/command.ts'
import type { Config } from './platform/config.ts'
import { sealEvents } from './platform/event-chain.ts'
import { healthRoutes } from './platform/health.ts'
import { buildHttp, contextOf } from './platform/http.ts'
import { prepareJobs, startJobs } from './platform/jobs.ts'
import type { Jobs } from './platform/jobs.ts'
import { runCommand } from './platform/command.ts'
import { systemActor } from './platform/system-actor.ts'
import { Live } from './platform/live.ts'
import { startPostgres } from './platform/postgres.ts'
import { scanLate } from './platform/late-scan.ts'
import { signCheckpoint } from './audit/index.ts'
import { configurePrinting, stopPrinting } from './documents/index.ts'
import { router } from './router.ts'

const jobs: Jobs = {
  named: {},
  everyMinute: {
    sealEvents: (cx) => sealEvents(cx),
    watchDirectives,
    watchCommissions,
    watchGuidance,
    tellAdoptions,
    tellStandings,
    makeDigests,
    signCheckpoint,
    libraryUpkeep,
    scanLate,
  },
}

export interface RunningNode {
  url: string
  app: App
  stop(): Promise<void>
}

/** One running node: its database, its background work, its HTTP face. `stop()` finishes what is under way. */
export async function startNode(config: Config, options: { log: Logger; webDir?: string }): Promise<RunningNode> {
  if (config.databaseUrl) return startOn(config.databaseUrl, config, options)
  const postgres = await startPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    onTrouble: (sentence) => options.log.error(sentence),
  })
  const stopPostgres = () => postgres.stop()
  try {
    const node = await startOn(postgres.url, config, options)
    const stop = async () => {
      await node.stop()
      await stopPostgres()
    }
    return { ...node, stop }
  } catch (error) {
    await stopPostgres()
    throw error
  }
}

async function startOn(
  databaseUrl: string,
  config: Config,
  options: { log: Logger; webDir?: string },
): Promise<RunningNode> {
  const app = await openApp(databaseUrl, config, options.log)
  await prepareJobs(databaseUrl)
  await runCommand(app, systemActor, seedCatalogue)
  await prepareIdentity(app)
  if (config.mode === 'demo') await loadDemo(app)
  configurePrinting({ fontDirs: (process.env.FONT_DIRS ?? '').split(':').filter(Boolean), dataDir: config.dataDir })
  const live = new Live(databaseUrl)
  await live.start()
  const exchange = await startExchange(app, databaseUrl, config.peer ?? null)
  const worker = await startJobs(app, databaseUrl, jobs)

  const state = { stopping: false }
  const http = await buildHttp(app, { router, recognise, webDir: options.webDir, behindTls: config.behindTls })
  const context = (request: FastifyRequest, reply: FastifyReply) =>
    contextOf(app, { recognise, behindTls: config.behindTls }, request, reply)
  await answerAddresses(http, { dataDir: config.dataDir, live }, context)
  healthRoutes(http, app, state)
  const url = await http.listen({ host: config.host, port: config.port })

  return {
    url,
    app,
    async stop() {
      state.stopping = true
      await live.stop()
      await exchange.stop()
      await http.close()
      stopPrinting()
      await worker.stop()
      await app.db.destroy()
    },
  }
}
