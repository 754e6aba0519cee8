import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { cataloguePaths } from './paths.ts'

export { cataloguePaths } from './paths.ts'
export { useEntryName, useOptions } from './use-options.ts'

export const routes: WebModule['routes'] = [
  { path: cataloguePaths.catalogue, page: async () => (await import('./CataloguePage.tsx')).CataloguePage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'catalogue.title',
    to: cataloguePaths.catalogue,
    icon: 'settings',
    group: 'office',
    order: 60,
    when: (me) => may(me, 'catalogue.manage', 'setting.manage'),
  },
]
