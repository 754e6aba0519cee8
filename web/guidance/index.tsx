import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { guidancePaths } from './paths.ts'
import type { PointsFieldProps } from './PointsField.tsx'

export { guidancePaths } from './paths.ts'

const LazyPointsField = lazy(() => import('./PointsField.tsx'))

/** 要点选题: which points an item is written for. For the form beside the text. */
export const PointsField = (props: PointsFieldProps) => (
  <Suspense fallback={null}>
    <LazyPointsField {...props} />
  </Suspense>
)

export const routes: WebModule['routes'] = [
  { path: guidancePaths.list, page: async () => (await import('./PapersPage.tsx')).PapersPage },
  { path: guidancePaths.newPage, page: async () => (await import('./NewPage.tsx')).NewPage },
  { path: guidancePaths.paper('$id'), page: async () => (await import('./PaperPage.tsx')).PaperPage },
  { path: guidancePaths.received, page: async () => (await import('./ReceivedPage.tsx')).ReceivedPage },
  { path: guidancePaths.daily, page: async () => (await import('./DailyPage.tsx')).DailyPage },
  { path: guidancePaths.receipt('$id'), page: async () => (await import('./ReceiptPage.tsx')).ReceiptPage },
]

const useUnread = (): number | undefined =>
  useQuery(api.guidance.received.queryOptions({ input: { unread: true, limit: 1 } })).data?.total ?? undefined

export const menu: WebModule['menu'] = [
  {
    label: 'guidance.menu_received',
    to: guidancePaths.received,
    icon: 'info',
    group: 'write',
    order: 31,
    when: (me) => may(me, 'guidance.receive'),
    useCount: useUnread,
  },
  {
    label: 'guidance.menu',
    to: guidancePaths.list,
    icon: 'info',
    group: 'desk',
    order: 31,
    when: (me) => may(me, 'guidance.read'),
  },
]
