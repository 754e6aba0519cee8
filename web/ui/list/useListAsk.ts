import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ListAsk } from './types.ts'

const own = { text: 'q', sort: 'sort', tab: 'tab', at: 'at' } as const

export interface AskChange {
  text?: string
  sort?: string | undefined
  tab?: string
  filters?: Record<string, string[]>
  at?: string
}

/** The state of a list, read from the address and written to it. Typing replaces the entry of the history, it does not add one. */
export function useListAsk(
  filterKeys: string[],
  defaults: { sort?: string; tab?: string },
): {
  ask: ListAsk
  at: string | undefined
  change: (change: AskChange) => void
  clear: () => void
  isNarrowed: boolean
} {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const names = filterKeys.join()
  const ask = useMemo<ListAsk>(() => {
    const filters: Record<string, string[]> = {}
    for (const name of names.split(',')) {
      const value = search[name]
      if (value !== undefined && value !== '') filters[name] = String(value).split(',')
    }
    return {
      text: textOf(search[own.text]) ?? '',
      sort: textOf(search[own.sort]) ?? defaults.sort,
      tab: textOf(search[own.tab]) ?? defaults.tab,
      filters,
    }
  }, [search, names, defaults.sort, defaults.tab])

  const write = (next: Record<string, string | undefined>) => {
    const merged: Record<string, unknown> = { ...search, ...next }
    for (const [key, value] of Object.entries(merged)) if (value === undefined || value === '') delete merged[key]
    void navigate({ to: '.', search: merged, replace: true, resetScroll: false } as never)
  }
  return {
    ask,
    at: textOf(search[own.at]),
    change: ({ filters, ...rest }) => {
      const chosen = Object.fromEntries(Object.entries(filters ?? {}).map(([key, values]) => [key, values.join(',')]))
      const plain = Object.fromEntries(
        Object.entries(rest).map(([key, value]) => [own[key as keyof typeof own], value]),
      )
      write({ ...('at' in rest ? {} : { at: undefined }), ...plain, ...chosen })
    },
    clear: () => write(Object.fromEntries([own.text, own.at, ...filterKeys].map((key) => [key, undefined]))),
    isNarrowed: ask.text !== '' || Object.keys(ask.filters).length > 0,
  }
}

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : String(value)
