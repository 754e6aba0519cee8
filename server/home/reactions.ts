import { peopleWith } from '../organisations/index.ts'
import type { Permission } from '../../contract/access.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { notify } from './notify.ts'

type Event = Parameters<Reaction>[1]
type Audience = (cx: Cx, event: Event) => Promise<string[]>

const holding =
  (permission: Permission): Audience =>
  async (cx, event) =>
    (await peopleWith(cx, permission, event.unitId)).map((person) => person.personId)
const named =
  (field: string): Audience =>
  async (_cx, event) => {
    const value = event.data[field]
    return (Array.isArray(value) ? value : [value]).filter(
      (personId): personId is string => typeof personId === 'string',
    )
  }

/** Who is told of what: the acts that concern someone else. Whoever acted is not told. */
const audiences: Record<string, Audience> = {
  'submission.submitted': holding('submission.review'),
  'submission.returned': named('reporterId'),
  'submission.taken_over': named('reporterId'),
  'submission.reviewed': holding('submission.sign'),
  'submission.signed': named('reporterId'),
  'submission.withdrawal_requested': holding('submission.consentWithdrawal'),
  'submission.withdrawn': named('reporterId'),
  'submission.commented': named('reporterId'),
  'submission.questioned': named('reporterId'),
  'handling.answered': named('askerId'),
  'submission.withdrawal_declined': named('reporterId'),
  'submission.secrecy_reviewed': async (cx, event) =>
    event.data.conclusion === 'pass' ? [] : named('reporterId')(cx, event),
  'piece.sent_to_review': holding('piece.review'),
  'piece.sent_back': named('editorId'),
  'issue.pre_released': holding('issue.sign'),
  'issue.sent_back': named('editorId'),
  'issue.released': named('personIds'),
  'issue.recipients_added': named('personIds'),
  'issue.voided': named('personIds'),
  'issue.urged': named('personIds'),
  'library.search_found': named('personId'),
  'directive.recorded': holding('directive.manage'),
  'directive.overnight': holding('directive.manage'),
  'directive.feedback_received': holding('directive.manage'),
  'directive.extension_asked': holding('directive.manage'),
  'directive.milestone_missed': holding('directive.manage'),
  'directive.answered': holding('directive.manage'),
  'directive.reported': named('leaderId'),
  'directive_task.arrived': holding('directiveTask.handle'),
  'directive_task.urged': holding('directiveTask.handle'),
  'directive_task.inspected': holding('directiveTask.handle'),
  'directive_task.extended': holding('directiveTask.handle'),
  'directive_task.extension_declined': holding('directiveTask.handle'),
  'directive_task.returned': holding('directiveTask.handle'),
  'directive_task.withdrawn': holding('directiveTask.handle'),
  'directive_task.feedback_handed_in': holding('directiveTask.sign'),
  'directive_task.feedback_returned': named('draftedBy'),
  'directive_below.feedback_received': holding('directiveTask.handle'),
  'directive_below.extension_asked': holding('directiveTask.handle'),
  'commission.requested': holding('commission.manage'),
  'commission.declined': holding('commission.manage'),
  'commission.answered': holding('commission.manage'),
  'commission.overdue': holding('commission.manage'),
  'commission.issued': named('leaderId'),
  'commission.ended': named('leaderId'),
  'commission_task.arrived': holding('commissionTask.handle'),
  'commission_task.reminded': holding('commissionTask.handle'),
  'commission_task.due_changed': holding('commissionTask.handle'),
  'commission_task.linked': holding('commissionTask.handle'),
  'commission_task.graded': holding('commissionTask.handle'),
  'commission_task.ended': holding('commissionTask.handle'),
  'commission_task.revoked': holding('commissionTask.handle'),
  'guidance.overdue': holding('guidance.edit'),
  'guidance_receipt.arrived': holding('guidance.receive'),
  'guidance_receipt.reminded': holding('guidance.receive'),
  'guidance_receipt.withdrawn': holding('guidance.receive'),
  'adoption_word.received': holding('guidance.receive'),
  'scheme.tried_out': holding('assessment.approve'),
  'fact.entered': holding('assessment.approve'),
  'appeal.received': holding('assessment.manage'),
  'appeal.settled': holding('assessment.readOwn'),
  'bulletin.received': holding('assessment.readOwn'),
}

/** Stages from above that an author wants to hear of at once; the rest shows in the life of the item. */
const toldStages = new Set([
  'received',
  'adopted',
  'published',
  'recalled',
  'rejected',
  'declined',
  'forwarded',
  'directed',
  'directiveTranscribed',
  'directiveClosed',
  'commented',
])

const progressed: Reaction = async (cx, event) => {
  const progress = (event.data.progress ?? event.data) as Record<string, unknown>
  const stage = String(progress.stage ?? '')
  if (!toldStages.has(stage)) return
  const reporterId = event.data.reporterId
  if (typeof reporterId !== 'string') return
  await notify(cx, [reporterId], {
    kind: `submission.${stage}`,
    subjectId: event.subjectId,
    data: { ...progress, body: undefined, title: event.data.title ?? progress.title },
  })
}

/** An urgent item does not wait until someone looks at the list. */
const urgentArrived: Reaction = async (cx, event) => {
  if (event.data.urgencyCode !== 'flash' && event.data.urgencyCode !== 'urgent') return
  const editors = await peopleWith(cx, 'handling.edit', event.unitId)
  await notify(
    cx,
    editors.map((person) => person.personId),
    { kind: 'handling.urgent', subjectId: event.subjectId, data: event.data },
  )
}

export const homeReactions: Record<string, Reaction[]> = {
  ...Object.fromEntries(
    Object.entries(audiences).map(([kind, audience]): [string, Reaction[]] => [
      kind,
      [
        async (cx, event) =>
          notify(cx, await audience(cx, event), { kind, subjectId: event.subjectId, data: event.data }),
      ],
    ]),
  ),
  'submission.progressed': [progressed],
  'handling.arrived': [urgentArrived],
}
