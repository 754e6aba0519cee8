import { digestOf, headRevision, sealText } from '../documents/index.ts'
import type { Revision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

/** Seals the text when it is the one the person looked at. Saved meanwhile: look again. Changed behind our back: never go on. */
export async function sealExactly(
  cx: Cx,
  submissionId: string,
  seenDigest: string,
): Promise<Revision & { digest: string }> {
  const head = await headRevision(cx, submissionId, { lock: true })
  refuseTampered(head)
  if (digestOf(head) !== seenDigest)
    throw new Refusal('submission.text_changed', { by: head.authorName, at: head.updatedAt.toISOString() })
  return sealText(cx, submissionId)
}

/** A sealed text whose words no longer give its digest was changed outside the system. */
export function refuseTampered(text: Revision): void {
  if (text.digest !== null && digestOf(text) !== text.digest) throw new Refusal('submission.text_tampered')
}
