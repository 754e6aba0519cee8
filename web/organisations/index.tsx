import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { organisationPaths } from './paths.ts'

export { organisationPaths } from './paths.ts'
export { PersonPicker, UnitPicker } from './pickers.tsx'

export const routes: WebModule['routes'] = [
  { path: organisationPaths.units, page: async () => (await import('./UnitsPage.tsx')).UnitsPage },
  { path: organisationPaths.directory, page: async () => (await import('./DirectoryPage.tsx')).DirectoryPage },
  { path: organisationPaths.person('$id'), page: async () => (await import('./PersonPage.tsx')).PersonPage },
  { path: organisationPaths.roster, page: async () => (await import('./RosterPage.tsx')).RosterPage },
  { path: organisationPaths.grants, page: async () => (await import('./GrantsPage.tsx')).GrantsPage },
  { path: organisationPaths.myGrants, page: async () => (await import('./MyGrantsPage.tsx')).MyGrantsPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'organisations.directory',
    to: organisationPaths.directory,
    icon: 'people',
    group: 'office',
    order: 10,
    when: () => true,
  },
  {
    label: 'organisations.units',
    to: organisationPaths.units,
    icon: 'tree',
    group: 'office',
    order: 20,
    when: () => true,
  },
  {
    label: 'organisations.roster',
    to: organisationPaths.roster,
    icon: 'list',
    group: 'office',
    order: 30,
    when: (me) => may(me, 'person.manage', 'handling.read', 'unit.manage'),
  },
  {
    label: 'organisations.my_grants',
    to: organisationPaths.myGrants,
    icon: 'stamp',
    group: 'office',
    order: 40,
    when: (me) => may(me, 'submission.sign', 'issue.sign'),
  },
  {
    label: 'organisations.grants',
    to: organisationPaths.grants,
    icon: 'shield',
    group: 'admin',
    order: 15,
    when: (me) => may(me, 'grant.manage'),
  },
]
