import { sql } from 'kysely'
import type { Search } from '../../../contract/library.ts'
import { noFilters, prepare } from '../../../server/library/ask.ts'
import { fold } from '../../../server/library/fold.ts'
import { parseQuery } from '../../../server/library/rules/query.ts'
import type { Actor } from '../../../server/platform/access.ts'
import type { LibraryBench } from './library-bench.ts'
import { percentile } from './report.ts'

const [patience, questions] = [2000, 6]

/** The reference: the texts themselves are read, newest first, until twenty are found; who waits two seconds gives up. */
export async function plainSearch(bench: LibraryBench, actor: Actor, asked: readonly Search[]) {
  const taken: number[] = []
  for (const one of asked.slice(0, questions)) {
    const words = parseQuery(one.q, fold).plain
    const started = performance.now()
    await bench
      .read(actor, async (cx) => {
        await sql.raw(`set local statement_timeout = ${patience}`).execute(cx.db)
        const { where } = await prepare(cx, { ...noFilters, ...one, q: '' })
        const holds = sql.join(
          words.map((word) => sql`words.folded like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
          sql` and `,
        )
        await sql`
          select record.id from library_record record join library_text words on words.record_id = record.id
          where ${where} and ${holds} order by record.sort_at desc, record.id desc limit 20`.execute(cx.db)
      })
      .catch((error: { code?: string }) => {
        if (error.code !== '57014') throw error
      })
    taken.push(performance.now() - started)
  }
  return {
    name: `plain LIKE (not Groonga) over the texts newest first, ${patience} ms at most, p95`,
    value: percentile(taken, 0.95),
  }
}
