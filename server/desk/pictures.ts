import type { Body } from '../../contract/body.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf, linkFiles } from '../platform/files.ts'

/** A picture in a text hangs on its owner from then on, also when a later revision drops it: the earlier ones still show it. */
export async function linkPictures(
  cx: Cx,
  ownerKind: 'handlingText' | 'pieceText',
  ownerId: string,
  body: Body,
): Promise<void> {
  const shown = body.content.flatMap((block) => (block.type === 'image' ? [block.attrs.fileId] : []))
  if (shown.length === 0) return
  const linked = (await filesOf(cx, ownerKind, ownerId)).map((file) => file.id)
  const missing = [...new Set(shown)].filter((id) => !linked.includes(id))
  if (missing.length > 0) await linkFiles(cx, ownerKind, ownerId, [...linked, ...missing])
}
