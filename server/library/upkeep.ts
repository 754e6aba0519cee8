import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { readSettings, writeSettings } from '../platform/settings.ts'
import { collectWords } from './did-you-mean.ts'
import { sampleGrams } from './lexicon.ts'
import { tellNews } from './saved-searches.ts'

const lock = 'library.upkeep'
const [sixHours, growth] = [6 * 3_600_000, 1.2]

/** Every minute in one process: saved searches tell what is new; a few times a day, and when the library has grown, words and pairs are counted anew. */
export async function libraryUpkeep(cx: Cx): Promise<void> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext(${lock})) as mine`.execute(
    cx.db,
  )
  if (!rows[0]?.mine) return
  await tellNews(cx)
  const last = (await readSettings(cx.db, 'library.')).get('sampled') as { at: string; records: number } | undefined
  const records = await roughSize(cx)
  const old = last === undefined || cx.now.getTime() - Date.parse(last.at) > sixHours
  if (!old && records < Math.max(50, last.records * growth)) return
  await recount(cx)
  await writeSettings(cx, 'library.', { sampled: { at: cx.now.toISOString(), records } })
}

export async function recount(cx: Cx): Promise<void> {
  await sampleGrams(cx, await roughSize(cx))
  await collectWords(cx)
}

/** Exact while small, the planner's estimate when large. */
async function roughSize(cx: Cx): Promise<number> {
  const { rows } = await sql<{
    size: number
  }>`select count(*)::int as size from (select 1 from library_record limit 20000) few`.execute(cx.db)
  if (rows[0]!.size < 20_000) return rows[0]!.size
  const estimate = await sql<{
    size: number
  }>`select reltuples::int as size from pg_class where relname = 'library_record'`.execute(cx.db)
  return Math.max(20_000, estimate.rows[0]?.size ?? 0)
}
