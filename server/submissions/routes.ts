import { api } from '../platform/api.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { noted } from '../platform/note-reading.ts'
import { createSubmission } from './create.ts'
import { discard, restore } from './discard.ts'
import { getLife } from './life.ts'
import { listSubmissions } from './list.ts'
import { passReview } from './pass-review.ts'
import { answerQuestion } from './questions.ts'
import { getReadiness } from './readiness.ts'
import { listReceivers } from './receivers.ts'
import { reopen } from './reopen.ts'
import { returnToAuthor } from './return-to-author.ts'
import { reviewSecrecy } from './review-secrecy.ts'
import { saveDetails } from './save-details.ts'
import { saveSubmissionText } from './save-text.ts'
import { reportSecretMark } from './secrecy.ts'
import { sendOutside } from './send-outside.ts'
import { send } from './send.ts'
import { getSubmission } from './show.ts'
import { signOff, startSigning } from './sign-off.ts'
import { startFollowUp } from './start-follow-up.ts'
import { submitForReview } from './submit-for-review.ts'
import { listWriters, takeOver } from './take-over.ts'
import { compareTextsOf, getText } from './texts.ts'
import { declineWithdrawal, requestWithdrawal, withdraw } from './withdrawal.ts'

const { submissions } = api

export const submissionsRoutes = {
  list: submissions.list.handler(({ context, input }) => context.query((cx) => listSubmissions(cx, input))),
  receivers: submissions.receivers.handler(({ context, input }) => context.query((cx) => listReceivers(cx, input))),
  get: submissions.get.handler(({ context, input }) =>
    noted(
      context,
      'submission.viewed',
      (item) => item.unitId,
      context.query((cx) => getSubmission(cx, input)),
    ),
  ),
  readiness: submissions.readiness.handler(({ context, input }) => context.query((cx) => getReadiness(cx, input))),
  life: submissions.life.handler(({ context, input }) => context.query((cx) => getLife(cx, input))),
  text: submissions.text.handler(({ context, input }) => context.query((cx) => getText(cx, input))),
  compare: submissions.compare.handler(({ context, input }) => context.query((cx) => compareTextsOf(cx, input))),

  create: submissions.create.handler(({ context, input }) =>
    watched(context, input.id, (cx) => createSubmission(cx, input)),
  ),
  saveText: submissions.saveText.handler(({ context, input }) =>
    watched(context, input.id, (cx) => saveSubmissionText(cx, input)),
  ),
  saveDetails: submissions.saveDetails.handler(({ context, input }) => context.run((cx) => saveDetails(cx, input))),
  submitForReview: submissions.submitForReview.handler(({ context, input }) =>
    watched(context, input.id, (cx) => submitForReview(cx, input)),
  ),
  returnToAuthor: submissions.returnToAuthor.handler(({ context, input }) =>
    context.run((cx) => returnToAuthor(cx, input)),
  ),
  passReview: submissions.passReview.handler(({ context, input }) => context.run((cx) => passReview(cx, input))),
  reviewSecrecy: submissions.reviewSecrecy.handler(({ context, input }) =>
    context.run((cx) => reviewSecrecy(cx, input)),
  ),
  startSigning: submissions.startSigning.handler(({ context, input }) => context.run((cx) => startSigning(cx, input))),
  signOff: submissions.signOff.handler(({ context, input }) => watched(context, input.id, (cx) => signOff(cx, input))),
  sendOutside: submissions.sendOutside.handler(({ context, input }) =>
    watched(context, input.id, (cx) => sendOutside(cx, input)),
  ),
  send: submissions.send.handler(({ context, input }) => watched(context, input.id, (cx) => send(cx, input))),
  answerQuestion: submissions.answerQuestion.handler(({ context, input }) =>
    context.run(async (cx) => (await answerQuestion(cx, input), getSubmission(cx, input))),
  ),
  requestWithdrawal: submissions.requestWithdrawal.handler(({ context, input }) =>
    context.run((cx) => requestWithdrawal(cx, input)),
  ),
  withdraw: submissions.withdraw.handler(({ context, input }) => context.run((cx) => withdraw(cx, input))),
  declineWithdrawal: submissions.declineWithdrawal.handler(({ context, input }) =>
    context.run((cx) => declineWithdrawal(cx, input)),
  ),
  discard: submissions.discard.handler(({ context, input }) => context.run((cx) => discard(cx, input))),
  restore: submissions.restore.handler(({ context, input }) => context.run((cx) => restore(cx, input))),
  reopen: submissions.reopen.handler(({ context, input }) => context.run((cx) => reopen(cx, input))),
  takeOver: submissions.takeOver.handler(({ context, input }) => context.run((cx) => takeOver(cx, input))),
  writers: submissions.writers.handler(({ context, input }) => context.query((cx) => listWriters(cx, input))),
  startFollowUp: submissions.startFollowUp.handler(({ context, input }) =>
    context.run((cx) => startFollowUp(cx, input)),
  ),
}

/** A text stopped for its 密级 mark leaves a report, although nothing of the act itself stays (SEC-23). */
async function watched<T>(context: RequestContext, id: string, act: (cx: Cx) => Promise<T>): Promise<T> {
  try {
    return await context.run(act)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'submission.secret_mark')
      await context.run((cx) => reportSecretMark(cx, id))
    throw error
  }
}
