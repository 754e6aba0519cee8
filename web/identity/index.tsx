import type { WebModule } from '../app/module.ts'
import { paths } from '../app/paths.ts'
import { may } from '../app/session.tsx'
import { identityPaths } from './paths.ts'

export { identityPaths } from './paths.ts'
export { useProof } from './useProof.tsx'

export const routes: WebModule['routes'] = [
  { path: paths.login, frame: 'bare', page: async () => (await import('./LoginPage.tsx')).LoginPage },
  { path: paths.setUp('$token'), frame: 'bare', page: async () => (await import('./SetUpPage.tsx')).SetUpPage },
  { path: paths.account, page: async () => (await import('./AccountPage.tsx')).AccountPage },
  { path: identityPaths.accounts, page: async () => (await import('./AccountsPage.tsx')).AccountsPage },
  { path: identityPaths.online, page: async () => (await import('./OnlinePage.tsx')).OnlinePage },
  {
    path: identityPaths.factorHolders,
    page: async () => (await import('./FactorHoldersPage.tsx')).FactorHoldersPage,
  },
  { path: identityPaths.settings, page: async () => (await import('./SettingsPage.tsx')).SettingsPage },
  { path: identityPaths.api, page: async () => (await import('./ApiPage.tsx')).ApiPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'identity.accounts',
    to: identityPaths.accounts,
    icon: 'key',
    group: 'admin',
    order: 10,
    when: (me) => may(me, 'account.manage'),
  },
  {
    label: 'identity.online',
    to: identityPaths.online,
    icon: 'eye',
    group: 'admin',
    order: 20,
    when: (me) => may(me, 'session.manage'),
  },
  {
    label: 'identity.factor_holders',
    to: identityPaths.factorHolders,
    icon: 'key',
    group: 'admin',
    order: 25,
    when: (me) => may(me, 'session.manage'),
  },
  {
    label: 'identity.settings',
    to: identityPaths.settings,
    icon: 'shield',
    group: 'admin',
    order: 30,
    when: (me) => may(me, 'setting.manage', 'session.manage', 'audit.read'),
  },
  {
    label: 'identity.api',
    to: identityPaths.api,
    icon: 'columns',
    group: 'admin',
    order: 40,
    when: (me) => may(me, 'account.manage', 'setting.manage'),
  },
]
