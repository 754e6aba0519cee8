import type { WebModule } from '../app/module.ts'
import { may } from '../app/session.tsx'
import { submissionPaths } from './paths.ts'

export { submissionPaths } from './paths.ts'
export { ReportThread, reportName } from './ReportThread.tsx'

export const routes: WebModule['routes'] = [
  { path: submissionPaths.list, page: async () => (await import('./ListPage.tsx')).ListPage },
  { path: submissionPaths.new, page: async () => (await import('./NewPage.tsx')).NewPage },
  { path: submissionPaths.item('$id'), page: async () => (await import('./ItemPage.tsx')).ItemPage },
  { path: submissionPaths.write('$id'), page: async () => (await import('./WritePage.tsx')).WritePage },
]

export const menu: WebModule['menu'] = [
  {
    label: 'submissions.title',
    to: submissionPaths.list,
    icon: 'list',
    group: 'write',
    order: 1,
    when: (me) => may(me, 'submission.read'),
  },
  {
    label: 'submissions.new',
    to: submissionPaths.new,
    icon: 'pen',
    group: 'write',
    order: 2,
    when: (me) => may(me, 'submission.draft'),
  },
]
