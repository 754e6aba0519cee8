import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../../server/platform/migrate.ts'
import { startPostgres } from '../../../server/platform/postgres.ts'
import { onDatabase } from '../../../test/federation/two-lines.ts'

/** A PostgreSQL with the durability of production, and as many migrated databases in it as are asked for. It leaves nothing behind. */
export async function benchServer() {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-bench-'))
  chmodSync(folder, 0o755) // the database runs as another user when the bench runs as root
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  let made = 0
  return {
    async makeDatabase() {
      const name = `bench_${(made += 1)}`
      await onDatabase(postgres.url, `create database ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      await migrate(url.href)
      return { url: url.href, drop: () => onDatabase(postgres.url, `drop database if exists ${name} with (force)`) }
    },
    async stop() {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
