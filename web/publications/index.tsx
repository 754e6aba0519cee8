import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { publicationPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: publicationPaths.pool, page: async () => (await import('./PoolPage.tsx')).PoolPage },
  { path: publicationPaths.issues, page: async () => (await import('./IssuesPage.tsx')).IssuesPage },
  { path: publicationPaths.issue('$id'), page: async () => (await import('./IssuePage.tsx')).IssuePage },
  { path: publicationPaths.settings, page: async () => (await import('./SettingsPage.tsx')).SettingsPage },
  { path: publicationPaths.results, page: async () => (await import('./ResultsPage.tsx')).ResultsPage },
  { path: publicationPaths.copies, page: async () => (await import('./CopyRegisterPage.tsx')).CopyRegisterPage },
  { path: publicationPaths.tiers, page: async () => (await import('./TiersPage.tsx')).TiersPage },
]

/** Adopted and not in an issue yet. */
const useWaiting = (): number | undefined =>
  useQuery(api.publications.pool.queryOptions({ input: { placed: false, limit: 1 }, staleTime: 60_000 })).data?.total ??
  undefined

export const menu: WebModule['menu'] = [
  {
    label: 'publications.pool',
    to: publicationPaths.pool,
    icon: 'columns',
    group: 'publish',
    order: 1,
    when: (me) => me.isOffice && may(me, 'issue.compose'),
    useCount: useWaiting,
  },
  {
    label: 'publications.issues',
    to: publicationPaths.issues,
    icon: 'book',
    group: 'publish',
    order: 2,
    when: (me) => me.isOffice && may(me, 'issue.read'),
  },
  {
    label: 'publications.results',
    to: publicationPaths.results,
    icon: 'up',
    group: 'publish',
    order: 2.4,
    when: (me) => me.isOffice && may(me, 'issue.compose'),
  },
  {
    label: 'publications.copy_register',
    to: publicationPaths.copies,
    icon: 'list',
    group: 'publish',
    order: 2.5,
    when: (me) => me.isOffice && may(me, 'issue.compose'),
  },
  {
    label: 'publications.settings',
    to: publicationPaths.settings,
    icon: 'settings',
    group: 'publish',
    order: 3,
    when: (me) => me.isOffice && may(me, 'publication.manage', 'issue.compose'),
  },
]
