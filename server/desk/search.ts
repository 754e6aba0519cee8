import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'

/**
 * Rows whose `columns` hold the words: the gram index finds candidates, `ilike` makes sure. Undefined when nothing is asked.
 * Without `gramsColumn` the rows are read as they come: for words that very many rows hold.
 */
export function holdsWords(
  gramsColumn: string | null,
  columns: string[],
  search: string | undefined,
): RawBuilder<SqlBool> | undefined {
  const words = search?.trim()
  if (!words) return undefined
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const any = columns
    .map((column) => sql<SqlBool>`${sql.ref(column)} ilike ${pattern}`)
    .reduce((either, or) => sql<SqlBool>`${either} or ${or}`)
  if (gramsColumn === null) return sql<SqlBool>`(${any})`
  return sql<SqlBool>`${sql.ref(gramsColumn)} @> query_grams(${words}) and (${any})`
}
