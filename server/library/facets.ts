import { sql } from 'kysely'
import type { Facet, FacetName, Search, Statistics } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { newestIds, prepare } from './ask.ts'

/** Facets are counted over so many of the newest hits, and say so. Statistics read more, and take longer. */
const [facetRows, statisticRows] = [2000, 200_000]
const facetNames = ['kind', 'year', 'unit', 'category', 'state', 'publication', 'topic', 'place'] as const

export async function facets(cx: Cx, input: Search): Promise<{ facets: Facet[]; of: number; capped: boolean }> {
  const counted = await spread(cx, input, facetRows, 30)
  return {
    facets: facetNames.map((name) => ({ name, values: counted.get(name) ?? [] })),
    of: counted.total,
    capped: counted.total === facetRows,
  }
}

/** 统计: the same spread, over everything that may be seen, by month instead of by kind. */
export async function statistics(cx: Cx, input: Search): Promise<Statistics> {
  const counted = await spread(cx, input, statisticRows, 40, true)
  const of = (name: string) => counted.get(name) ?? []
  return {
    total: counted.total,
    units: of('unit'),
    topics: of('topic'),
    places: of('place'),
    categories: of('category'),
    months: of('month').toSorted((one, other) => one.value.localeCompare(other.value)),
  }
}

const columns = ['kind', 'source_unit_id', 'category_code', 'state', 'publication_name', 'topics', 'places']

type Spread = Map<string, { value: string; label: string; count: number }[]> & { total: number }

async function spread(cx: Cx, input: Search, limit: number, most: number, withMonths = false): Promise<Spread> {
  const asked = await prepare(cx, input)
  const by = (name: FacetName | 'month', value: ReturnType<typeof sql>) =>
    sql`select ${name} as name, ${value} as value, count(*)::int as count from hits group by 2`
  const each = (name: FacetName, column: string) =>
    sql`select ${name} as name, value, count(*)::int as count from hits, unnest(${sql.ref(`hits.${column}`)}) value group by 2`
  const parts = [
    by('kind', sql`kind`),
    by('year', sql`extract(year from sort_at at time zone 'Asia/Shanghai')::text`),
    by('unit', sql`source_unit_id::text`),
    by('category', sql`category_code`),
    by('state', sql`state`),
    by('publication', sql`nullif(publication_name, '')`),
    each('topic', 'topics'),
    each('place', 'places'),
    ...(withMonths ? [by('month', sql`to_char(sort_at at time zone 'Asia/Shanghai', 'YYYY-MM')`)] : []),
  ]
  const { rows } = await sql<{ name: string; value: string | null; count: number; label: string | null }>`
    with hits as materialized (${newestIds(asked, { limit, columns })}), counted as (${sql.join(parts, sql` union all `)}),
    placed as (select *, row_number() over (partition by name order by count desc, value) as place from counted)
    select name, value, count, (select unit.short_name from unit where unit.id = case when placed.name = 'unit' then value::uuid end) as label
    from placed where value is not null and (place <= ${most} or name in ('month', 'kind')) order by name, place`.execute(
    cx.db,
  )
  const found = new Map() as Spread
  found.total = rows.filter((row) => row.name === 'kind').reduce((sum, row) => sum + row.count, 0)
  for (const row of rows) {
    const values = found.get(row.name) ?? []
    found.set(row.name, [...values, { value: row.value!, label: row.label ?? row.value!, count: row.count }])
  }
  return found
}
