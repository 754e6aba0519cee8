import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { deskPaths } from './paths.ts'

export { deskPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: deskPaths.inbox, page: async () => (await import('./InboxPage.tsx')).InboxPage },
  { path: deskPaths.shared, page: async () => (await import('./SharedPage.tsx')).SharedPage },
  { path: deskPaths.pieces, page: async () => (await import('./PiecesPage.tsx')).PiecesPage },
  { path: deskPaths.piece('$id'), page: async () => (await import('./PiecePage.tsx')).PiecePage },
  { path: deskPaths.backEntry, page: async () => (await import('./BackEntryPage.tsx')).BackEntryPage },
]

/** Items that nobody has received yet. */
const useWaiting = (): number | undefined =>
  useQuery(api.desk.counts.queryOptions({ input: {} })).data?.groups.find(({ group }) => group === 'toReceive')?.count

export const menu: WebModule['menu'] = [
  {
    label: 'desk.inbox',
    to: deskPaths.inbox,
    icon: 'inbox',
    group: 'desk',
    order: 1,
    when: (me) => may(me, 'handling.read'),
    useCount: useWaiting,
  },
  {
    label: 'desk.pieces',
    to: deskPaths.pieces,
    icon: 'columns',
    group: 'desk',
    order: 2,
    when: (me) => may(me, 'piece.edit', 'piece.review'),
  },
  {
    label: 'desk.shared_items',
    to: deskPaths.shared,
    icon: 'globe',
    group: 'read',
    order: 21,
    when: (me) => may(me, 'submission.read', 'handling.read'),
  },
]
