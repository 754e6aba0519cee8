import type { SignOffStatement } from '../../contract/letters.ts'
import { can, holds } from '../platform/access.ts'
import type { Grant } from '../platform/access.ts'
import { askForSignature, takeSignature } from '../identity/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { passkeyName } from '../platform/personal-signature.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseWording } from '../wording/index.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { sealExactly } from './exact-text.ts'
import { loadFor } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { moves } from './rules/moves.ts'
import { latestSecrecyReview, refuseSecretMark } from './secrecy.ts'
import { showSubmission } from './show.ts'

interface SignOffInput {
  id: string
  digest: string
  opinion: string
  /** The answer of the signer's own passkey to the question of startSigning. Without it the password counts. */
  personal?: { step: string; response: Record<string, unknown> }
}

/** What the signer's own device will be asked about exactly this text; `passkey` is null for those who sign by password. */
export async function startSigning(cx: Cx, input: { id: string; digest: string; opinion: string }) {
  const row = await loadFor(cx, input.id, 'signOff')
  const { digest, opinion } = input
  return { passkey: await askForSignature(cx, { submissionId: row.id, digest, opinion }) }
}

/**
 * 签发 (第十三条): from here on the text is the unit's word. The node's signature covers its digest, the signer and the moment;
 * who has a passkey signs in person too (本人签名), who has none gives the password again.
 */
export async function signOff(cx: Cx, input: SignOffInput) {
  const row = await loadFor(cx, input.id, 'signOff')
  const text = await sealExactly(cx, row.id, input.digest)
  refuseSecretMark(text)
  await refuseWording(cx, text)
  const review = await latestSecrecyReview(cx, row.id, text.digest)
  if (review?.conclusion !== 'pass' || !review.holds) throw new Refusal('submission.secrecy_review_missing')
  const personal = input.personal
    ? await takeSignature(cx, input.personal, { submissionId: row.id, digest: text.digest, opinion: input.opinion })
    : undefined
  if (!personal) requireFreshProof(cx)

  const grant = signingGrant(cx, row)
  const statement: SignOffStatement = {
    submissionId: row.id,
    digest: text.digest,
    unitId: row.unit_id,
    unitName: row.unit_name,
    signerId: cx.actor.personId,
    signerName: cx.actor.name,
    signerTitle: cx.actor.title,
    signedAs: holds(grant.role, 'submission.signMajor') ? 'chiefHead' : 'deputyHead',
    delegatedFrom: grant.delegatedFrom ?? null,
    opinion: input.opinion,
    signedAt: cx.now.toISOString(),
    ...(personal ? { passkey: passkeyName(personal.publicKey) } : {}),
  }
  const key = cx.app.signingKey
  await cx.db
    .insertInto('sign_off')
    .values({
      id: newId(),
      submission_id: row.id,
      revision_id: text.id,
      digest: text.digest,
      signed_as: statement.signedAs,
      signer_id: statement.signerId,
      signer_name: statement.signerName,
      signer_title: statement.signerTitle,
      delegated_from: statement.delegatedFrom,
      opinion: input.opinion,
      signed_at: cx.now,
      statement: json(statement),
      key_id: key.id,
      public_key_pem: key.publicKeyPem,
      signature: key.sign(statement),
      personal: personal ? json(personal) : null,
    })
    .execute()
  const signed = await moveTo(cx, row, moves.signOff.to)
  await cx.record('submission.signed', subjectOf(row), {
    ...aboutOf(row),
    digest: text.digest,
    signedAs: statement.signedAs,
    delegatedFrom: statement.delegatedFrom,
    opinion: input.opinion,
    isMajor: row.is_major,
    by: personal ? 'passkey' : 'password',
  })
  return showSubmission(cx, signed)
}

/** In which capacity the actor signs: an own post before one held for somebody else (授权). */
function signingGrant(cx: Cx, row: SubmissionRow): Grant {
  const need = row.is_major ? 'submission.signMajor' : 'submission.sign'
  const grants = cx.actor.grants.filter((grant) => can({ ...cx.actor, grants: [grant] }, need, row.unit_path))
  return grants.find((grant) => grant.delegatedFrom === undefined) ?? grants[0]!
}
