import type {
  ItemSent,
  ProvenanceLink,
  PersonalSignature,
  SignedStatement,
  SignOffStatement,
} from '../../contract/letters.ts'
import type { DeliveryStatus } from '../../contract/submissions.ts'
import { headRevision } from '../documents/index.ts'
import type { Revision } from '../documents/index.ts'
import { deliveredAt, sendLetter } from '../exchange/index.ts'
import { filesOf } from '../platform/files.ts'
import type { Cx } from '../platform/command.ts'
import { checkSignOff } from '../platform/personal-signature.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseWording } from '../wording/index.ts'
import { aboutOf, moveTo, subjectOf } from './change.ts'
import { refuseTampered } from './exact-text.ts'
import { loadFor, loadSubmission } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { overallStatus } from './rules/fate.ts'
import { refuseOtherReceivers } from './save-details.ts'
import { latestSecrecyReview, refuseSecretMark } from './secrecy.ts'
import { showSubmission } from './show.ts'

/** 报送: exactly the signed text leaves the unit, to each receiver. Sent twice is refused with the time of the first. */
export async function send(cx: Cx, input: { id: string }) {
  const before = await loadSubmission(cx, input.id, { lock: true })
  if (before.sent_at && !['signed', 'returned', 'inReview', 'awaitingSignOff', 'withdrawn'].includes(before.status))
    throw new Refusal('submission.already_sent', { at: before.sent_at.toISOString() })
  const row = await loadFor(cx, input.id, 'send')
  const letter = await signedLetter(cx, row)
  const receivers = await receiversNow(cx, row)

  for (const officeId of receivers) {
    const letterId = await sendLetter(cx, {
      kind: 'item.sent',
      fromUnitId: row.unit_id,
      toUnitId: officeId,
      objectId: row.id,
      body: letter,
      priority: row.urgency_code === 'normal' ? 1 : 0,
    })
    const delivery = {
      status: 'sent',
      letter_id: letterId,
      sent_at: cx.now,
      delivered_at: await deliveredAt(cx, letterId),
      received_at: null,
      received_by_name: null,
      decided_at: null,
      reason_name: null,
      reason_text: null,
      advice: null,
      may_resend: null,
    }
    await cx.db
      .insertInto('delivery')
      .values({ submission_id: row.id, office_id: officeId, ...delivery })
      .onConflict((oc) => oc.columns(['submission_id', 'office_id']).doUpdateSet(delivery))
      .execute()
  }
  const sent = await moveTo(cx, row, overallStatus(await fatesOf(cx, row.id)), { sent_at: cx.now })
  await cx.record('submission.sent', subjectOf(row), { ...aboutOf(row), digest: letter.digest, receiverIds: receivers })
  return showSubmission(cx, sent)
}

/** The letter, made only from what is signed: text, digest, signature and secrecy review must fit each other. */
export async function signedLetter(cx: Cx, row: SubmissionRow): Promise<ItemSent> {
  const text = await headRevision(cx, row.id, { lock: true })
  refuseTampered(text)
  refuseSecretMark(text)
  await refuseWording(cx, text)
  const signOff = await signOffFor(cx, row.id, text)
  const review = await latestSecrecyReview(cx, row.id, text.digest)
  if (review?.conclusion !== 'pass' || !review.holds) throw new Refusal('submission.secrecy_review_missing')
  return {
    submissionId: row.id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    title: text.title,
    body: text.body,
    digest: signOff.statement.digest,
    categoryCode: row.category_code,
    genreCode: row.genre_code,
    urgencyCode: row.urgency_code,
    classificationCode: row.classification_code,
    keywords: row.keywords,
    isMajor: row.is_major,
    authorName: row.author_name,
    authorPhone: row.author_phone,
    signOff,
    secrecyReview: {
      conclusion: 'pass',
      ground: review.ground,
      reviewerName: review.reviewer_name,
      reviewedAt: review.reviewed_at.toISOString(),
    },
    provenance: row.provenance as ProvenanceLink[],
    attachments: await filesOf(cx, 'submission', row.id),
    followUpOf: row.follow_up_of,
    followUpNumber: row.follow_up_number,
    commissionId: row.commission_id,
    pointIds: row.point_ids,
    sentAt: cx.now.toISOString(),
  }
}

async function signOffFor(cx: Cx, id: string, text: Revision) {
  const signed = await cx.db
    .selectFrom('sign_off')
    .selectAll()
    .where('submission_id', '=', id)
    .orderBy('signed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!signed || text.digest === null || signed.digest !== text.digest) throw new Refusal('submission.not_signed')
  const statement = signed.statement as SignOffStatement
  const signOff: SignedStatement = {
    statement,
    keyId: signed.key_id,
    publicKeyPem: signed.public_key_pem,
    signature: signed.signature,
    ...(signed.personal ? { personal: signed.personal as PersonalSignature } : {}),
  }
  if (statement.digest !== text.digest || !(await checkSignOff(signOff)).holds)
    throw new Refusal('submission.text_tampered')
  return signOff
}

/** The chosen receivers; the second time without those that rejected the item for good, or still hold what they received. */
async function receiversNow(cx: Cx, row: SubmissionRow): Promise<string[]> {
  if (row.receiver_ids.length === 0) throw new Refusal('submission.no_receiver')
  await refuseOtherReceivers(cx, row.unit_id, row.receiver_ids)
  const before = await cx.db
    .selectFrom('delivery')
    .innerJoin('unit', 'unit.id', 'delivery.office_id')
    .select(['office_id', 'delivery.status', 'may_resend', 'unit.name'])
    .where('submission_id', '=', row.id)
    .where('office_id', 'in', row.receiver_ids)
    .execute()
  const isOver = ({ status, may_resend }: { status: string; may_resend: boolean | null }) =>
    status === 'withdrawn' || (status === 'rejected' && may_resend !== false)
  const receivers = row.receiver_ids.filter((id) => {
    const delivery = before.find((one) => one.office_id === id)
    return !delivery || isOver(delivery)
  })
  const holding = before.filter((delivery) => delivery.status !== 'rejected' && !isOver(delivery))
  if (receivers.length === 0 && holding.length > 0)
    throw new Refusal('submission.still_held', { officeNames: holding.map((one) => one.name).join('、') })
  return receivers
}

const fatesOf = async (cx: Cx, id: string) =>
  (await cx.db.selectFrom('delivery').select('status').where('submission_id', '=', id).execute()).map(
    (delivery) => delivery.status as DeliveryStatus,
  )
