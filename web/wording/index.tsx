import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'

export { FoundWords } from './FoundWords.tsx'

export const wordingPaths = { lists: '/admin/word-lists' } as const

export const routes: WebModule['routes'] = [
  { path: wordingPaths.lists, page: async () => (await import('./WordListsPage.tsx')).WordListsPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'wording.title',
    to: wordingPaths.lists,
    icon: 'list',
    group: 'admin',
    order: 28,
    when: (me) => may(me, 'wording.manage'),
  },
]
