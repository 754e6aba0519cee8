import type { Body } from '../../contract/body.ts'
import type { Cx } from '../platform/command.ts'
import { linkFiles } from '../platform/files.ts'

/**
 * The pictures in a text belong to the item like its attachments, so that whoever may read it sees them.
 * They stay linked when a later text drops them: the earlier one still shows them. A picture that is not the writer's to show is refused.
 */
export async function linkPictures(cx: Cx, submissionId: string, body: Body): Promise<void> {
  const shown = body.content.flatMap((block) => (block.type === 'image' ? [block.attrs.fileId] : []))
  if (shown.length === 0) return
  const links = await cx.db
    .selectFrom('file_link')
    .select('file_id')
    .where('owner_kind', '=', 'submissionText')
    .where('owner_id', '=', submissionId)
    .orderBy('position')
    .execute()
  const before = links.map((link) => link.file_id)
  const added = [...new Set(shown)].filter((id) => !before.includes(id))
  if (added.length > 0) await linkFiles(cx, 'submissionText', submissionId, [...before, ...added])
}
