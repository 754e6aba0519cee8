import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPostgres } from './postgres.ts'
import type { RunningPostgres } from './postgres.ts'

let folder: string
let running: RunningPostgres | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhengxin-pg-'))
  chmodSync(folder, 0o755)
})
afterEach(async () => {
  await running?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = async () => (running = await startPostgres({ dataDir: join(folder, 'postgres') }))

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

const postmaster = () => Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])

test('an acknowledged row is there after kill -9 of the database', async () => {
  const { url } = await start()
  await ask(url, `create table kept (n int); insert into kept values (7)`)
  process.kill(postmaster(), 'SIGKILL')
  await new Promise((resolve) => setTimeout(resolve, 300))

  const again = await start()
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }])
}, 90_000)

test('a server that a killed process left behind is adopted, not doubled', async () => {
  const { url, port } = await start()
  await ask(url, `create table kept (n int); insert into kept values (1)`)
  const pid = postmaster()

  const adopted = await start()
  expect([adopted.port, postmaster()]).toEqual([port, pid])
  expect(await ask(adopted.url, 'select n from kept')).toEqual([{ n: 1 }])
}, 90_000)

test('nobody gets in without the password, and the text is Chinese from end to end', async () => {
  const { url } = await start()
  const without = new URL(url)
  without.password = 'guess'
  await expect(ask(without.href, 'select 1')).rejects.toThrow(/password/)
  expect(await ask(url, `select length('山西省') as n`)).toEqual([{ n: 3 }])
}, 90_000)
