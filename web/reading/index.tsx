import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { readingPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: readingPaths.home, page: async () => (await import('./ReadingHome.tsx')).ReadingHome },
  {
    path: readingPaths.issue('$id'),
    page: async () => (await import('./ReadingPage.tsx')).ReadingPage,
    frame: 'reading',
  },
]

/** Issues I have not opened yet. */
const useUnreadIssues = (): number | undefined =>
  useQuery(api.publications.readingList.queryOptions({ input: { unread: true, limit: 1 }, staleTime: 60_000 })).data
    ?.total ?? undefined

export const menu: WebModule['menu'] = [
  {
    label: 'reading.title',
    to: readingPaths.home,
    icon: 'book',
    group: 'read',
    order: 1,
    when: (me) => may(me, 'issue.readOwn'),
    useCount: useUnreadIssues,
  },
]
