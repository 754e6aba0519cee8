import type { ItemProgress, LetterBody, ProgressStage } from '../../contract/letters.ts'
import { sendLetter } from '../exchange/index.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { sourcesOf } from './load-piece.ts'

export interface Source {
  id: string
  office_id: string
  source_unit_id: string | null
  submission_id: string | null
}
type Extra = Partial<Omit<ItemProgress, 'submissionId' | 'stage' | 'at' | 'officeId' | 'officeName'>>

/** Every step of an item reaches the unit it came from. A back entry has no submission there, so no letter is written. */
export async function tellSource(cx: Cx, handling: Source, stage: ProgressStage, extra: Extra = {}): Promise<void> {
  if (handling.submission_id === null) return
  const office = await loadUnit(cx, handling.office_id)
  await passOn(cx, handling, {
    submissionId: handling.submission_id,
    stage,
    at: cx.now.toISOString(),
    officeId: office.id,
    officeName: office.name,
    ...extra,
  })
}

/** What happened to a piece after it was published, told to every unit it was made from. */
export async function tellSourcesOf(cx: Cx, pieceId: string, stage: ProgressStage, extra: Extra): Promise<void> {
  for (const source of await sourcesOf(cx, pieceId)) await tellSource(cx, source, stage, extra)
}

/** What an office above the tree or on paper did with a forwarded piece, told to its sources in that office's name. */
export async function tellSourcesFromAbove(
  cx: Cx,
  pieceId: string,
  progress: Omit<ItemProgress, 'submissionId'>,
): Promise<void> {
  for (const source of await sourcesOf(cx, pieceId))
    if (source.submission_id !== null) await passOn(cx, source, { ...progress, submissionId: source.submission_id })
}

/** Words from above for the sources of a piece, where no stage of an item fits. */
export async function commentToSources(
  cx: Cx,
  pieceId: string,
  comment: Omit<LetterBody<'item.comment'>, 'submissionId' | 'commentId' | 'asksAnswer'>,
): Promise<void> {
  for (const source of await sourcesOf(cx, pieceId)) {
    const listener = await findListener(cx, source)
    if (listener)
      await sendLetter(cx, {
        kind: 'item.comment',
        fromUnitId: source.office_id,
        toUnitId: listener.unitId,
        objectId: listener.submissionId,
        body: { ...comment, submissionId: listener.submissionId, commentId: newId(), asksAnswer: false },
      })
  }
}

/** The same, with a progress of an office further up: `officeId` is its own. */
export async function passOn(cx: Cx, handling: Source, progress: ItemProgress): Promise<void> {
  const listener = await findListener(cx, handling)
  if (!listener) return
  const { unitId, submissionId } = listener
  await sendLetter(cx, {
    kind: 'item.progress',
    fromUnitId: handling.office_id,
    toUnitId: unitId,
    objectId: submissionId,
    body: { ...progress, submissionId },
  })
}

/** Who hears of an item: its unit, while it exists. Nobody for a back entry. */
export async function findListener(
  cx: Cx,
  handling: Source,
): Promise<{ unitId: string; submissionId: string } | undefined> {
  const { source_unit_id: unitId, submission_id: submissionId } = handling
  if (unitId === null || submissionId === null || (await loadUnit(cx, unitId)).validTo !== null) return undefined
  return { unitId, submissionId }
}
