/**
 * Directives: 批示 → 转办 → 催办 → 查办 → 反馈 → 办结 (第十五条), at the office whose leader wrote them and at the units that carry them out.
 * Owns directive and directive_*. Tells: letters directive.*; events directive.recorded (leader's rank, adoption, issue, units of the item),
 * directive.transferred, .signed_for, .feedback_received, .urged, .inspected, .extended, .milestone_missed, .overnight, .reported, .closed …;
 * directive_task.* at the unit. Hears its own letters; the item's source unit hears item.progress with `directed`, `directiveTranscribed`, `directiveClosed`.
 */
import { can } from '../platform/access.ts'
import type { App } from '../platform/command.ts'
import { hearExtension, hearFeedback, hearSignedFor } from './hear-as-giver.ts'
import {
  hearExtensionDecided,
  hearInspected,
  hearJudged,
  hearUrged,
  hearWithdrawn,
  receiveTransferred,
} from './hear-as-unit.ts'
import { findAssignment, findDirective, findTask, mayReadDirective } from './load.ts'
import { hearTold } from './tell-source.ts'

export { directiveDocumentRoutes } from './document-route.ts'
export { directiveTasks } from './home-tasks.ts'
export { watchDirectives } from './watch.ts'

export const directiveLetters: App['letterHandlers'] = {
  'directive.transferred': receiveTransferred,
  'directive.signedFor': hearSignedFor,
  'directive.feedback': hearFeedback,
  'directive.urged': hearUrged,
  'directive.inspected': hearInspected,
  'directive.extension': hearExtension,
  'directive.extensionDecided': hearExtensionDecided,
  'directive.judged': hearJudged,
  'directive.withdrawn': hearWithdrawn,
  'directive.told': hearTold,
}

/** Who may read a directive, a task or a feedback may read its files. */
export const directiveFileGates: App['fileGates'] = {
  async directive(cx, id) {
    const directive = await findDirective(cx, id)
    return directive !== undefined && (await mayReadDirective(cx, directive))
  },
  async directiveTask(cx, id) {
    const task = await findTask(cx, id)
    return task !== undefined && can(cx.actor, 'directiveTask.read', task.unitPath)
  },
  async directiveFeedback(cx, id) {
    const row = await cx.db.selectFrom('directive_feedback').select('task_id').where('id', '=', id).executeTakeFirst()
    const task = row && (await findTask(cx, row.task_id))
    return task !== undefined && can(cx.actor, 'directiveTask.read', task.unitPath)
  },
  async directiveReply(cx, id) {
    const row = await cx.db
      .selectFrom('directive_reply')
      .select('assignment_id')
      .where('id', '=', id)
      .executeTakeFirst()
    const part = row && (await findAssignment(cx, row.assignment_id))
    if (!part) return false
    if (!part.directive_id) return can(cx.actor, 'directiveTask.read', part.giverPath)
    const directive = await findDirective(cx, part.directive_id)
    return directive !== undefined && (await mayReadDirective(cx, directive))
  },
}
