import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'

export const routes: WebModule['routes'] = [
  { path: '/admin/audit', page: async () => (await import('./AuditPage.tsx')).AuditPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'audit.title',
    to: '/admin/audit',
    icon: 'clock',
    group: 'admin',
    order: 5,
    when: (me) => may(me, 'audit.read'),
  },
]
