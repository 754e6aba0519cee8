import type { Piece } from '../../contract/desk.ts'
import { headRevision, listRevisions } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { asCredit, loadPiece, pieceActions, sourcesOf } from './load-piece.ts'
import { creditOf } from './rules/credit.ts'
import { passageCommentsOf } from './piece-comments.ts'
import { wordsOf } from './rules/passages.ts'
import { textOf, threadOf, timelineOf } from './show-handling.ts'
import { passagesOf } from './take-passage.ts'

/** One piece with the original of each source, the credit, and who changed what. */
export async function getPiece(cx: Cx, input: { id: string }): Promise<Piece> {
  const piece = await loadPiece(cx, input.id, 'piece.read')
  const sources = await sourcesOf(cx, piece.id)
  const head = await headRevision(cx, piece.id)
  const passages = await passagesOf(cx, piece.id, wordsOf(head.body))
  const shown: Piece['sources'] = []
  for (const source of sources) {
    shown.push({
      handlingId: source.id,
      unitId: source.source_unit_id,
      unitName: source.source_unit_name,
      title: source.title,
      role: source.role,
      weight: source.weight,
      arrivedAt: source.arrived_at.toISOString(),
      text: textOf(await headRevision(cx, source.id)),
      passages: passages.filter((passage) => passage.handlingId === source.id),
    })
  }
  const revisions = await listRevisions(cx, piece.id)
  const forwardings = await cx.db
    .selectFrom('forwarding')
    .selectAll()
    .where('piece_id', '=', piece.id)
    .orderBy('forwarded_at')
    .execute()
  return {
    id: piece.id,
    officeId: piece.office_id,
    officeName: piece.officeName,
    title: piece.title,
    status: piece.status,
    characters: piece.characters,
    urgencyCode: piece.urgency_code,
    classificationCode: piece.classification_code,
    editorName: piece.editor_name,
    unitNames: [...new Set(sources.map((source) => source.source_unit_name))],
    dueAt: piece.due_at?.toISOString() ?? null,
    statusSince: piece.status_since.toISOString(),
    createdAt: piece.created_at.toISOString(),
    updatedAt: piece.updated_at.toISOString(),
    version: piece.version,
    sendBackReason: piece.send_back_reason,
    suggestedPublicationId: piece.suggested_publication_id,
    suggestedColumnId: piece.suggested_column_id,
    text: textOf(head),
    thread: await threadOf(cx, sources),
    comments: await passageCommentsOf(cx, piece.id),
    sources: shown,
    credit: creditOf(sources.map(asCredit)),
    revisions: revisions.map((revision) => ({
      id: revision.id,
      number: revision.number,
      title: revision.title,
      characters: revision.characters,
      authorName: revision.authorName,
      createdAt: revision.createdAt.toISOString(),
      updatedAt: revision.updatedAt.toISOString(),
      sealedAt: revision.sealedAt?.toISOString() ?? null,
    })),
    forwardings: forwardings.map((row) => ({
      submissionId: row.submission_id,
      at: row.forwarded_at.toISOString(),
      byName: row.forwarded_by_name,
    })),
    timeline: await timelineOf(cx, piece.office_id, [piece.id]),
    actions: pieceActions(cx.actor, piece.officePath, { status: piece.status, sourceCount: sources.length }),
  }
}
