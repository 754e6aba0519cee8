import type { DirectiveFeedback } from '../../../contract/directives.letters.ts'

/** What the responsible leader signs of a feedback: every word of it, which task it answers, who signs and when. */
export function feedbackStatement(feedback: Omit<DirectiveFeedback, 'keyId' | 'publicKeyPem' | 'signature' | 'below'>) {
  const { assignmentId, feedbackId, kind, situation, problems, nextSteps, signedByName, signedByTitle, at } = feedback
  const attachments = feedback.attachments.map(({ id, name, size }) => ({ id, name, size }))
  return {
    assignmentId,
    feedbackId,
    kind,
    situation,
    problems,
    nextSteps,
    signedByName,
    signedByTitle,
    at,
    attachments,
  }
}
