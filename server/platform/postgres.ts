import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findHome } from './postgres-home.ts'
import type { Home } from './postgres-home.ts'
import { keepRunning } from './postgres-keeper.ts'

export interface RunningPostgres {
  url: string
  port: number
  stop: () => Promise<void>
}

interface Server extends Home {
  cluster: string
  log: string
  password: string
}

interface Options {
  dataDir: string
  port?: number
  /** Gives up durability, for tests. */
  fast?: boolean
  /** Where programs and data go when root starts the node from a folder that the database's user may not enter. */
  elsewhere?: string
  /** Given, the server is watched and started again when something kills it; hears each time in a sentence. */
  onTrouble?: (sentence: string) => void
}

/**
 * Starts the embedded PostgreSQL 18 over `dataDir` and returns when it answers: the first start makes the cluster, later starts keep it.
 * It listens on 127.0.0.1 only, with a password kept in `password` (0600) beside the data. A server that a killed process left behind is
 * adopted; one that does not answer is stopped first. Throws a sentence that says what to do.
 */
export async function startPostgres(options: Options): Promise<RunningPostgres> {
  try {
    const server = prepare(options)
    const port = (await adopt(server)) ?? (await launch(server, options))
    const end = options.onTrouble ? keep(server, port, options, options.onTrouble) : () => stop(server)
    return { url: urlOf(server, port), port, stop: end }
  } catch (error) {
    throw new Error(sentenceFor(options.dataDir, (error as Error).message), { cause: error })
  }
}

/** For a command beside the server: the database that the environment names, or the node's own. */
export const reachDatabase = async (config: { databaseUrl: string | undefined; dataDir: string }) =>
  config.databaseUrl
    ? { url: config.databaseUrl, leave: async () => {} }
    : reachPostgres({ dataDir: join(config.dataDir, 'postgres') })

/** Uses the database that serves this folder, or starts it and stops it again. */
async function reachPostgres(options: Options): Promise<{ url: string; leave: () => Promise<void> }> {
  try {
    const server = prepare(options)
    const serving = await adopt(server)
    const port = serving ?? (await launch(server, options))
    return { url: urlOf(server, port), leave: async () => (serving === undefined ? stop(server) : undefined) }
  } catch (error) {
    throw new Error(sentenceFor(options.dataDir, (error as Error).message), { cause: error })
  }
}

/** Watches the server until it is ended. The pool knows one address: a restart elsewhere would be no help, so it waits for the port. */
function keep(server: Server, port: number, options: Options, tell: (sentence: string) => void): () => Promise<void> {
  const restart = async () => {
    try {
      if ((await adopt(server)) !== undefined) return
      if (!(await isFree(port))) throw new Error(`端口 ${port} 被其他程序占用，请停止该程序。`)
      await launch(server, { ...options, port })
    } catch (error) {
      throw new Error(sentenceFor(options.dataDir, (error as Error).message), { cause: error })
    }
  }
  const watch = keepRunning({ isRunning: () => holderOf(server) !== undefined, restart, tell })
  return async () => {
    watch.end()
    await stop(server) // also one that is just starting
    await watch.settled
    await stop(server)
  }
}

function prepare({ dataDir, elsewhere = '/var/lib/zhengxin' }: Options): Server {
  const home = findHome(dataDir, elsewhere)
  const passwordFile = join(home.folder, 'password')
  if (!existsSync(passwordFile) || statSync(passwordFile).size === 0) {
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (home.owner) chownSync(passwordFile, home.owner.uid, home.owner.gid)
  }
  const log = join(home.folder, 'postgres.log')
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`)
  return { ...home, log, cluster: join(home.folder, 'cluster'), password: readFileSync(passwordFile, 'utf8') }
}

/** The port of a server that already serves this cluster. Undefined when there is none, and then nothing of it is left. */
async function adopt(server: Server): Promise<number | undefined> {
  for (let tries = 0; tries < 100 && holderOf(server) !== undefined; tries += 1) {
    const port = Number(lockOf(server)[3])
    if (port && (await answers(server, port))) return port
    await sleep(300) // it may be recovering, or on its way out
  }
  await stop(server)
  for (let tries = 0; tries < 100 && stillWorking(server); tries += 1) await sleep(200)
  if (holderOf(server) === undefined) rmSync(join(server.cluster, 'postmaster.pid'), { force: true })
  return undefined
}

async function launch(server: Server, options: Options): Promise<number> {
  const portFile = join(server.folder, 'port')
  if (!existsSync(server.cluster)) await createCluster(server, options.fast ?? false)
  const remembered = options.port ?? (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0)
  const port = remembered > 0 && (await isFree(remembered)) ? remembered : await freePort()
  const safety = options.fast
    ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
    : [`shared_buffers=${bufferMb()}MB`, ...readsAtOnce]
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=''`,
    'max_connections=100',
    ...safety,
  ]
  const words = settings.map((setting) => `-c ${setting}`).join(' ')
  await run(server, 'pg_ctl', ['-D', server.cluster, '-l', server.log, '-o', words, '-w', '-t', '600', 'start'])
  if (!(await answers(server, port))) {
    await stop(server)
    throw new Error(`password 文件与数据库不符：${server.folder}。请从备份恢复该文件。`)
  }
  if (port !== remembered) writeFileSync(portFile, String(port)) // nothing to write on a full disk
  return port
}

