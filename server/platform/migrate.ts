import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { guardRail } from './runtime-role.ts'

/** The migrations lie beside the bundle in production and beside this folder in the source tree. */
const folder = [join(import.meta.dirname, 'migrations'), join(import.meta.dirname, '../migrations')].find((path) =>
  existsSync(path),
)

/**
 * Brings the database at `url` to the newest numbered migration, each in its own transaction, under one lock,
 * so that several processes may start at once. A file that has run must never change: a different content is refused.
 * `exactly`: only these, for a backup of an older version; one that this program does not know is refused.
 */
export async function migrate(url: string, { exactly }: { exactly?: string[] } = {}): Promise<void> {
  if (!folder) throw new Error('The migrations folder is missing from this installation.')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(7265741)`)
    await client.query(
      `create table if not exists migration (name text primary key, digest text not null, run_at timestamptz not null default now())`,
    )
    const { rows } = await client.query<{ name: string; digest: string }>(`select name, digest from migration`)
    const done = new Map(rows.map((row) => [row.name, row.digest]))
    const known = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
    const newer = exactly?.find((name) => !known.includes(name))
    if (newer) throw new Error(`备份来自更新的版本（${newer}）。请先把程序升级到那个版本再恢复。`)
    for (const name of exactly ? known.filter((file) => exactly.includes(file)) : known) {
      const sql = readFileSync(join(folder, name), 'utf8')
      const digest = createHash('sha256').update(sql).digest('hex')
      if (done.has(name)) {
        if (done.get(name) !== digest)
          throw new Error(`Migration ${name} has changed since it ran on this database. Write a new one instead.`)
        continue
      }
      await run(client, name, sql, digest)
    }
  } finally {
    await client.end()
  }
  await guardRail(url)
}

async function run(client: pg.Client, name: string, sql: string, digest: string) {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(`insert into migration (name, digest) values ($1, $2)`, [name, digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
