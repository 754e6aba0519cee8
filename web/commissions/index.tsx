import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import type { AnswersFieldProps } from './AnswersField.tsx'
import { commissionPaths } from './paths.ts'
import type { RecipientsFieldProps } from './RecipientsField.tsx'

export { commissionPaths } from './paths.ts'

const LazyAnswersField = lazy(() => import('./AnswersField.tsx'))
const LazyRecipientsField = lazy(() => import('./RecipientsField.tsx'))

/** 应约稿: which commission an item is written for. For the form beside the text. */
export const AnswersField = (props: AnswersFieldProps) => (
  <Suspense fallback={null}>
    <LazyAnswersField {...props} />
  </Suspense>
)
/** Units by group and one by one, for whatever an office sends down. */
export const RecipientsField = (props: RecipientsFieldProps) => (
  <Suspense fallback={null}>
    <LazyRecipientsField {...props} />
  </Suspense>
)

export const routes: WebModule['routes'] = [
  { path: commissionPaths.list, page: async () => (await import('./CommissionsPage.tsx')).CommissionsPage },
  { path: commissionPaths.new, page: async () => (await import('./NewPage.tsx')).NewPage },
  { path: commissionPaths.overdue, page: async () => (await import('./OverduePage.tsx')).OverduePage },
  { path: commissionPaths.settings, page: async () => (await import('./SettingsPage.tsx')).SettingsPage },
  { path: commissionPaths.commission('$id'), page: async () => (await import('./CommissionPage.tsx')).CommissionPage },
  { path: commissionPaths.mine, page: async () => (await import('./MinePage.tsx')).MinePage },
  { path: commissionPaths.tasks, page: async () => (await import('./TasksPage.tsx')).TasksPage },
  { path: commissionPaths.task('$id'), page: async () => (await import('./TaskPage.tsx')).TaskPage },
]

/** Commissions with units that are late. */
const useLate = (): number | undefined =>
  useQuery(api.commissions.list.queryOptions({ input: { overdue: true, limit: 1 } })).data?.total ?? undefined
const useToAnswer = (): number | undefined =>
  useQuery(api.commissions.tasks.queryOptions({ input: { group: 'open', limit: 1 } })).data?.total ?? undefined

export const menu: WebModule['menu'] = [
  {
    label: 'commissions.menu_received',
    to: commissionPaths.tasks,
    icon: 'flag',
    group: 'write',
    order: 30,
    when: (me) => may(me, 'commissionTask.read'),
    useCount: useToAnswer,
  },
  {
    label: 'commissions.menu',
    to: commissionPaths.list,
    icon: 'comment',
    group: 'desk',
    order: 30,
    when: (me) => may(me, 'commission.read'),
    useCount: useLate,
  },
  {
    label: 'commissions.menu_mine',
    to: commissionPaths.mine,
    icon: 'comment',
    group: 'read',
    order: 30,
    when: (me) => may(me, 'commission.request'),
  },
]
