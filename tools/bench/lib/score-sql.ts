import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Period, ScoreEvent } from '../../../contract/assessment-facts.ts'
import { startPostgres } from '../../../server/platform/postgres.ts'

/**
 * What a database alone needs for less than the engine does: a fixed number of points per kind, shared evenly, summed by unit over the same
 * events. No item looked at as a whole, no tasks, no limits, no reasons, no ranks.
 */
export async function sqlPass(events: readonly ScoreEvent[], period: Period): Promise<{ ms: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengxin-bench-'))
  chmodSync(folder, 0o755) // the database runs as another user when the bench runs as root
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') })
  const db = new pg.Client({ connectionString: postgres.url })
  try {
    await db.connect()
    await db.query('create table made (day date, kind text, event jsonb)')
    for (let at = 0; at < events.length; at += 20_000) await insert(db, events.slice(at, at + 20_000))
    await db.query('vacuum analyze made')
    const started = performance.now()
    await db.query(
      `select credit ->> 'unitId' as unit, sum(case kind when 'adopted' then 3 when 'directive' then 10 when 'submitted' then 0.5 else -10 end
          / jsonb_array_length(event -> 'credit')) as points
        from made, jsonb_array_elements(event -> 'credit') as credit
        where day between $1 and $2 group by 1 order by 2 desc`,
      [period.from, period.to],
    )
    return { ms: performance.now() - started }
  } finally {
    await db.end()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function insert(db: pg.Client, events: readonly ScoreEvent[]) {
  await db.query(
    `insert into made select coalesce(left(event ->> 'issuedAt', 10)::date, ((event ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date),
       event ->> 'kind', event from jsonb_array_elements($1::jsonb) as event`,
    [JSON.stringify(events)],
  )
}
