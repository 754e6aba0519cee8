import { useMemo, useRef, useState } from 'react'

export interface Selection<Row> {
  rows: Row[]
  all: boolean
  has: (key: string) => boolean
  /** `range`: everything between the last chosen row and this one. */
  toggle: (index: number, range: boolean) => void
  toggleAll: () => void
  clear: () => void
}

/** The chosen rows of a list. A row that leaves the list leaves the choice. */
export function useSelection<Row>(rows: Row[], rowKey: (row: Row) => string): Selection<Row> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef(-1)
  const chosen = useMemo(
    () => (keys.size === 0 ? [] : rows.filter((row) => keys.has(rowKey(row)))),
    [rows, keys, rowKey],
  )
  return {
    rows: chosen,
    all: rows.length > 0 && chosen.length === rows.length,
    has: (key) => keys.has(key),
    toggle: (index, range) => {
      const row = rows[index]
      if (row === undefined) return
      const next = new Set(keys)
      const from = range && anchor.current >= 0 ? anchor.current : index
      const choose = !next.has(rowKey(row))
      for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
        const between = rows[at]
        if (between === undefined) continue
        if (choose) next.add(rowKey(between))
        else next.delete(rowKey(between))
      }
      anchor.current = index
      setKeys(next)
    },
    toggleAll: () => setKeys(chosen.length === rows.length ? new Set() : new Set(rows.map(rowKey))),
    clear: () => setKeys(new Set()),
  }
}
