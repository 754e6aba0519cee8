import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { pairsOf } from './rules/grams.ts'

/** What stands for the size of the sample among the pairs. */
const whole = ''
/** Before the sample is taken everything is equally rare. */
const unknown = 1000

/** How rare these pairs are, by the sample. */
export async function rarityOf(
  cx: Cx,
  pairs: string[],
): Promise<{ records: (pair: string) => number; sampled: number }> {
  const rows = await cx.db
    .selectFrom('library_gram')
    .select(['gram', 'records'])
    .where('gram', '=', sql<string>`any(${[whole, ...pairs]}::text[])`)
    .execute()
  const known = new Map(rows.map((row) => [row.gram, row.records]))
  return { records: (pair) => known.get(pair) ?? 0.5, sampled: known.get(whole) ?? unknown }
}

/** A longer term is at most as frequent as its rarest pair. */
export const termRecords = (term: string, records: (pair: string) => number): number =>
  term.length === 1 ? records(term) : Math.min(...pairsOf(term).map(records))

const sampleSize = 8000

/**
 * Counts pairs in a sample of all the years: what was said often long ago is not rare. `size`: how many records there are, roughly. A
 * background job; it may run at any time.
 */
export async function sampleGrams(cx: Cx, size: number): Promise<void> {
  const share = Math.min(100, (sampleSize / Math.max(1, size)) * 100)
  const sample = `from library_record tablesample system (${share}) repeatable (1)`
  await cx.db.deleteFrom('library_gram').execute()
  await sql`
    insert into library_gram (gram, records)
    select substr(word, 3), sum(ndoc)::int from ts_stat(${`select tsv ${sample}`})
    where length(word) = 4 group by 1 having sum(ndoc) > 1
    union all select ${whole}, count(*)::int ${sql.raw(sample)}`.execute(cx.db)
}
