import { api } from '../platform/api.ts'
import { createCommission, requestCommission, saveCommission } from './draft.ts'
import { endCommission, removeCommission } from './finish.ts'
import { listGroups, saveGroup } from './groups.ts'
import { acceptTask, declineTask, linkAnswer, readTask } from './handle.ts'
import { addTargets, issueCommission } from './issue.ts'
import { linkReceived, listCandidates } from './link-received.ts'
import { listOpen, listTasks } from './list-tasks.ts'
import { listCommissions, listOptions, listOverdue } from './list.ts'
import { saveReminderRules, showReminderRules } from './reminder-rules.ts'
import { getTask } from './show-task.ts'
import { getCommission } from './show.ts'
import { changeDue, grade, remind } from './supervise.ts'

const { commissions } = api

export const commissionsRoutes = {
  list: commissions.list.handler(({ context, input }) => context.query((cx) => listCommissions(cx, input))),
  overdue: commissions.overdue.handler(({ context, input }) => context.query((cx) => listOverdue(cx, input))),
  options: commissions.options.handler(({ context, input }) => context.query((cx) => listOptions(cx, input))),
  get: commissions.get.handler(({ context, input }) => context.query((cx) => getCommission(cx, input))),
  request: commissions.request.handler(({ context, input }) => context.run((cx) => requestCommission(cx, input))),
  create: commissions.create.handler(({ context, input }) => context.run((cx) => createCommission(cx, input))),
  save: commissions.save.handler(({ context, input }) => context.run((cx) => saveCommission(cx, input))),
  issue: commissions.issue.handler(({ context, input }) => context.run((cx) => issueCommission(cx, input))),
  remove: commissions.remove.handler(({ context, input }) => context.run((cx) => removeCommission(cx, input))),
  end: commissions.end.handler(({ context, input }) => context.run((cx) => endCommission(cx, input))),
  addTargets: commissions.addTargets.handler(({ context, input }) => context.run((cx) => addTargets(cx, input))),
  changeDue: commissions.changeDue.handler(({ context, input }) => context.run((cx) => changeDue(cx, input))),
  remind: commissions.remind.handler(({ context, input }) => context.run((cx) => remind(cx, input))),
  candidates: commissions.candidates.handler(({ context, input }) => context.query((cx) => listCandidates(cx, input))),
  linkAnswer: commissions.linkAnswer.handler(({ context, input }) => context.run((cx) => linkReceived(cx, input))),
  grade: commissions.grade.handler(({ context, input }) => context.run((cx) => grade(cx, input))),

  tasks: commissions.tasks.handler(({ context, input }) => context.query((cx) => listTasks(cx, input))),
  task: commissions.task.handler(({ context, input }) => context.query((cx) => getTask(cx, input))),
  open: commissions.open.handler(({ context, input }) => context.query((cx) => listOpen(cx, input))),
  read: commissions.read.handler(({ context, input }) => context.run((cx) => readTask(cx, input))),
  accept: commissions.accept.handler(({ context, input }) => context.run((cx) => acceptTask(cx, input))),
  decline: commissions.decline.handler(({ context, input }) => context.run((cx) => declineTask(cx, input))),
  link: commissions.link.handler(({ context, input }) => context.run((cx) => linkAnswer(cx, input))),

  groups: commissions.groups.handler(({ context, input }) => context.query((cx) => listGroups(cx, input))),
  saveGroup: commissions.saveGroup.handler(({ context, input }) => context.run((cx) => saveGroup(cx, input))),
  reminderRules: commissions.reminderRules.handler(({ context, input }) =>
    context.query((cx) => showReminderRules(cx, input)),
  ),
  saveReminderRules: commissions.saveReminderRules.handler(({ context, input }) =>
    context.run((cx) => saveReminderRules(cx, input)),
  ),
}
