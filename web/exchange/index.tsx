import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { exchangePaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: exchangePaths.lines, page: async () => (await import('./LinesPage.tsx')).LinesPage },
  { path: exchangePaths.held, page: async () => (await import('./HeldPage.tsx')).HeldPage },
  { path: exchangePaths.invitations, page: async () => (await import('./InvitationsPage.tsx')).InvitationsPage },
  { path: exchangePaths.self, page: async () => (await import('./SelfPage.tsx')).SelfPage },
  { path: exchangePaths.line('$id'), page: async () => (await import('./LinePage.tsx')).LinePage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'exchange.lines',
    to: exchangePaths.lines,
    icon: 'globe',
    group: 'admin',
    order: 35,
    when: (me) => may(me, 'node.manage', 'node.confirm'),
  },
]
