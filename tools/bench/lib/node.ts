import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../../contract/index.ts'
import { startPostgres } from '../../../server/platform/postgres.ts'

export type Client = ContractRouterClient<typeof contract>
export interface BenchNode {
  url: string
  databaseUrl: string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../../..')
/** The accounts of the demonstration; it listens on this machine only. */
export const demoPassword = 'Yanshi@2026'

/** A node with the demonstration's people in a process of its own, on a PostgreSQL with the durability of production. It leaves nothing behind. */
export async function startBenchNode(entry: 'built' | 'source'): Promise<BenchNode> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-bench-'))
  chmodSync(folder, 0o755) // the database runs as another user when the bench runs as root
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  const words = entry === 'built' ? [join(root, 'dist/server.mjs')] : ['--import', 'tsx', join(root, 'server/main.ts')]
  const server = spawn(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ZHENGXIN_MODE: 'demo',
      ZHENGXIN_DATA: join(folder, 'data'),
      DATABASE_URL: postgres.url,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
    },
  })
  let stopping: Promise<void> | undefined
  const stop = () =>
    (stopping ??= (async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    })())
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(130)))
  try {
    return { url: await addressOf(server), databaseUrl: postgres.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function addressOf(server: ReturnType<typeof spawn>): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.stdout! }).on('line', (line) => {
      const address = line.match(/^ZHENGXIN_READY (\S+)/)?.[1]
      if (address) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`The node ended with ${code} before it was ready.`)))
  })
}

/** Signs in as the page does and keeps the cookie: every call goes over HTTP on a connection that stays open. */
export async function signIn(url: string, login: string): Promise<Client> {
  let cookie = ''
  const link = new RPCLink({
    url: `${url}/rpc`,
    headers: () => ({ 'x-zhengxin': '1', ...(cookie ? { cookie } : {}) }),
    fetch: async (request, init) => {
      const response = await fetch(request, init as RequestInit)
      const set = response.headers.getSetCookie().find((line) => line.startsWith('zhengxin_session='))
      if (set) cookie = set.split(';')[0]!
      return response
    },
  })
  const client: Client = createORPCClient(link)
  await client.identity.signIn({ login, password: demoPassword })
  return client
}
