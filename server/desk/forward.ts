import type { ProvenanceLink, SignedStatement } from '../../contract/letters.ts'
import { headRevision } from '../documents/index.ts'
import { startForwarded } from '../submissions/index.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { loadPiece, requirePieceMove, sourcesOf } from './load-piece.ts'
import { tellSource } from './tell-source.ts'

/** 转报: the office's own submission from the piece, to be reviewed and signed off like any other. Who it was made from stays with it. */
export async function forward(
  cx: Cx,
  input: { id: string; categoryCode: string | null; receiverIds?: string[] },
): Promise<{ submissionId: string }> {
  const piece = await loadPiece(cx, input.id, 'piece.forward', { lock: true })
  requirePieceMove(piece, 'forward')
  const { title, body } = await headRevision(cx, piece.id)
  const fileIds = (await filesOf(cx, 'piece', piece.id)).map((file) => file.id)
  const { id } = await startForwarded(cx, {
    officeId: piece.office_id,
    pieceId: piece.id,
    title,
    body,
    provenance: await provenanceOf(cx, piece.id),
    meta: {
      categoryCode: input.categoryCode ?? (await commonCategory(cx, piece.id)),
      urgencyCode: piece.urgency_code,
      classificationCode: piece.classification_code,
      fileIds,
      ...(input.receiverIds?.length ? { receiverIds: input.receiverIds } : {}),
    },
  })
  await cx.db
    .insertInto('forwarding')
    .values({
      id: newId(),
      piece_id: piece.id,
      submission_id: id,
      forwarded_at: cx.now,
      forwarded_by_name: cx.actor.name,
    })
    .execute()
  await cx.record('piece.forwarded', { id: piece.id, unitId: piece.office_id }, { title, submissionId: id })
  cx.tell('desk', piece.office_id)
  return { submissionId: id }
}

/** The chain below: each source is one level down, what it was made from one level further. */
async function provenanceOf(cx: Cx, pieceId: string): Promise<ProvenanceLink[]> {
  const rows = await cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .select([
      'submission_id',
      'source_unit_id',
      'source_unit_name',
      'title',
      'sign_off',
      'provenance',
      'piece_source.role',
    ])
    .where('piece_id', '=', pieceId)
    .orderBy('piece_source.position')
    .execute()
  return rows.flatMap((row): ProvenanceLink[] => {
    const statement = (row.sign_off as unknown as SignedStatement | null)?.statement
    const direct: ProvenanceLink = {
      submissionId: row.submission_id,
      unitId: row.source_unit_id,
      unitName: row.source_unit_name,
      title: row.title,
      digest: statement?.digest ?? null,
      signedBy: statement?.signerName ?? null,
      signedAt: statement?.signedAt ?? null,
      role: row.role as ProvenanceLink['role'],
      depth: 1,
    }
    return [
      direct,
      ...(row.provenance as unknown as ProvenanceLink[]).map((link) => ({ ...link, depth: link.depth + 1 })),
    ]
  })
}

/** The category of the sources, when they agree. */
async function commonCategory(cx: Cx, pieceId: string): Promise<string | null> {
  const rows = await cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .select('category_code')
    .distinct()
    .where('piece_id', '=', pieceId)
    .execute()
  return rows.length === 1 ? rows[0]!.category_code : null
}

/** The forwarded item left the office, signed off: each source learns where it went. */
export const tellForwarded: Reaction = async (cx, event) => {
  const forwarding = await cx.db
    .selectFrom('forwarding')
    .select('piece_id')
    .where('submission_id', '=', event.subjectId)
    .executeTakeFirst()
  if (!forwarding) return
  const forwardedTo = []
  for (const officeId of (event.data.receiverIds ?? []) as string[])
    forwardedTo.push((await loadUnit(cx, officeId)).name)
  for (const source of await sourcesOf(cx, forwarding.piece_id))
    await tellSource(cx, source, 'forwarded', { forwardedTo })
}
