import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)

/**
 * One pool for the process. Instants come as Date, dates as 'yyyy-mm-dd', bigint as number. `role`: every connection is this one
 * from its first word (platform/runtime-role.ts), whoever the address names.
 */
export function openDatabase(
  url: string,
  options: { max?: number; role?: string } = {},
): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    ...(options.role && { options: `-c role=${options.role}` }),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  })
  pool.on('error', () => {}) // a broken idle connection is replaced at the next query; /readyz tells of a lasting one
  pool.on('connect', (client) => void client.on('error', () => {}))
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/** `value` as jsonb. The driver would turn an array into a PostgreSQL array. */
export const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`
