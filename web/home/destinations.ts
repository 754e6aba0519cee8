import type { TaskKind } from '../../contract/home.ts'
import type { IconName } from '../ui/Icon.tsx'

/** Where each kind of work is done: its list, and one of its things. */
export const destinations: Record<TaskKind, { list: string; item: (id: string) => string; icon: IconName }> = {
  'submission.mine': { list: '/submissions', item: (id) => `/submissions/${id}`, icon: 'pen' },
  'submission.toReview': { list: '/submissions?tab=toReview', item: (id) => `/submissions/${id}`, icon: 'check' },
  'submission.toReviewSecrecy': {
    list: '/submissions?tab=toReviewSecrecy',
    item: (id) => `/submissions/${id}`,
    icon: 'shield',
  },
  'submission.toSign': { list: '/submissions?tab=toSign', item: (id) => `/submissions/${id}`, icon: 'stamp' },
  'submission.toSend': { list: '/submissions?tab=toSend', item: (id) => `/submissions/${id}`, icon: 'send' },
  'submission.toConsent': { list: '/submissions?tab=toConsent', item: (id) => `/submissions/${id}`, icon: 'undo' },
  'submission.toAnswer': { list: '/submissions', item: (id) => `/submissions/${id}`, icon: 'comment' },
  'handling.toReceive': { list: '/desk?tab=arrived', item: (id) => `/desk?open=${id}`, icon: 'inbox' },
  'handling.toDecide': { list: '/desk?tab=toDecide', item: (id) => `/desk?open=${id}`, icon: 'list' },
  'piece.mine': { list: '/desk/pieces', item: (id) => `/desk/pieces/${id}`, icon: 'columns' },
  'piece.toReview': { list: '/desk/pieces?tab=inSecondReview', item: (id) => `/desk/pieces/${id}`, icon: 'check' },
  'adoption.toCompose': { list: '/publications/pool', item: () => '/publications/pool', icon: 'columns' },
  'issue.composing': { list: '/issues', item: (id) => `/issues/${id}`, icon: 'columns' },
  'issue.toSign': { list: '/issues?tab=preReleased', item: (id) => `/issues/${id}`, icon: 'stamp' },
  'issue.toRelease': { list: '/issues?tab=signed', item: (id) => `/issues/${id}`, icon: 'send' },
  'fact.toConfirm': {
    list: '/assessment/ledger?tab=pending',
    item: (id) => `/assessment/ledger?open=${id}`,
    icon: 'check',
  },
  'appeal.toAnswer': { list: '/assessment/appeals', item: () => '/assessment/appeals', icon: 'undo' },
  'bulletin.toSign': { list: '/assessment/bulletins', item: (id) => `/assessment/bulletins/${id}`, icon: 'stamp' },
  'bulletin.toRead': { list: '/assessment/received', item: (id) => `/assessment/received/${id}`, icon: 'book' },
  'issue.toRead': { list: '/reading', item: (id) => `/reading/${id}`, icon: 'book' },
  'commission.toIssue': { list: '/commissions?tab=requested', item: (id) => `/commissions/${id}`, icon: 'pen' },
  'commission.late': { list: '/commissions?tab=overdue', item: (id) => `/commissions/${id}`, icon: 'warning' },
  'commission.waiting': { list: '/commissions?tab=issued', item: (id) => `/commissions/${id}`, icon: 'clock' },
  'commissionTask.toAccept': {
    list: '/commission-tasks?tab=new',
    item: (id) => `/commission-tasks/${id}`,
    icon: 'inbox',
  },
  'commissionTask.toAnswer': {
    list: '/commission-tasks?tab=open',
    item: (id) => `/commission-tasks/${id}`,
    icon: 'pen',
  },
  'guidance.toIssue': { list: '/guidance?tab=draft', item: (id) => `/guidance/${id}`, icon: 'stamp' },
  'guidance.toRead': { list: '/guidance-received', item: (id) => `/guidance-received/${id}`, icon: 'book' },
  'directive.toTransfer': { list: '/directives?tab=registered', item: (id) => `/directives/${id}`, icon: 'stamp' },
  'directive.toJudge': { list: '/directives?tab=assigned', item: (id) => `/directives/${id}`, icon: 'check' },
  'directive.toReport': { list: '/directives?tab=inClosing', item: (id) => `/directives/${id}`, icon: 'send' },
  'directive.toClose': { list: '/directives?tab=reported', item: (id) => `/directives/${id}`, icon: 'check' },
  'directive.late': { list: '/directives?light=red', item: (id) => `/directives/${id}`, icon: 'list' },
  'directive.waiting': { list: '/directives?tab=assigned', item: (id) => `/directives/${id}`, icon: 'list' },
  'directive.result': { list: '/directives/mine', item: (id) => `/directives/${id}`, icon: 'book' },
  'directiveTask.toSignFor': {
    list: '/directive-tasks?tab=toSignFor',
    item: (id) => `/directive-tasks/${id}`,
    icon: 'inbox',
  },
  'directiveTask.toDo': { list: '/directive-tasks?tab=open', item: (id) => `/directive-tasks/${id}`, icon: 'inbox' },
  'directiveTask.toSign': {
    list: '/directive-tasks?tab=toSign',
    item: (id) => `/directive-tasks/${id}`,
    icon: 'stamp',
  },
}

/** Where a notice leads: the first part of its kind names the module of its subject. */
export function noticeAddress(kind: string, subjectId: string): string {
  const noun = kind.slice(0, kind.indexOf('.'))
  if (noun === 'digest') return `/digests/${subjectId}`
  if (noun === 'directive') return `/directives/${subjectId}`
  if (noun === 'directive_task' || noun === 'directive_below') return `/directive-tasks/${subjectId}`
  if (noun === 'commission') return `/commissions/${subjectId}`
  if (noun === 'commission_task') return `/commission-tasks/${subjectId}`
  if (noun === 'guidance_receipt') return `/guidance-received/${subjectId}`
  if (noun === 'adoption_word') return '/guidance-received/daily'
  if (noun === 'fact') return `/assessment/ledger?open=${subjectId}`
  if (noun === 'scheme') return `/assessment/schemes/${subjectId}`
  if (kind === 'appeal.settled') return '/scores'
  if (noun === 'appeal') return '/assessment/appeals'
  if (noun === 'bulletin') return `/assessment/received/${subjectId}`
  if (noun === 'handling') return `/desk?open=${subjectId}`
  if (noun === 'piece') return `/desk/pieces/${subjectId}`
  if (kind === 'library.search_found') return '/library/saved'
  if (['issue.released', 'issue.recipients_added', 'issue.urged', 'issue.voided'].includes(kind))
    return `/reading/${subjectId}`
  if (noun === 'issue') return `/issues/${subjectId}`
  return `/submissions/${subjectId}`
}
