import { Suspense, lazy } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { directivePaths } from './paths.ts'
import type { WriteDialogProps } from './WriteDialog.tsx'

const LazyWriteDialog = lazy(() => import('./WriteDialog.tsx'))
const LazyMyDirectives = lazy(() => import('./MyDirectives.tsx'))

/** 写批示 on a text of an issue. Its code is fetched when somebody takes up the pen. */
export const WriteDirective = (props: WriteDialogProps) => (
  <Suspense fallback={null}>
    <LazyWriteDialog {...props} />
  </Suspense>
)
/** What became of my directives, for the reading page. */
export const MyDirectives = () => (
  <Suspense fallback={null}>
    <LazyMyDirectives />
  </Suspense>
)

export const routes: WebModule['routes'] = [
  { path: directivePaths.ledger, page: async () => (await import('./LedgerPage.tsx')).LedgerPage },
  { path: directivePaths.mine, page: async () => (await import('./MinePage.tsx')).MinePage },
  { path: directivePaths.rules, page: async () => (await import('./RulesPage.tsx')).RulesPage },
  { path: directivePaths.directive('$id'), page: async () => (await import('./DirectivePage.tsx')).DirectivePage },
  { path: directivePaths.tasks, page: async () => (await import('./TasksPage.tsx')).TasksPage },
  { path: directivePaths.task('$id'), page: async () => (await import('./TaskPage.tsx')).TaskPage },
]

/** New directives that nobody has transferred yet: they do not wait until tomorrow. */
const useToTransfer = (): number | undefined =>
  useQuery(api.directives.counts.queryOptions({ input: {} })).data?.statuses.find((one) => one.status === 'registered')
    ?.count
const useToSignFor = (): number | undefined =>
  useQuery(api.directives.tasks.queryOptions({ input: { group: 'toSignFor', limit: 1 } })).data?.total ?? undefined

export const menu: WebModule['menu'] = [
  {
    label: 'directives.ledger',
    to: directivePaths.ledger,
    icon: 'stamp',
    group: 'direct',
    order: 20,
    when: (me) => may(me, 'directive.read'),
    useCount: useToTransfer,
  },
  {
    label: 'directives.tasks',
    to: directivePaths.tasks,
    icon: 'check',
    group: 'direct',
    order: 21,
    when: (me) => may(me, 'directiveTask.read'),
    useCount: useToSignFor,
  },
  {
    label: 'directives.mine',
    to: directivePaths.mine,
    icon: 'pen',
    group: 'read',
    order: 5,
    when: (me) => may(me, 'directive.write'),
  },
]
