import { Readable } from 'node:stream'
import type { Body, BodyBlock } from '../../../contract/body.ts'
import type { RequestContext } from '../../platform/api.ts'
import { recordFile, storeUpload } from '../../platform/files.ts'
import type { Imported, Lost } from './imported.ts'

/** Stores the pictures of an imported text as uploads of the importer, and names them in the text. One that is no picture is lost. */
export async function keepPictures(context: RequestContext, imported: Imported): Promise<{ body: Body; lost: Lost[] }> {
  const { body, lost, pictures = {} } = imported
  const stored = new Map<string, { name: string; sha256: string; size: number; mediaType: string }>()
  for (const [id, { type, bytes }] of Object.entries(pictures)) {
    const name = `图片${stored.size + 1}.${type.replace(/^image\//u, '')}`
    const kept = await storeUpload(context.app.dataDir, name, Readable.from([bytes])).catch(() => null)
    if (kept) stored.set(id, { name, ...kept })
  }
  if (stored.size === 0)
    return { body: withIds(body, new Map()), lost: lostToo(lost, Object.keys(pictures).length > 0) }
  return context.run(async (cx) => {
    const ids = new Map<string, string>()
    for (const [id, { name, ...kept }] of stored) ids.set(id, (await recordFile(cx, name, kept)).id)
    return { body: withIds(body, ids), lost: lostToo(lost, stored.size < Object.keys(pictures).length) }
  })
}

const lostToo = (lost: Lost[], images: boolean): Lost[] =>
  images && !lost.includes('images') ? [...lost, 'images'] : lost

function withIds(body: Body, ids: Map<string, string>): Body {
  const content = body.content.flatMap((block): BodyBlock[] => {
    if (block.type !== 'image') return [block]
    const fileId = ids.get(block.attrs.fileId)
    return fileId ? [{ ...block, attrs: { ...block.attrs, fileId } }] : []
  })
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}
