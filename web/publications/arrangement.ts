/** The order of an issue while it is composed: what waits in the pool, and each column with its entries. */
export interface Arrangement {
  pool: string[]
  columns: { columnId: string; adoptionIds: string[] }[]
}

export const poolPlace = 'pool'

/** Where an adoption is now: the pool or a column. */
export function placeOf(arrangement: Arrangement, adoptionId: string): string | undefined {
  if (arrangement.pool.includes(adoptionId)) return poolPlace
  return arrangement.columns.find((column) => column.adoptionIds.includes(adoptionId))?.columnId
}

export const idsIn = (arrangement: Arrangement, place: string): string[] =>
  place === poolPlace
    ? arrangement.pool
    : (arrangement.columns.find((column) => column.columnId === place)?.adoptionIds ?? [])

/** Takes the adoption from wherever it is and puts it at `index` of `place`; beyond the end means last. */
export function moveTo(arrangement: Arrangement, adoptionId: string, place: string, index: number): Arrangement {
  const without = (ids: string[]) => ids.filter((id) => id !== adoptionId)
  const withIt = (ids: string[]) => {
    const rest = without(ids)
    const at = Math.min(Math.max(index, 0), rest.length)
    return [...rest.slice(0, at), adoptionId, ...rest.slice(at)]
  }
  return {
    pool: place === poolPlace ? withIt(arrangement.pool) : without(arrangement.pool),
    columns: arrangement.columns.map((column) => ({
      ...column,
      adoptionIds: column.columnId === place ? withIt(column.adoptionIds) : without(column.adoptionIds),
    })),
  }
}

/** One place up or down within its column. */
export function step(arrangement: Arrangement, adoptionId: string, by: 1 | -1): Arrangement {
  const place = placeOf(arrangement, adoptionId)
  if (place === undefined) return arrangement
  const ids = idsIn(arrangement, place)
  const to = ids.indexOf(adoptionId) + by
  return to < 0 || to >= ids.length ? arrangement : moveTo(arrangement, adoptionId, place, to)
}

/** Whether both say the same about the issue; the order of the pool is nobody's decision. */
export const sameOrder = (one: Arrangement, other: Arrangement): boolean =>
  JSON.stringify(one.columns) === JSON.stringify(other.columns)
