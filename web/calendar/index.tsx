import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { calendarPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: calendarPaths.calendar, page: async () => (await import('./CalendarPage.tsx')).CalendarPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'calendar.title',
    to: calendarPaths.calendar,
    icon: 'clock',
    group: 'office',
    order: 61,
    when: (me) => may(me, 'catalogue.manage', 'setting.manage', 'directive.manage'),
  },
]
