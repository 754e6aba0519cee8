import { headRevision, saveText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { bodyLimits, emptyBody } from '../../contract/body.ts'
import { loadHandling } from './load-handling.ts'
import { asCredit, loadPiece, requirePieceMove, sourcesOf } from './load-piece.ts'
import type { LoadedPiece } from './load-piece.ts'
import { refuseMove, writeMove } from './move-handling.ts'
import { creditOf, mergedWith } from './rules/credit.ts'
import { canMove } from './rules/life.ts'
import { mergedBody, tooLong } from './rules/merged-text.ts'
import { addSources, requirePieceEdit, startPiece } from './start-editing.ts'
import { tellSource } from './tell-source.ts'

export interface SourceChoice {
  handlingId: string
  role: 'lead' | 'other'
  weight: number
}

/**
 * 合并: one piece of at least two items, none adopted yet. It starts with the texts of its sources as sections; an item that an
 * editor already works on brings that text, and its own piece rests until 解除合并. With `pieceId` the items join that piece.
 * `passages`: their texts stay beside the piece, and the editor picks what goes in (综合采用).
 */
export async function mergeIntoPiece(
  cx: Cx,
  input: { pieceId?: string; baseVersion?: number; title?: string; passages?: boolean; sources: SourceChoice[] },
): Promise<{ pieceId: string }> {
  const piece = input.pieceId === undefined ? undefined : await loadTarget(cx, input.pieceId)
  const present = piece ? await sourcesOf(cx, piece.id) : []
  const choices = input.sources.filter(
    (choice, i) =>
      input.sources.findIndex((other) => other.handlingId === choice.handlingId) === i &&
      !present.some((source) => source.id === choice.handlingId),
  )
  if (present.length + choices.length < 2 || choices.length === 0) throw new Refusal('piece.select_two')
  if (![...present, ...choices].some((source) => source.role === 'lead')) throw new Refusal('piece.needs_lead')

  const joining = []
  for (const choice of choices.toSorted((a, b) => (a.handlingId < b.handlingId ? -1 : 1)))
    joining.push(await join(cx, choice, piece?.office_id))
  joining.sort(
    (a, b) =>
      choices.findIndex((choice) => choice.handlingId === a.id) -
      choices.findIndex((choice) => choice.handlingId === b.id),
  )
  if (new Set(joining.map((source) => source.office_id)).size > 1) throw new Refusal('piece.other_office')
  requirePieceEdit(cx, joining[0]!.officePath)

  const pieceId = piece ? await extend(cx, piece, input, joining, present.length) : await start(cx, input, joining)
  const sources = await sourcesOf(cx, pieceId)
  await cx.record(
    'piece.merged',
    { id: pieceId, unitId: joining[0]!.office_id },
    {
      handlingIds: joining.map((source) => source.id),
      units: creditOf(sources.map(asCredit)).map((line) => line.unitName),
    },
  )
  const credit = creditOf(sources.map(asCredit))
  for (const source of sources)
    await tellSource(cx, source, 'merged', { mergedWith: mergedWith(credit, asCredit(source)) })
  return { pieceId }
}

async function loadTarget(cx: Cx, pieceId: string): Promise<LoadedPiece> {
  const piece = await loadPiece(cx, pieceId, 'piece.edit', { lock: true })
  if (piece.status === 'adopted' || piece.status === 'published')
    throw new Refusal('piece.adopted_cannot_merge', { title: piece.title })
  requirePieceMove(piece, 'merge')
  return piece
}

/** Takes one item in: locked, checked, with the text it brings. */
async function join(cx: Cx, choice: SourceChoice, officeId: string | undefined) {
  const handling = await loadHandling(cx, choice.handlingId, 'handling.edit', { lock: true })
  if (officeId !== undefined && handling.office_id !== officeId) throw new Refusal('piece.other_office')
  if (handling.status === 'adopted' || handling.status === 'published')
    throw new Refusal('piece.adopted_cannot_merge', { title: handling.title })
  if (!canMove(handling.status, 'join')) await refuseMove(cx, handling, 'merge')
  const text = (await restOwnPiece(cx, handling.id)) ?? (await headRevision(cx, handling.id))
  const joined = handling.status === 'editing' ? handling : await writeMove(cx, handling, 'join')
  return {
    ...joined,
    role: choice.role,
    weight: choice.weight,
    section: { title: text.title, unitName: handling.source_unit_name, body: text.body },
  }
}

/** The item's own piece rests (dissolved) and gives its text. A piece with other items is not taken apart by the way. */
async function restOwnPiece(cx: Cx, handlingId: string) {
  const own = await cx.db
    .selectFrom('piece')
    .innerJoin('piece_source', 'piece_source.piece_id', 'piece.id')
    .select(['piece.id', 'piece.title', 'piece.editor_name'])
    .where('piece_source.handling_id', '=', handlingId)
    .where('piece.status', '<>', 'dissolved')
    .forUpdate('piece')
    .executeTakeFirst()
  if (!own) return undefined
  if ((await sourcesOf(cx, own.id)).length > 1)
    throw new Refusal('handling.in_piece', { title: own.title, pieceId: own.id, editorName: own.editor_name })
  await cx.db
    .updateTable('piece')
    .set({ status: 'dissolved', status_since: cx.now, updated_at: cx.now })
    .where('id', '=', own.id)
    .execute()
  return headRevision(cx, own.id)
}

type Joining = Awaited<ReturnType<typeof join>>

interface HowTo {
  title?: string
  baseVersion?: number
  passages?: boolean
}

async function start(cx: Cx, { title, passages }: HowTo, joining: Joining[]): Promise<string> {
  const lead = joining.find((source) => source.role === 'lead')!
  const text = {
    title: title || lead.section.title,
    body: passages ? emptyBody : checked(mergedBody(joining.map((source) => source.section))),
  }
  return startPiece(cx, newId(), text, joining)
}

async function extend(
  cx: Cx,
  piece: LoadedPiece,
  { baseVersion, passages }: HowTo,
  joining: Joining[],
  position: number,
): Promise<string> {
  if (passages) {
    await addSources(cx, piece.id, joining, position)
    await cx.db
      .updateTable('piece')
      .set({ version: piece.version + 1, updated_at: cx.now })
      .where('id', '=', piece.id)
      .execute()
    cx.tell('desk', piece.office_id)
    return piece.id
  }
  const head = await headRevision(cx, piece.id, { lock: true })
  const body = checked(
    mergedBody(
      joining.map((source) => source.section),
      head.body,
    ),
  )
  const saved = await saveText(cx, piece.id, { title: head.title, body, baseVersion: baseVersion ?? head.version })
  await addSources(cx, piece.id, joining, position)
  await cx.db
    .updateTable('piece')
    .set({ characters: saved.characters, version: piece.version + 1, updated_at: cx.now })
    .where('id', '=', piece.id)
    .execute()
  cx.tell('desk', piece.office_id)
  return piece.id
}

function checked(body: ReturnType<typeof mergedBody>) {
  if (tooLong(body)) throw new Refusal('piece.too_long', { limit: bodyLimits.characters })
  return body
}
