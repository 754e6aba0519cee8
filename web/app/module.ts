import type { ComponentType } from 'react'
import type { IconName } from '../ui/Icon.tsx'
import type { MessageKey } from './i18n.ts'
import type { Me } from './session.tsx'

/** A page of a module. Its code is fetched when someone goes there. */
export interface PageRoute {
  /** TanStack path: '/submissions/$id'. */
  path: string
  page: () => Promise<ComponentType>
  /** shell: top bar and menu (the default). reading: top bar only, calm. bare: nothing, and nobody needs to be signed in. */
  frame?: 'shell' | 'reading' | 'bare'
}

/** The groups of the menu, in their order. */
export const menuGroups = ['work', 'write', 'desk', 'publish', 'direct', 'assess', 'read', 'office', 'admin'] as const
export type MenuGroup = (typeof menuGroups)[number]

export interface MenuEntry {
  label: MessageKey
  to: string
  icon: IconName
  group: MenuGroup
  /** Smaller comes first within the group. */
  order: number
  when: (me: Me) => boolean
  /** A hook that gives the number waiting there, shown beside the label; nothing or 0 shows nothing. */
  useCount?: () => number | undefined
}

/** What `web/<module>/index.tsx` exports: its pages, and its places in the menu. */
export interface WebModule {
  routes: PageRoute[]
  menu?: MenuEntry[]
  /** A hook that gives the number on the bell. One module has it (home). */
  useUnread?: () => number | undefined
}
