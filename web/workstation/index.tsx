import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { workstationPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  {
    path: workstationPaths.workstation,
    frame: 'bare',
    page: async () => (await import('./WorkstationPage.tsx')).WorkstationPage,
  },
]

export const menu: WebModule['menu'] = [
  {
    label: 'workstation.title',
    to: workstationPaths.workstation,
    icon: 'lock',
    group: 'write',
    order: 90,
    when: (me) => may(me, 'submission.draft', 'submission.review'),
  },
]
