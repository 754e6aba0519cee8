import type { Handling, HandlingStatus } from '../../contract/desk.ts'
import type { SignedStatement } from '../../contract/letters.ts'
import { headRevision } from '../documents/index.ts'
import type { Revision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { checkSignOff } from '../platform/personal-signature.ts'
import { findLivePiece, handlingActions, loadHandling } from './load-handling.ts'
import type { HandlingRecord } from './load-handling.ts'

/** One received item, whole. Reading it this way is no receipt: an editor's page uses open. */
export async function getHandling(cx: Cx, input: { id: string }): Promise<Handling> {
  return showHandling(cx, await loadHandling(cx, input.id, 'handling.read'))
}

export async function showHandling(
  cx: Cx,
  handling: HandlingRecord & { officePath: string; officeName: string },
): Promise<Handling> {
  const [text, files, comments, thread, timeline, piece, read, recorder] = [
    await headRevision(cx, handling.id),
    await filesOf(cx, 'handling', handling.id),
    await commentsOf(cx, handling.id),
    await threadOf(cx, [handling]),
    await timelineOf(cx, handling.office_id, [handling.id, ...(await piecesOf(cx, handling.id))]),
    await findLivePiece(cx, handling.id),
    await cx.db
      .selectFrom('handling_read')
      .select('person_id')
      .where('handling_id', '=', handling.id)
      .where('person_id', '=', cx.actor.personId)
      .executeTakeFirst(),
    handling.recorded_by
      ? await cx.db.selectFrom('person').select('name').where('id', '=', handling.recorded_by).executeTakeFirst()
      : undefined,
  ] as const
  const signOff = handling.sign_off as SignedStatement | null
  return {
    id: handling.id,
    officeId: handling.office_id,
    officeName: handling.officeName,
    title: handling.title,
    sourceUnitId: handling.source_unit_id,
    sourceUnitName: handling.source_unit_name,
    submissionId: handling.submission_id,
    status: handling.status,
    characters: handling.characters,
    categoryCode: handling.category_code,
    genreCode: handling.genre_code,
    urgencyCode: handling.urgency_code,
    classificationCode: handling.classification_code,
    channel: handling.channel,
    keywords: handling.keywords,
    isMajor: handling.is_major,
    isShared: handling.is_shared,
    authorName: handling.author_name,
    authorPhone: handling.author_phone,
    signOff: signOff && { ...signOff, check: await checkSignOff(signOff) },
    secrecyReview: handling.secrecy_review as Handling['secrecyReview'],
    provenance: handling.provenance as unknown as Handling['provenance'],
    followUpNumber: handling.follow_up_number,
    sentAt: iso(handling.sent_at),
    arrivedAt: handling.arrived_at.toISOString(),
    dueAt: iso(handling.due_at),
    receivedAt: iso(handling.received_at),
    receivedByName: handling.received_by_name,
    decidedAt: iso(handling.decided_at),
    decidedByName: handling.decided_by_name,
    reasonCode: handling.reason_code,
    reasonText: handling.reason_text,
    advice: handling.advice,
    mayResend: handling.may_resend,
    recordedByName: recorder?.name ?? null,
    unread: read === undefined,
    pieceId: piece?.id ?? null,
    text: textOf(text),
    files,
    comments,
    thread,
    timeline,
    actions: handlingActions(cx.actor, handling.officePath, handling),
  }
}

export const textOf = (revision: Revision) => ({
  title: revision.title,
  body: revision.body,
  version: revision.version,
  number: revision.number,
  digest: revision.digest,
  authorName: revision.authorName,
  updatedAt: revision.updatedAt.toISOString(),
})

/** What happened to these records at their office, oldest first; nothing of a submission under the same id. */
export async function timelineOf(cx: Cx, officeId: string, subjectIds: string[]) {
  const rows = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', 'in', subjectIds)
    .where('unit_id', '=', officeId)
    .where('kind', 'not like', 'submission.%')
    .where('kind', 'not like', '%.viewed')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    kind: row.kind,
    actorName: row.actor_name,
    data: row.data as Record<string, unknown>,
  }))
}

const iso = (at: Date | null) => at?.toISOString() ?? null

async function piecesOf(cx: Cx, handlingId: string) {
  return (
    await cx.db.selectFrom('piece_source').select('piece_id').where('handling_id', '=', handlingId).execute()
  ).map((row) => row.piece_id)
}

async function commentsOf(cx: Cx, handlingId: string) {
  const rows = await cx.db
    .selectFrom('handling_comment')
    .selectAll()
    .where('handling_id', '=', handlingId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    authorName: row.author_name,
    text: row.text,
    forSource: row.for_source,
    asksAnswer: row.asks_answer,
    answer: row.answered_at && {
      text: row.answer!,
      authorName: row.answered_by_name!,
      at: row.answered_at.toISOString(),
    },
    at: row.written_at.toISOString(),
  }))
}

/** 续报: the first report and all that follow it, as this office received them; nothing when each stands alone. */
export async function threadOf(
  cx: Cx,
  items: Pick<HandlingRecord, 'office_id' | 'follow_up_of' | 'submission_id'>[],
): Promise<Handling['thread']> {
  const firsts = items.map((item) => item.follow_up_of ?? item.submission_id).filter((id) => id !== null)
  if (firsts.length === 0) return []
  const rows = await cx.db
    .selectFrom('handling')
    .select(['id', 'title', 'status', 'follow_up_of', 'submission_id', 'follow_up_number', 'arrived_at'])
    .where('office_id', '=', items[0]!.office_id)
    .where((eb) => eb.or([eb('submission_id', 'in', firsts), eb('follow_up_of', 'in', firsts)]))
    .orderBy('arrived_at')
    .orderBy('id')
    .execute()
  const chains = rows.map((row) => row.follow_up_of ?? row.submission_id)
  return rows
    .filter((_row, i) => chains.filter((chain) => chain === chains[i]).length > 1)
    .map((row) => ({
      id: row.id,
      title: row.title,
      status: row.status as HandlingStatus,
      followUpNumber: row.follow_up_number,
      arrivedAt: row.arrived_at.toISOString(),
    }))
}
