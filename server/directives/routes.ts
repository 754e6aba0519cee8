import { api } from '../platform/api.ts'
import { editDirective } from './edit.ts'
import { draftFeedback, returnFeedback, signFeedback } from './feedback.ts'
import { answer, archive, close, report, voidDirective } from './finish.ts'
import { askExtension, delegate, signFor } from './handle.ts'
import { listWriters } from './leaders.ts'
import { countLedger, ledger, myDirectives } from './ledger.ts'
import { listTasks } from './list-tasks.ts'
import { recordDirective } from './record.ts'
import { saveLeader, saveRules, showRules } from './settings.ts'
import { showDirective } from './show-directive.ts'
import { showTask } from './show-task.ts'
import { accept, decideExtension, inspect, redo, urge, withdraw } from './supervise.ts'
import { previewDeadlines, transfer } from './transfer.ts'

const { directives } = api

export const directivesRoutes = {
  writers: directives.writers.handler(({ context }) => context.query(listWriters)),
  record: directives.record.handler(({ context, input }) => context.run((cx) => recordDirective(cx, input))),
  edit: directives.edit.handler(({ context, input }) => context.run((cx) => editDirective(cx, input))),
  ledger: directives.ledger.handler(({ context, input }) => context.query((cx) => ledger(cx, input))),
  counts: directives.counts.handler(({ context, input }) => context.query((cx) => countLedger(cx, input))),
  mine: directives.mine.handler(({ context, input }) => context.query((cx) => myDirectives(cx, input))),
  get: directives.get.handler(({ context, input }) => context.query((cx) => showDirective(cx, input.id))),
  transfer: directives.transfer.handler(({ context, input }) => context.run((cx) => transfer(cx, input))),
  previewDeadlines: directives.previewDeadlines.handler(({ context, input }) =>
    context.query((cx) => previewDeadlines(cx, input)),
  ),
  report: directives.report.handler(({ context, input }) => context.run((cx) => report(cx, input))),
  answer: directives.answer.handler(({ context, input }) => context.run((cx) => answer(cx, input))),
  close: directives.close.handler(({ context, input }) => context.run((cx) => close(cx, input))),
  archive: directives.archive.handler(({ context, input }) => context.run((cx) => archive(cx, input))),
  void: directives.void.handler(({ context, input }) => context.run((cx) => voidDirective(cx, input))),

  urge: directives.urge.handler(({ context, input }) => context.run((cx) => urge(cx, input))),
  inspect: directives.inspect.handler(({ context, input }) => context.run((cx) => inspect(cx, input))),
  decideExtension: directives.decideExtension.handler(({ context, input }) =>
    context.run((cx) => decideExtension(cx, input)),
  ),
  accept: directives.accept.handler(({ context, input }) => context.run((cx) => accept(cx, input))),
  redo: directives.redo.handler(({ context, input }) => context.run((cx) => redo(cx, input))),
  withdraw: directives.withdraw.handler(({ context, input }) => context.run((cx) => withdraw(cx, input))),

  tasks: directives.tasks.handler(({ context, input }) => context.query((cx) => listTasks(cx, input))),
  task: directives.task.handler(({ context, input }) => context.query((cx) => showTask(cx, input.id))),
  signFor: directives.signFor.handler(({ context, input }) => context.run((cx) => signFor(cx, input))),
  draftFeedback: directives.draftFeedback.handler(({ context, input }) =>
    context.run((cx) => draftFeedback(cx, input)),
  ),
  returnFeedback: directives.returnFeedback.handler(({ context, input }) =>
    context.run((cx) => returnFeedback(cx, input)),
  ),
  signFeedback: directives.signFeedback.handler(({ context, input }) => context.run((cx) => signFeedback(cx, input))),
  askExtension: directives.askExtension.handler(({ context, input }) => context.run((cx) => askExtension(cx, input))),
  delegate: directives.delegate.handler(({ context, input }) => context.run((cx) => delegate(cx, input))),

  rules: directives.rules.handler(({ context, input }) => context.query((cx) => showRules(cx, input))),
  saveRules: directives.saveRules.handler(({ context, input }) => context.run((cx) => saveRules(cx, input))),
  saveLeader: directives.saveLeader.handler(({ context, input }) => context.run((cx) => saveLeader(cx, input))),
}