/**
 * Pages come from the system's memory nearly always, and then to hand each read to another process takes longer than the read: measured
 * with a million records, the first search for a word took half as long. What was in memory at a stop is read again after the start.
 */
const readsAtOnce = ['io_method=sync', 'effective_io_concurrency=0', 'shared_preload_libraries=pg_prewarm']

/** A quarter of the memory that this machine or its container has, as PostgreSQL advises: what is there costs no call into the system. */
function bufferMb(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
  return Math.min(4096, Math.max(128, Math.floor(memory / 4 / 1_048_576)))
}

/** Into a folder of another name first: an initdb that was killed half-way must not look like a cluster. */
async function createCluster(server: Server, fast: boolean) {
  const partial = `${server.cluster}.new`
  rmSync(partial, { recursive: true, force: true })
  const access = ['-U', 'zhengxin', '-A', 'scram-sha-256', `--pwfile=${join(server.folder, 'password')}`]
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8']
  await run(server, 'initdb', ['-D', partial, ...access, ...text, ...(fast ? ['--no-sync'] : [])])
  renameSync(partial, server.cluster)
}

/** Connections are ended and everything is written; a server that does not manage that in a minute recovers at the next start. */
async function stop(server: Server) {
  for (const mode of ['fast', 'immediate']) {
    if (holderOf(server) === undefined) return
    await run(server, 'pg_ctl', ['-D', server.cluster, '-m', mode, '-w', '-t', '60', 'stop']).catch(() => {})
  }
}

function run(server: Server, program: string, args: string[]): Promise<void> {
  const before = sizeOf(server.log)
  const { uid, gid } = server.owner ?? {}
  const env = { PATH: process.env.PATH ?? '' }
  const child = spawn(join(server.bin, program), args, {
    uid,
    gid,
    cwd: server.folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) return resolve()
      const logged = sizeOf(server.log) > before ? readFileSync(server.log).subarray(before).toString('utf8') : ''
      reject(new Error(`${program}: ${said}${logged}`.split('\n').slice(-12).join('\n')))
    })
  })
}

/** What the person at the machine can do about it, then the words of the cause. */
function sentenceFor(dataDir: string, cause: string): string {
  if (/ENOSPC|No space left|Check free disk space/i.test(cause))
    return `磁盘已满，内置数据库没有启动。请在 ${dataDir} 所在磁盘腾出至少 1 GB 空间后重新启动。\n${cause}`
  if (/error while loading shared libraries|, symlink /.test(cause)) {
    return `内置数据库的程序文件不完整，没有启动。请由安装本程序的用户运行 npm ci 后再试。\n${cause}`
  }
  if (/EACCES|EPERM|EROFS|Permission denied|not permitted|wrong ownership|Read-only file/i.test(cause)) {
    return `没有权限读写 ${dataDir}，内置数据库没有启动。请始终用同一个系统用户启动，或用 ZHENGXIN_DATA 指定可写的目录。\n${cause}`
  }
  return `内置数据库没有启动（数据目录 ${dataDir}）。\n${cause}`
}

const urlOf = (server: Server, port: number) => `postgres://zhengxin:${server.password}@127.0.0.1:${port}/postgres`

async function answers(server: Server, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(server, port), connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    // Another server may have taken a port that was ours once.
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
    return realpathSync(rows[0]!.folder) === realpathSync(server.cluster)
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function lockOf(server: Server): string[] {
  const path = join(server.cluster, 'postmaster.pid')
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
}

/**
 * The living postmaster that the lock file names. A number that some other program has by now, or a zombie (containers whose init reaps
 * late), is no holder, although PostgreSQL would take it for one.
 */
function holderOf(server: Server): number | undefined {
  const pid = Number(lockOf(server)[0])
  if (!pid) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined
  }
  if (!existsSync('/proc/self/stat')) return pid
  const [, name, state] = readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\((.*)\) (\w)/) ?? []
  return name === 'postgres' && state !== 'Z' ? pid : undefined
}

/** Children of a killed postmaster need a moment to notice; a new server over the same files must wait for the last of them. */
function stillWorking(server: Server): boolean {
  if (!existsSync('/proc/self/cwd') || !existsSync(server.cluster)) return false
  const cluster = realpathSync(server.cluster)
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === cluster
    } catch {
      return false // gone meanwhile, or another user's
    }
  })
}

const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0)

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
