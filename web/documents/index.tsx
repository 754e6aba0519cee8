import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { documentPaths } from './paths.ts'

export { PaperPages } from './PaperPages.tsx'

export const routes: WebModule['routes'] = [
  { path: documentPaths.verify, frame: 'bare', page: async () => (await import('./VerifyPage.tsx')).VerifyPage },
  { path: documentPaths.fonts, page: async () => (await import('./FontsPage.tsx')).FontsPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'documents.fonts',
    to: documentPaths.fonts,
    icon: 'print',
    group: 'admin',
    order: 45,
    when: (me) => may(me, 'setting.manage'),
  },
]
