import type { Body } from '../../contract/body.ts'
import { headRevision, sealText } from '../documents/index.ts'
import type { Text } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { asCredit, loadPiece, moveSources, requirePieceMove, sourcesOf } from './load-piece.ts'
import type { PieceRecord, PieceSourceRecord } from './load-piece.ts'
import { creditOf } from './rules/credit.ts'
import type { PieceMove } from './rules/life.ts'
import { tellSource } from './tell-source.ts'

export interface PieceForAdoption {
  id: string
  officeId: string
  title: string
  status: PieceRecord['status']
  revision: { id: string; title: string; body: Body; digest: string }
  sources: {
    handlingId: string
    unitId: string | null
    unitName: string
    submissionId: string | null
    role: 'lead' | 'other'
    weight: number
  }[]
}

/** 采用 begins here: the piece, locked, in the second review or already adopted elsewhere, with its text sealed. Needs piece.review. */
export async function loadPieceForAdoption(cx: Cx, pieceId: string): Promise<PieceForAdoption> {
  const piece = await loadPiece(cx, pieceId, 'piece.review', { lock: true })
  requirePieceMove(piece, 'adopt')
  const { id, title, body, digest } = await sealText(cx, piece.id)
  const sources = await sourcesOf(cx, piece.id)
  return {
    id: piece.id,
    officeId: piece.office_id,
    title: piece.title,
    status: piece.status,
    revision: { id, title, body, digest },
    sources: sources.map((source) => ({
      handlingId: source.id,
      submissionId: source.submission_id,
      ...asCredit(source),
    })),
  }
}

/** The piece was adopted into a publication (已采用未成刊). The units see the text as edited. */
export async function markAdopted(
  cx: Cx,
  pieceId: string,
  details: { adoptionId: string; publicationName: string; columnName: string; modeName: string },
): Promise<void> {
  const { piece, sources } = await locked(cx, pieceId, 'adopt')
  if (piece.status === 'inSecondReview') await setStatus(cx, piece, 'adopted')
  await moveSources(cx, sources, 'adopt')
  await cx.db
    .updateTable('handling')
    .set({ due_at: null, decided_at: cx.now, decided_by_name: cx.actor.name })
    .where(
      'id',
      'in',
      sources.map((source) => source.id),
    )
    .where('decided_at', 'is', null)
    .execute()
  const { title, body } = await headRevision(cx, piece.id)
  await cx.record('piece.adopted', { id: piece.id, unitId: piece.office_id }, { title, ...details })
  const { publicationName, columnName, modeName } = details
  for (const source of sources)
    await tellSource(cx, source, 'adopted', { title, body, publicationName, columnName, modeName })
}

/** 撤销采用: back to the editor, unless another publication still holds it (`remaining`: adoptions left after this one went). */
export async function markUnadopted(
  cx: Cx,
  pieceId: string,
  details: { adoptionId: string; publicationName: string; reasonName?: string; reasonText?: string; remaining: number },
): Promise<void> {
  const { piece, sources } = await locked(cx, pieceId, 'unadopt')
  if (details.remaining === 0) {
    if (piece.status === 'published')
      throw new Refusal('piece.wrong_state', { status: piece.status, action: 'unadopt' })
    await setStatus(cx, piece, 'editing')
    await moveSources(cx, sources, 'unadopt')
    await cx.db
      .updateTable('handling')
      .set({ decided_at: null, decided_by_name: null })
      .where(
        'id',
        'in',
        sources.map((source) => source.id),
      )
      .execute()
  }
  await cx.record('piece.unadopted', { id: piece.id, unitId: piece.office_id }, { title: piece.title, ...details })
  const { publicationName, reasonName, reasonText } = details
  for (const source of sources) await tellSource(cx, source, 'unadopted', { publicationName, reasonName, reasonText })
}

/** 成刊: the issue it stands in was released. `title` and `body` are the text as printed. */
export async function markPublished(
  cx: Cx,
  pieceId: string,
  details: {
    adoptionId: string
    publicationName: string
    columnName: string
    issueLabel: string
    issueOn: string
    title: string
    body: Body
  },
): Promise<void> {
  const { piece, sources } = await locked(cx, pieceId, 'publish')
  if (piece.status !== 'published') await setStatus(cx, piece, 'published')
  await moveSources(cx, sources, 'publish')
  const { publicationName, columnName, issueLabel, issueOn, title, body } = details
  await cx.record(
    'piece.published',
    { id: piece.id, unitId: piece.office_id },
    { title, adoptionId: details.adoptionId, publicationName, columnName, issueLabel, issueOn },
  )
  for (const source of sources)
    await tellSource(cx, source, 'published', { publicationName, columnName, issueLabel, issueOn, title, body })
}

/** The issue was recalled: the piece is adopted, but no longer published. `stillPublished`: another issue holds it. */
export async function markRecalled(
  cx: Cx,
  pieceId: string,
  details: {
    publicationName: string
    issueLabel: string
    reasonName: string
    reasonText: string
    stillPublished?: boolean
  },
): Promise<void> {
  const { piece, sources } = await locked(cx, pieceId, 'recall')
  if (!details.stillPublished) {
    await setStatus(cx, piece, 'adopted')
    await moveSources(cx, sources, 'recall')
  }
  const { publicationName, issueLabel, reasonName, reasonText } = details
  await cx.record(
    'piece.recalled',
    { id: piece.id, unitId: piece.office_id },
    { title: piece.title, publicationName, issueLabel, reasonName, reasonText },
  )
  for (const source of sources)
    await tellSource(cx, source, 'recalled', { publicationName, issueLabel, reasonName, reasonText })
}

/** The newest text of a piece. The caller has checked access to what shows it. */
export async function loadPieceText(cx: Cx, pieceId: string): Promise<Text & { id: string; digest: string | null }> {
  const { id, title, body, digest } = await headRevision(cx, pieceId)
  return { id, title, body, digest }
}

/** Who is credited for a piece today: each distinct unit once. */
export async function findCreditOf(cx: Cx, pieceId: string) {
  return creditOf((await sourcesOf(cx, pieceId)).map(asCredit))
}

/** These acts are the publication's: it has checked who may sign, compose or recall; here only the state is checked. */
async function locked(
  cx: Cx,
  pieceId: string,
  move: PieceMove,
): Promise<{ piece: PieceRecord; sources: PieceSourceRecord[] }> {
  const piece = (await cx.db
    .selectFrom('piece')
    .selectAll()
    .where('id', '=', pieceId)
    .forUpdate()
    .executeTakeFirst()) as PieceRecord | undefined
  if (!piece) throw new Refusal('not_found')
  requirePieceMove(piece, move)
  return { piece, sources: await sourcesOf(cx, piece.id) }
}

async function setStatus(cx: Cx, piece: PieceRecord, status: PieceRecord['status']) {
  await cx.db
    .updateTable('piece')
    .set({ status, status_since: cx.now, updated_at: cx.now, version: piece.version + 1 })
    .where('id', '=', piece.id)
    .execute()
  cx.tell('desk', piece.office_id)
}
