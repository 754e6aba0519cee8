import type { ReactNode } from 'react'

/** One page as every list of the server answers (contract/common.ts, pageOf). */
export interface ListPage<Row> {
  items: Row[]
  nextCursor: string | null
  total: number | null
  totalCapped: boolean
}

/** What the person asks the list for. It stands in the address, so that a list can be sent to a colleague and found again. */
export interface ListAsk {
  text: string
  tab: string | undefined
  /** A column's `sort`; with '-' in front: the largest first. */
  sort: string | undefined
  /** The chosen values of each filter, by its key; of a days filter under '<key>From' and '<key>To'. */
  filters: Record<string, string[]>
}

/** Where rows come from. `key` begins with `api.<module>.<entry>.key()`, so that the live line finds it. */
export interface ListSource<Row> {
  key: readonly unknown[]
  load: (ask: ListAsk, page: { cursor: string | undefined; limit: number }) => Promise<ListPage<Row>>
}

export interface ListColumn<Row> {
  key: string
  title: string
  /** A width of CSS grid: '120px', 'minmax(240px, 1fr)'. */
  width: string
  render: (row: Row) => ReactNode
  /** What stands in an exported file, when the words of `render` would not do. */
  value?: (row: Row) => string | number | null
  /** The name the server sorts by; without it the head is no button. */
  sort?: string
  /** A first click sorts the largest (the newest) first. */
  descendingFirst?: boolean
  align?: 'right' | 'center'
}

export interface ListChoice {
  value: string
  label: string
}

export type ListFilter =
  | { kind: 'choice'; key: string; label: string; choices: ListChoice[]; multiple?: boolean; width?: number }
  | { kind: 'days'; key: string; label: string }

export interface ListTab {
  value: string
  label: string
  count?: number
}
