import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { assessmentPaths as paths } from './paths.ts'

export { ItemScores } from './ItemScores.tsx'

export const routes: WebModule['routes'] = [
  { path: paths.scores, page: async () => (await import('./ScoresPage.tsx')).ScoresPage },
  { path: paths.standings, page: async () => (await import('./StandingsPage.tsx')).StandingsPage },
  { path: paths.unit('$id'), page: async () => (await import('./UnitPage.tsx')).UnitPage },
  { path: paths.schemes, page: async () => (await import('./SchemesPage.tsx')).SchemesPage },
  { path: paths.scheme('$id'), page: async () => (await import('./SchemePage.tsx')).SchemePage },
  { path: paths.ledger, page: async () => (await import('./LedgerPage.tsx')).LedgerPage },
  { path: paths.periods, page: async () => (await import('./PeriodsPage.tsx')).PeriodsPage },
  { path: paths.period('$id'), page: async () => (await import('./PeriodPage.tsx')).PeriodPage },
  { path: paths.appeals, page: async () => (await import('./AppealsPage.tsx')).AppealsPage },
  { path: paths.bulletins, page: async () => (await import('./BulletinsPage.tsx')).BulletinsPage },
  { path: paths.bulletin('$id'), page: async () => (await import('./BulletinPage.tsx')).BulletinPage },
  { path: paths.received, page: async () => (await import('./ReceivedPage.tsx')).ReceivedPage },
  {
    path: paths.receivedOne('$id'),
    page: async () => (await import('./ReceivedBulletinPage.tsx')).ReceivedBulletinPage,
  },
  { path: paths.year, page: async () => (await import('./YearPage.tsx')).YearPage },
]

/** Bulletins my unit has not read. */
const useUnread = (): number | undefined =>
  useQuery(api.assessment.receivedBulletins.queryOptions({ input: { unread: true, limit: 1 }, staleTime: 60_000 })).data
    ?.total ?? undefined

export const menu: WebModule['menu'] = [
  {
    label: 'assessment.menu_scores',
    to: paths.scores,
    icon: 'chart',
    group: 'assess',
    order: 20,
    when: (me) => may(me, 'assessment.readOwn'),
  },
  {
    label: 'assessment.menu_received',
    to: paths.received,
    icon: 'book',
    group: 'assess',
    order: 21,
    when: (me) => may(me, 'assessment.readOwn'),
    useCount: useUnread,
  },
  {
    label: 'assessment.menu_standings',
    to: paths.standings,
    icon: 'chart',
    group: 'assess',
    order: 1,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_ledger',
    to: paths.ledger,
    icon: 'list',
    group: 'assess',
    order: 2,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_periods',
    to: paths.periods,
    icon: 'clock',
    group: 'assess',
    order: 3,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_bulletins',
    to: paths.bulletins,
    icon: 'print',
    group: 'assess',
    order: 4,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_appeals',
    to: paths.appeals,
    icon: 'comment',
    group: 'assess',
    order: 5,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_year',
    to: paths.year,
    icon: 'stamp',
    group: 'assess',
    order: 6,
    when: (me) => may(me, 'assessment.read'),
  },
  {
    label: 'assessment.menu_schemes',
    to: paths.schemes,
    icon: 'settings',
    group: 'assess',
    order: 7,
    when: (me) => may(me, 'assessment.read'),
  },
]
