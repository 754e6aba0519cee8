import { useEffect, useRef, useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { api, client, queryClient, refetchModules, refusalOf } from '../app/api.ts'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'
import { sameOrder } from './arrangement.ts'
import type { Arrangement } from './arrangement.ts'

export type SaveState = 'saved' | 'saving' | 'failed'

/**
 * The order on the screen and its way to the server: each change is shown at once and saved in turn, the newest order last.
 * When someone else arranged meanwhile, theirs is shown and nothing of it is overwritten.
 */
export function useArrangement(issue: Issue, waiting: string[]): { arrangement: Arrangement; change: (next: Arrangement) => void; state: SaveState; stale: boolean } {
  const known = arrangementOf(issue, waiting)
  const [mine, setMine] = useState<Arrangement | null>(null)
  const [state, setState] = useState<SaveState>('saved')
  const [stale, setStale] = useState(false)
  const wanted = useRef<Arrangement | null>(null)
  const running = useRef(false)
  const version = useRef(issue.version)

  useEffect(() => {
    if (!running.current) version.current = issue.version
  }, [issue.version])

  const save = async () => {
    running.current = true
    setState('saving')
    try {
      while (wanted.current) {
        const next = wanted.current
        wanted.current = null
        const saved = await client.publications.arrange({ id: issue.id, version: version.current, columns: next.columns })
        version.current = saved.version
        keep(saved)
      }
      setState('saved')
    } catch (error) {
      wanted.current = null
      setStale(refusalOf(error)?.code === 'stale')
      setState('failed')
      if (refusalOf(error)?.code !== 'stale') say.error(sentenceOf(error))
      const fresh = await client.publications.issue({ id: issue.id }).catch(() => null)
      if (fresh) {
        version.current = fresh.version
        keep(fresh)
        setState('saved')
      }
    } finally {
      running.current = false
      await refetchModules('publications')
      if (!wanted.current) setMine(null)
    }
  }
  const change = (next: Arrangement) => {
    if (sameOrder(next, mine ?? known)) return
    setStale(false)
    setMine(next)
    wanted.current = next
    if (!running.current) void save()
  }
  return { arrangement: mine ?? known, change, state, stale }
}

export const keep = (issue: Issue): unknown => queryClient.setQueryData(api.publications.issue.queryKey({ input: { id: issue.id } }), issue)

function arrangementOf(issue: Issue, waiting: string[]): Arrangement {
  const columns = issue.columns.map((column) => ({ columnId: column.id, adoptionIds: column.entries.map((entry) => entry.adoptionId) }))
  const placed = new Set(columns.flatMap((column) => column.adoptionIds))
  return { pool: waiting.filter((id) => !placed.has(id)), columns }
}

