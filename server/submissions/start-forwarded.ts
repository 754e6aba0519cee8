import type { Body } from '../../contract/body.ts'
import type { ProvenanceLink } from '../../contract/letters.ts'
import type { Details } from '../../contract/submissions.ts'
import { countCharacters, startText } from '../documents/index.ts'
import { loadUnit } from '../organisations/index.ts'
import { linkFiles } from '../platform/files.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { aboutOf, subjectOf } from './change.ts'
import { defaultReceivers } from './create.ts'
import { loadSubmission } from './load.ts'
import { linkPictures } from './pictures.ts'
import { refuseOtherReceivers } from './save-details.ts'
import { refuseSecretMark } from './secrecy.ts'

/**
 * 转报: the office makes its own item from a piece of its desk. It is a draft like any other and takes the office's own
 * review and sign-off (第十三条); where it comes from stays with it. Refuses like a draft that is saved.
 */
export async function startForwarded(
  cx: Cx,
  input: {
    officeId: string
    pieceId: string
    title: string
    body: Body
    meta: Partial<Details>
    provenance: ProvenanceLink[]
  },
): Promise<{ id: string }> {
  const office = await loadUnit(cx, input.officeId)
  requirePermission(cx, 'submission.read', 'submission.draft', office.path)
  const { title, body, meta } = input
  refuseSecretMark({ title, body })
  if (meta.receiverIds) await refuseOtherReceivers(cx, office.id, meta.receiverIds)

  const id = newId()
  await cx.db
    .insertInto('submission')
    .values({
      id,
      unit_id: office.id,
      title,
      characters: countCharacters(body),
      origin_piece_id: input.pieceId,
      provenance: json(input.provenance),
      category_code: meta.categoryCode ?? null,
      genre_code: meta.genreCode ?? null,
      urgency_code: meta.urgencyCode ?? 'normal',
      classification_code: meta.classificationCode ?? 'internal',
      keywords: meta.keywords ?? [],
      is_major: meta.isMajor ?? false,
      reporter_id: cx.actor.personId,
      reporter_name: cx.actor.name,
      author_name: meta.authorName ?? cx.actor.name,
      author_phone: meta.authorPhone ?? '',
      receiver_ids: meta.receiverIds ?? (await defaultReceivers(cx, office.id)),
      details_saved_by: cx.actor.name,
      details_saved_at: cx.now,
      status_since: cx.now,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await startText(cx, id, { title, body })
  await linkPictures(cx, id, body)
  if (meta.fileIds) await linkFiles(cx, 'submission', id, meta.fileIds)
  const row = await loadSubmission(cx, id)
  await cx.record('submission.drafted', subjectOf(row), { ...aboutOf(row), pieceId: input.pieceId })
  cx.tell('submissions', office.id)
  return { id }
}
