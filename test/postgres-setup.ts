import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareJobs } from '../server/platform/jobs.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'
import pg from 'pg'

/** One embedded server for the whole run, with one migrated template that every test file clones. */
export default async function setup() {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-test-'))
  chmodSync(dataDir, 0o755) // the database runs as another user when the tests run as root
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), fast: true })
  const url = new URL(postgres.url)
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('create database template_zhengxin')
  await client.end()
  const template = new URL(url)
  template.pathname = '/template_zhengxin'
  await migrate(template.href)
  await prepareJobs(template.href)
  process.env.ZHENGXIN_TEST_SERVER = url.href
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
