import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { paths } from '../app/paths.ts'

export const routes: WebModule['routes'] = [
  { path: paths.home, page: async () => (await import('./HomePage.tsx')).HomePage },
  { path: paths.notices, page: async () => (await import('./NoticesPage.tsx')).NoticesPage },
  { path: '/digests', page: async () => (await import('./DigestPage.tsx')).DigestPage },
  { path: '/digests/$id', page: async () => (await import('./DigestPage.tsx')).DigestPage },
]

export const menu: WebModule['menu'] = [
  { label: 'home.title', to: paths.home, icon: 'home', group: 'work', order: 1, when: () => true },
]

/** The number on the bell. */
export const useUnread = (): number | undefined =>
  useQuery({ ...api.home.unreadNotices.queryOptions(), refetchInterval: 120_000 }).data?.count
