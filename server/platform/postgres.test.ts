import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPostgres } from './postgres.ts'
import type { RunningPostgres } from './postgres.ts'

let folder: string
let dataDir: string
let running: RunningPostgres | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhengxin-pg-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'postgres')
})
afterEach(async () => {
  await running?.stop()
  running = undefined
  rmSync(folder, { recursive: true, force: true })
})

const start = async () => (running = await startPostgres({ dataDir }))

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const lockFile = () => join(dataDir, 'cluster/postmaster.pid')
const postmaster = () => Number(readFileSync(lockFile(), 'utf8').split('\n')[0])

test('an acknowledged row is there after kill -9 of the database, restarted at once', async () => {
  const { url, port } = await start()
  await ask(url, `create table kept (n int); insert into kept values (7)`)
  process.kill(postmaster(), 'SIGKILL')

  const again = await start()
  expect(again.port).toBe(port)
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }])
}, 90_000)

test('the database of a node killed with -9 is adopted, not doubled', async () => {
  const script = `import { startPostgres } from './server/platform/postgres.ts'
    const { url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })
    console.log(url)
    setInterval(() => {}, 1000)`
  const root = join(import.meta.dirname, '../..')
  const node = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve) =>
    node.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
  )
  await ask(url, `create table kept (n int); insert into kept values (1)`)
  const pid = postmaster()
  const gone = new Promise((resolve) => node.once('exit', resolve))
  node.kill('SIGKILL')
  await gone

  const adopted = await start()
  expect([adopted.url, postmaster()]).toEqual([url, pid])
  expect(await ask(adopted.url, 'select n from kept')).toEqual([{ n: 1 }])
  await adopted.stop()
  expect(existsSync(lockFile())).toBe(false)
}, 90_000)

test('a lock that names some other living program, and a first start that was cut short, do not stop it', async () => {
  mkdirSync(join(dataDir, 'cluster.new'), { recursive: true })
  writeFileSync(join(dataDir, 'cluster.new/PG_VERSION'), '18\n')
  const first = await start()
  await first.stop()

  writeFileSync(lockFile(), `${process.pid}\n${join(dataDir, 'cluster')}\n0\n5432\n\n127.0.0.1\n`)
  const again = await start()
  expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
}, 90_000)

test('nobody gets in without the password, which only its owner reads, and the text is Chinese from end to end', async () => {
  const { url } = await start()
  const without = new URL(url)
  without.password = 'guess'
  await expect(ask(without.href, 'select 1')).rejects.toThrow(/password/)
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
  expect(await ask(url, `select length('山西省') as n, current_setting('listen_addresses') as heard`)).toEqual([
    { n: 3, heard: '127.0.0.1' },
  ])
}, 90_000)

test.runIf(process.getuid?.() === 0)(
  'root may start it from a folder that nobody else can enter',
  async () => {
    mkdirSync(join(folder, 'closed'), { mode: 0o700 })
    dataDir = join(folder, 'closed/postgres')
    const options = { dataDir, elsewhere: join(folder, 'open') }
    running = await startPostgres(options)
    await ask(running.url, `create table kept (n int); insert into kept values (3)`)
    await running.stop()

    running = await startPostgres(options)
    expect(await ask(running.url, 'select n from kept')).toEqual([{ n: 3 }])
  },
  90_000,
)

test('a folder that cannot be written is said in a sentence', async () => {
  writeFileSync(dataDir, 'a file where the folder should be')
  await expect(start()).rejects.toThrow(/内置数据库没有启动/)
})
