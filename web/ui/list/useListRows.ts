import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ListAsk, ListPage, ListSource } from './types.ts'

const firstLimit = 60
const nextLimit = 200
const refetchAtMost = 6 // pages; below that the list is told to be old instead of fetched whole again

/** The rows fetched so far, and the next ones when asked. Deep down a change is announced, not fetched: fifty pages would come again. */
export function useListRows<Row>(source: ListSource<Row>, ask: ListAsk) {
  const cache = useQueryClient()
  const [deep, setDeep] = useState(false)
  const [outdated, setOutdated] = useState(false)
  const queryKey = useMemo(() => [...source.key, 'list', ask], [source.key, ask])
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }): Promise<ListPage<Row>> =>
      source.load(ask, { cursor: pageParam, limit: pageParam === undefined ? firstLimit : nextLimit }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: !deep,
  })
  const pages = query.data?.pages
  const isDeep = (pages?.length ?? 0) > refetchAtMost
  useEffect(() => {
    setDeep(isDeep)
    if (!isDeep) setOutdated(false)
  }, [isDeep])
  useEffect(() => {
    const hash = JSON.stringify(queryKey)
    return cache.getQueryCache().subscribe((event) => {
      if (
        event.type === 'updated' &&
        event.action.type === 'invalidate' &&
        deep &&
        JSON.stringify(event.query.queryKey) === hash
      )
        setOutdated(true)
    })
  }, [cache, queryKey, deep])

  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages])
  const first = pages?.[0]
  return {
    rows,
    query,
    outdated,
    total: first?.total ?? null,
    totalCapped: first?.totalCapped ?? false,
    renew: () => {
      setDeep(false)
      setOutdated(false)
      void cache.resetQueries({ queryKey })
    },
  }
}
