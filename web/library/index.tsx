import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { libraryPaths } from './paths.ts'

export { AlreadyReported } from './AlreadyReported.tsx'
export { libraryPaths } from './paths.ts'

export const routes: WebModule['routes'] = [
  { path: libraryPaths.search, page: async () => (await import('./SearchPage.tsx')).SearchPage },
  { path: libraryPaths.record('$id'), page: async () => (await import('./RecordPage.tsx')).RecordPage },
  { path: libraryPaths.backIssues, page: async () => (await import('./BackIssuesPage.tsx')).BackIssuesPage },
  { path: libraryPaths.saved, page: async () => (await import('./SavedPage.tsx')).SavedPage },
  { path: libraryPaths.collections, page: async () => (await import('./CollectionsPage.tsx')).CollectionsPage },
  { path: libraryPaths.collection('$id'), page: async () => (await import('./CollectionPage.tsx')).CollectionPage },
  { path: libraryPaths.statistics, page: async () => (await import('./StatisticsPage.tsx')).StatisticsPage },
  { path: libraryPaths.imports, page: async () => (await import('./ImportPage.tsx')).ImportPage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'library.library',
    to: libraryPaths.search,
    icon: 'search',
    group: 'read',
    order: 20,
    when: (me) =>
      may(me, 'submission.read', 'handling.read', 'piece.read', 'issue.read', 'issue.readOwn', 'assessment.read'),
  },
]
