import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Config } from '../server/platform/config.ts'
import { startNode } from '../server/node.ts'
import { freshDatabase } from './postgres.ts'

export interface TestNode {
  url: string
  app: Awaited<ReturnType<typeof startNode>>['app']
  /** The program goes away; the address stays the same for `start`. */
  stop(): Promise<void>
  start(): Promise<void>
  /** The way to the database is cut: what is open breaks, what is new is refused. */
  cutDatabase(): Promise<void>
  joinDatabase(): Promise<void>
  /** Everything this person has open ends, as when the administrator ends the sessions. */
  endSessions(login: string): Promise<void>
  close(): Promise<void>
}

/** A whole node over HTTP on a free port of this machine, with the page as it is shipped and a database of its own. */
export async function startTestNode(): Promise<TestNode> {
  const webDir = join(import.meta.dirname, '../dist/web')
  if (!existsSync(join(webDir, 'index.html'))) throw new Error('The page is not built: run node tools/build.mjs first.')
  const { url: databaseUrl, drop } = await freshDatabase()
  const road = await roadTo(databaseUrl)
  const dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-node-'))
  const config: Config = {
    mode: 'development',
    dataDir,
    host: '127.0.0.1',
    port: 0,
    databaseUrl: road.url,
    secret: 'a secret of the tests',
    behindTls: false,
    origin: null,
  }
  const options = { log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }), webDir }
  let running: Awaited<ReturnType<typeof startNode>> | null = await startNode(config, options)
  const { url } = running
  config.port = Number(new URL(url).port)
  const stop = async () => {
    await running?.stop()
    running = null
  }
  return {
    url,
    get app() {
      return running!.app
    },
    stop,
    async start() {
      running ??= await startNode(config, options)
    },
    cutDatabase: road.cut,
    joinDatabase: road.join,
    async endSessions(login) {
      await running!.app.db
        .updateTable('session')
        .set({ ended_at: new Date() })
        .where('account_id', 'in', (eb) => eb.selectFrom('account').select('id').where('login', '=', login))
        .execute()
    },
    async close() {
      await stop()
      await road.cut()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A road between the node and its database that can be cut and joined again. */
async function roadTo(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy())
    }
  })
  const listen = (at: number) => new Promise<void>((ready) => void server.listen(at, '127.0.0.1', ready))
  await listen(0)
  const own = (server.address() as { port: number }).port
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(own)
  return {
    url: url.href,
    join: () => listen(own),
    async cut() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
