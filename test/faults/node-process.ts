import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')

let built: string | undefined

/** The server as it is shipped, built once for all processes of a run: each starts in the time it takes in production. */
function serverProgram(): string {
  if (built) return built
  const folder = mkdtempSync(join(process.env.ZHENGXIN_TEST_FOLDER!, 'server-'))
  execFileSync(process.execPath, [join(root, 'tools/build.mjs'), 'server', folder])
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return (built = join(folder, 'server.mjs'))
}

/** A whole node as it is started for real, in a process of its own, so that it can be killed. The address outlives the process. */
export interface NodeProcess {
  url: string
  dataDir: string
  start(): Promise<void>
  kill(): Promise<void>
  /** SIGTERM: the exit code, and how long it took. */
  stop(): Promise<{ code: number | null; ms: number }>
  isAlive(): boolean
  /** What it answered 500 for, in the words of its log. */
  bugs(): string[]
}

export async function nodeProcess(dataDir: string, databaseUrl?: string): Promise<NodeProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    ZHENGXIN_MODE: 'development',
    ZHENGXIN_DATA: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  }
  let child: ChildProcess | undefined
  let gone: Promise<number | null> = Promise.resolve(null)
  let said = ''
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null
  const end = async (signal: NodeJS.Signals) => {
    const began = Date.now()
    if (isAlive()) child!.kill(signal)
    return { code: await gone, ms: Date.now() - began }
  }
  return {
    url,
    dataDir,
    isAlive,
    async start() {
      const started = spawn(process.execPath, [serverProgram()], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      gone = new Promise((resolve) => started.once('exit', resolve))
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => void (said += text))
      const deadline = Date.now() + 60_000
      while ((await problemsOf(url)) !== '') {
        if (!isAlive() || Date.now() > deadline) throw new Error(`The node did not start:\n${said.slice(-3000)}`)
        await sleep(100)
      }
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    bugs: () => said.split('\n').filter((line) => line.includes('"msg":"bug"')),
  }
}

/** What /readyz says is the matter: '' when the node can work, 'away' when nobody answers. */
export async function problemsOf(url: string): Promise<string> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined)
  if (!answer) return 'away'
  return ((await answer.json()) as { problems: string[] }).problems.join(' ')
}

/** Waits until it holds; fails with what was waited for. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, patience = 40_000): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain: ${what}`)
    await sleep(100)
  }
}

/** The embedded server of a data folder, for a look from outside. */
export function embedded(dataDir: string) {
  const read = (name: string) => readFileSync(join(dataDir, 'postgres', name), 'utf8').trim()
  return {
    url: () => `postgres://zhengxin:${read('password')}@127.0.0.1:${read('port')}/postgres`,
    postmaster: () => Number(read('cluster/postmaster.pid').split('\n')[0]),
  }
}

/** A data folder the database's user may reach, gone with everything that runs in it when `end` returns. */
export function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-faults-'))
  chmodSync(folder, 0o755)
  const dataDir = join(folder, 'data')
  return { dataDir, end: () => removeWithDatabase(dataDir, folder) }
}

/** Kills the database that a killed node left behind, then removes the folder. */
export async function removeWithDatabase(dataDir: string, folder: string): Promise<void> {
  try {
    const pid = embedded(dataDir).postmaster()
    process.kill(pid, 'SIGQUIT')
    await until('the database ends', () => !isRunning(pid), 10_000)
  } catch {
    // none is left
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
}

/** A zombie is not running. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Outside the range from which the system takes ports of outgoing connections: there another one may have it before it is listened on. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => void probe.close(() => resolve(true)))
  })
  return isFree ? port : freePort()
}
