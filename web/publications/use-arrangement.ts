import { useEffect, useRef, useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { api, client, isPassing, queryClient, refetchModules } from '../app/api.ts'
import { sameOrder } from './arrangement.ts'
import type { Arrangement } from './arrangement.ts'

export type SaveState = 'saved' | 'saving' | 'failed'

/**
 * The order on the screen and its way to the server: each change is shown at once and saved in turn, the newest order last.
 * `failed`: the server cannot be reached; the order stays on the screen and `retry` sends it again.
 * `refused`: the server said no (someone else arranged meanwhile): theirs is shown, and nothing of it is overwritten.
 */
export function useArrangement(
  issue: Issue,
  waiting: string[],
): {
  arrangement: Arrangement
  change: (next: Arrangement) => void
  state: SaveState
  refused: unknown
  retry: () => void
} {
  const known = arrangementOf(issue, waiting)
  const [mine, setMine] = useState<Arrangement | null>(null)
  const [state, setState] = useState<SaveState>('saved')
  const [refused, setRefused] = useState<unknown>(null)
  const wanted = useRef<Arrangement | null>(null)
  const running = useRef(false)
  const version = useRef(issue.version)

  // an order that waits to be sent keeps the version it was made on, so that the server sees when it is out of date
  useEffect(() => {
    if (!running.current && mine === null) version.current = issue.version
  }, [issue.version, mine])

  const save = async () => {
    running.current = true
    setState('saving')
    let sending: Arrangement | null = null
    try {
      while (wanted.current) {
        sending = wanted.current
        wanted.current = null
        const saved = await client.publications.arrange({
          id: issue.id,
          version: version.current,
          columns: sending.columns,
        })
        version.current = saved.version
        await keep(saved)
      }
    } catch (error) {
      if (isPassing(error)) {
        wanted.current ??= sending
        running.current = false
        setState('failed')
        return
      }
      wanted.current = null
      setRefused(error)
      const fresh = await client.publications.issue({ id: issue.id }).catch(() => null)
      if (fresh) await keep(fresh)
    }
    running.current = false
    setState('saved')
    await refetchModules('publications') // the pool, too: until then the order stays as it was put
    if (!running.current && !wanted.current) setMine(null)
  }
  const change = (next: Arrangement) => {
    if (sameOrder(next, mine ?? known)) return
    setRefused(null)
    setMine(next)
    wanted.current = next
    if (!running.current) void save()
  }
  const retry = () => {
    if (!running.current && wanted.current) void save()
  }
  return { arrangement: refused ? known : (mine ?? known), change, state, refused, retry }
}

/** Shows this answer of the server; an older one that is still on its way may not replace it. */
export async function keep(issue: Issue): Promise<void> {
  const queryKey = api.publications.issue.queryKey({ input: { id: issue.id } })
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, issue)
}

function arrangementOf(issue: Issue, waiting: string[]): Arrangement {
  const columns = issue.columns.map((column) => ({
    columnId: column.id,
    adoptionIds: column.entries.map((entry) => entry.adoptionId),
  }))
  const placed = new Set(columns.flatMap((column) => column.adoptionIds))
  return { pool: waiting.filter((id) => !placed.has(id)), columns }
}
