import { sql } from 'kysely'
import type { Submission, SubmissionRow as Listed, SubmissionStatus } from '../../contract/submissions.ts'
import type { PersonalSignature, ProvenanceLink, SignedStatement, SignOffStatement } from '../../contract/letters.ts'
import { digestOf, headRevision } from '../documents/index.ts'
import { filesOf } from '../platform/files.ts'
import type { Cx } from '../platform/command.ts'
import { checkSignOff } from '../platform/personal-signature.ts'
import { factsOf, loadSubmission } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { outsideSendingsOf } from './outside-sendings.ts'
import { questionsOf } from './questions.ts'
import { actionsFor } from './rules/moves.ts'
import { latestSecrecyReview } from './secrecy.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export async function getSubmission(cx: Cx, input: { id: string }): Promise<Submission> {
  return showSubmission(cx, await loadSubmission(cx, input.id))
}

/** One item as the contract shows it, with what this actor may do now. */
export async function showSubmission(cx: Cx, row: SubmissionRow): Promise<Submission> {
  const head = await headRevision(cx, row.id)
  const digest = head.digest ?? digestOf(head)
  const review = await latestSecrecyReview(cx, row.id, digest)
  return {
    ...listed(row),
    classificationCode: row.classification_code,
    keywords: row.keywords,
    authorName: row.author_name,
    authorPhone: row.author_phone,
    reporterId: row.reporter_id,
    receivers: await receiversOf(cx, row.receiver_ids),
    commissionId: row.commission_id,
    pointIds: row.point_ids,
    attachments: await filesOf(cx, 'submission', row.id),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    text: {
      title: head.title,
      body: head.body,
      version: head.version,
      revisionId: head.id,
      digest,
      authorName: head.authorName,
      savedAt: head.updatedAt.toISOString(),
    },
    returnReason: row.return_reason,
    withdrawal: row.withdrawal_requested_at && {
      reason: row.withdrawal_reason!,
      askedAt: row.withdrawal_requested_at.toISOString(),
      askedBy: row.withdrawal_requested_by!,
    },
    secrecyReview: review && {
      conclusion: review.conclusion as 'pass' | 'revise' | 'forbid',
      ground: review.ground,
      reviewerName: review.reviewer_name,
      reviewedAt: review.reviewed_at.toISOString(),
      digest: review.digest,
      holds: review.holds,
    },
    signOff: await signOffOf(cx, row.id, digest),
    deliveries: await deliveriesOf(cx, row.id),
    outsideSendings: await outsideSendingsOf(cx, row.id),
    followUpOf: row.follow_up_of ? await titleOf(cx, row.follow_up_of) : null,
    isFinalReport: row.is_final_report,
    thread: await threadOf(cx, row),
    originPieceId: row.origin_piece_id,
    provenance: row.provenance as ProvenanceLink[],
    questions: await questionsOf(cx, row),
    actions: actionsFor(await factsOf(cx, row)),
  }
}

/** The columns of a list. */
export const listed = (row: SubmissionRow): Listed => ({
  id: row.id,
  unitId: row.unit_id,
  unitName: row.unit_name,
  title: row.title,
  status: row.status,
  statusSince: row.status_since.toISOString(),
  dueAt: iso(row.due_at),
  categoryCode: row.category_code,
  genreCode: row.genre_code,
  urgencyCode: row.urgency_code,
  isMajor: row.is_major,
  characters: row.characters,
  reporterName: row.reporter_name,
  followUpNumber: row.follow_up_number,
  isForwarded: row.origin_piece_id !== null,
  withdrawalRequested: row.withdrawal_requested_at !== null,
  updatedAt: row.updated_at.toISOString(),
  sentAt: iso(row.sent_at),
})

/** The sign-off of exactly this text; one of an earlier text no longer counts. */
async function signOffOf(cx: Cx, id: string, digest: string) {
  const row = await cx.db
    .selectFrom('sign_off')
    .select(['statement', 'key_id as keyId', 'public_key_pem as publicKeyPem', 'signature', 'personal'])
    .where('submission_id', '=', id)
    .where('digest', '=', digest)
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { personal, ...signed } = row
  const signOff: SignedStatement = {
    ...signed,
    statement: row.statement as SignOffStatement,
    ...(personal ? { personal: personal as PersonalSignature } : {}),
  }
  return { ...signOff, check: await checkSignOff(signOff) }
}

async function deliveriesOf(cx: Cx, id: string) {
  const rows = await cx.db
    .selectFrom('delivery')
    .innerJoin('unit', 'unit.id', 'delivery.office_id')
    .selectAll('delivery')
    .select('unit.name as office_name')
    .where('submission_id', '=', id)
    .orderBy('unit.path', 'desc')
    .execute()
  return rows.map((row) => ({
    officeId: row.office_id,
    officeName: row.office_name,
    status: row.status as Submission['deliveries'][number]['status'],
    sentAt: row.sent_at.toISOString(),
    deliveredAt: iso(row.delivered_at),
    receivedAt: iso(row.received_at),
    receivedByName: row.received_by_name,
    decidedAt: iso(row.decided_at),
    reasonName: row.reason_name,
    reasonText: row.reason_text,
    advice: row.advice,
    mayResend: row.may_resend,
  }))
}

async function receiversOf(cx: Cx, ids: string[]) {
  if (ids.length === 0) return []
  const units = await cx.db.selectFrom('unit').select(['id', 'name']).where('id', 'in', ids).execute()
  return ids.flatMap((id) => units.filter((unit) => unit.id === id))
}

async function titleOf(cx: Cx, id: string) {
  const row = await cx.db
    .selectFrom('submission')
    .select(['id', 'title'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}

/** The first report and all that follow it; nothing when it stands alone. Drafts in the bin are left out. */
async function threadOf(cx: Cx, row: SubmissionRow): Promise<Submission['thread']> {
  const first = row.follow_up_of ?? row.id
  const rows = await cx.db
    .selectFrom('submission')
    .select(['id', 'title', 'follow_up_number', 'is_final_report', 'status', 'sent_at', 'created_at'])
    .where((eb) => eb.or([eb('id', '=', first), eb('follow_up_of', '=', first)]))
    .where((eb) => eb.or([eb('status', '<>', 'discarded'), eb('id', '=', row.id)]))
    .orderBy(sql`coalesce(follow_up_number, 0)`)
    .execute()
  if (rows.length < 2) return []
  return rows.map((report) => ({
    id: report.id,
    title: report.title,
    number: report.follow_up_number,
    isFinal: report.is_final_report,
    status: report.status as SubmissionStatus,
    at: (report.sent_at ?? report.created_at).toISOString(),
  }))
}
