import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { prepareJobs } from '../server/platform/jobs.ts'
import { migrate } from '../server/platform/migrate.ts'
import { startPostgres } from '../server/platform/postgres.ts'

/** One embedded server for the whole run, with one migrated template that every test file clones. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.ZHENGXIN_TEST_SERVER) return undefined // another project of this run has started it
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `zhengxin-test-${process.pid}-`))
  chmodSync(folder, 0o755) // the database runs as another user when the tests run as root
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fast: true })
  const end = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await buildTemplate(postgres.url)
  } catch (error) {
    await end()
    throw error
  }
  process.env.ZHENGXIN_TEST_SERVER = postgres.url
  process.env.ZHENGXIN_TEST_FOLDER = folder // goes with the run
  return end
}

async function buildTemplate(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create database template_zhengxin')
  await client.end()
  const template = new URL(url)
  template.pathname = '/template_zhengxin'
  await migrate(template.href)
  await prepareJobs(template.href)
}

/** Servers of runs that were killed before they could stop them. */
function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(name.match(/^zhengxin-test-(\d+)-/)?.[1])
    if (!owner || isAlive(owner)) continue
    const folder = join(tmpdir(), name)
    try {
      const cluster = join(folder, 'postgres/cluster')
      const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
      if (readlinkSync(`/proc/${pid}/cwd`) === cluster) process.kill(pid, 'SIGQUIT')
    } catch {
      // no server is left
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
