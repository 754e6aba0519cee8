import type { DirectiveType } from '../../contract/directives.letters.ts'
import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { linkFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadWriter } from './leaders.ts'
import { loadDirectiveFor } from './load.ts'
import { showDirective } from './show-directive.ts'
import { tellSource } from './tell-source.ts'
import { writeDirective } from './write.ts'

/**
 * 补登: the supervisor transcribes the handwriting or corrects what was recorded, until it is transferred.
 * The unit the item came from reads the words as soon as they are there for it.
 */
export async function editDirective(
  cx: Cx,
  input: {
    id: string
    version: number
    leaderId: string
    type: DirectiveType
    text: string
    passage: string
    directedOn: string
    classificationCode: string
    tellsText: boolean
    fileIds: string[]
  },
) {
  const directive = await loadDirectiveFor(cx, input.id, 'edit', input.version)
  const { leader } = await loadWriter(cx, input.leaderId)
  if (leader.office_id !== directive.office_id) throw new Refusal('directive.leader_unknown')
  if (input.text === '' && directive.way === 'typed') throw new Refusal('directive.empty')
  if (input.fileIds.length === 0 && directive.way !== 'typed') throw new Refusal('directive.needs_picture')
  await loadEntry(cx, directive.office_id, 'classification', input.classificationCode)
  await linkFiles(cx, 'directive', directive.id, input.fileIds)
  await writeDirective(cx, directive, {
    leader_id: leader.id,
    leader_name: leader.name,
    leader_title: leader.title,
    leader_rank: leader.rank,
    type: input.type,
    text: input.text,
    passage: input.passage,
    directed_on: input.directedOn,
    classification_code: input.classificationCode,
    tells_text: input.tellsText,
  })
  await cx.record(
    'directive.edited',
    { id: directive.id, unitId: directive.office_id },
    { title: directive.item_title, before: directive.text, after: input.text },
  )
  const words = input.tellsText ? input.text : ''
  const wordsBefore = directive.tells_text ? directive.text : ''
  if (words !== '' && words !== wordsBefore)
    await tellSource(cx, directive, 'directiveTranscribed', {
      leaderTitle: leader.title || leader.name,
      type: input.type,
      text: words,
    })
  return showDirective(cx, directive.id)
}
