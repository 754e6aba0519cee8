import { headRevision, sealText, startText } from '../documents/index.ts'
import type { Text } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { copyLinks } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { HandlingRecord } from './load-handling.ts'
import { moveHandling } from './move-handling.ts'
import { tellSource } from './tell-source.ts'

/** 编辑: a piece of one item. The item's text is copied and sealed as revision 1, so that every change to it stays visible (留痕). */
export async function startEditing(cx: Cx, input: { id: string; pieceId?: string }): Promise<{ pieceId: string }> {
  const handling = await moveHandling(cx, input.id, 'edit')
  requirePieceEdit(cx, handling.officePath)
  const pieceId = await startPiece(cx, input.pieceId ?? newId(), await headRevision(cx, handling.id), [
    { ...handling, role: 'lead', weight: 1 },
  ])
  await cx.record(
    'piece.started',
    { id: pieceId, unitId: handling.office_id },
    { title: handling.title, handlingId: handling.id },
  )
  await tellSource(cx, handling, 'editing')
  return { pieceId }
}

export function requirePieceEdit(cx: Cx, officePath: string) {
  if (!can(cx.actor, 'piece.edit', officePath)) throw new Refusal('not_permitted', { need: 'piece.edit' })
}

type NewSource = Pick<
  HandlingRecord,
  'id' | 'office_id' | 'urgency_code' | 'urgency_hours' | 'classification_code' | 'due_at'
> & { role: 'lead' | 'other'; weight: number }

/** The row, its first text and its sources. The most urgent source gives the urgency, the earliest deadline the deadline. */
export async function startPiece(cx: Cx, id: string, text: Text, sources: NewSource[]): Promise<string> {
  const started = await startText(cx, id, { title: text.title, body: text.body })
  await sealText(cx, id)
  const most = sources.toSorted((a, b) => a.urgency_hours - b.urgency_hours)[0]!
  await cx.db
    .insertInto('piece')
    .values({
      id,
      office_id: most.office_id,
      title: text.title,
      characters: started.characters,
      urgency_code: most.urgency_code,
      classification_code: strictest(sources),
      editor_id: cx.actor.personId,
      editor_name: cx.actor.name,
      status_since: cx.now,
      due_at: earliest(sources.map((source) => source.due_at)),
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await addSources(cx, id, sources, 0)
  cx.tell('desk', most.office_id)
  return id
}

/** Sources join a piece with their attachments and the pictures in their texts. */
export async function addSources(
  cx: Cx,
  pieceId: string,
  sources: { id: string; role: 'lead' | 'other'; weight: number }[],
  from: number,
): Promise<void> {
  await cx.db
    .insertInto('piece_source')
    .values(
      sources.map((source, i) => ({
        piece_id: pieceId,
        handling_id: source.id,
        role: source.role,
        weight: source.weight,
        position: from + i,
      })),
    )
    .execute()
  for (const source of sources) {
    await copyLinks(cx, { kind: 'handling', id: source.id }, { kind: 'piece', id: pieceId })
    await copyLinks(cx, { kind: 'handlingText', id: source.id }, { kind: 'pieceText', id: pieceId })
  }
}

const earliest = (dates: (Date | null)[]) =>
  dates.filter((date) => date !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null

/** A text made from several is guarded like the most guarded of them. */
const order = ['open', 'internal', 'workSecret']
const strictest = (sources: { classification_code: string }[]) =>
  sources.map((source) => source.classification_code).toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0] ??
  'internal'
