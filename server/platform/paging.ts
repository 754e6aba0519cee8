import { sql } from 'kysely'
import type { SelectQueryBuilder } from 'kysely'
import { Refusal } from './refusal.ts'

/** More hits than this are not counted: "超过 1000 条". */
const countCap = 1000

/** A keyset cursor: the sort value and id of the last row of the page before. */
export function readCursor(cursor: string | undefined): { value: string; id: string } | undefined {
  if (cursor === undefined) return undefined
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (typeof value !== 'string' || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) throw new Error('shape')
    return { value, id }
  } catch {
    throw new Refusal('bad_input', { field: 'cursor' })
  }
}

export const writeCursor = (value: Date | string | number, id: string): string =>
  Buffer.from(JSON.stringify([value instanceof Date ? value.toISOString() : String(value), id])).toString('base64url')

/** Cuts the extra row that shows there is a next page. Ask the query for `limit + 1` rows. */
export function pageFrom<Row extends { id: string }>(
  rows: Row[],
  limit: number,
  sortValue: (row: Row) => Date | string | number,
) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > limit && last ? writeCursor(sortValue(last), last.id) : null }
}

// oxlint-disable-next-line typescript/no-explicit-any -- any selection of any table can be counted
type AnySelection = SelectQueryBuilder<any, any, any>

/** Counts at most `countCap` rows of a query, so that a list over a million rows answers at once. */
export async function cappedCount(query: AnySelection): Promise<{ total: number; totalCapped: boolean }> {
  const limited = query
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`1`.as('one'))
    .limit(countCap + 1)
  const total = (await limited.execute()).length
  return { total: Math.min(total, countCap), totalCapped: total > countCap }
}
