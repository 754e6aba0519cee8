import mammoth from 'mammoth'
import { fromHtml } from './from-html.ts'
import type { Pictures } from './html-picture.ts'
import type { Imported } from './imported.ts'
import type { Foreign } from './read-in-child.ts'

/** Each reader is loaded when its kind of file comes. */
export async function readForeign(foreign: Foreign): Promise<Imported> {
  const { name } = foreign
  switch (foreign.kind) {
    case 'docx': {
      const pictures: Pictures = {}
      return fromHtml(name, await wordToHtml(foreign.bytes, pictures), pictures)
    }
    case 'html':
      return fromHtml(name, foreign.html)
    case 'rtf':
      return (await import('./from-rtf.ts')).fromRtf(name, foreign.source)
    case 'doc':
      return (await import('./from-old-word.ts')).fromOldWord(name, foreign.bytes)
    case 'pdf':
      return (await import('./from-pdf.ts')).fromPdf(name, foreign.bytes)
    case 'ofd':
      return (await import('./from-ofd.ts')).fromOfd(name, foreign.bytes)
  }
}

/** Pictures are kept aside under a number: as part of the page they would make it too long to read. */
async function wordToHtml(bytes: Uint8Array, pictures: Pictures): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      styleMap: [
        "p[style-name='zx-right'] => p.zx-right:fresh",
        "p[style-name='zx-center'] => p.zx-center:fresh",
        "p[style-name='Title'] => p.zx-center:fresh",
        "p[style-name='标题'] => p.zx-center:fresh",
        'u => u',
      ],
      convertImage: mammoth.images.imgElement(async (image) => {
        const src = `zx-picture:${Object.keys(pictures).length}`
        pictures[src] = { type: image.contentType, bytes: await image.readAsBuffer() }
        return { src }
      }),
      externalFileAccess: false,
      transformDocument: keepAlignment,
    },
  )
  return value
}

interface WordNode {
  type: string
  alignment?: string | null
  styleName?: string | null
  styleId?: string | null
  children?: WordNode[]
}

/** The library forgets that a sign-off stands right. A style of our own carries it over. */
function keepAlignment(node: WordNode): WordNode {
  const children = node.children?.map(keepAlignment)
  const heading = /heading|title|标题/iu.test(node.styleName ?? '')
  const aligned = node.type === 'paragraph' && !heading && (node.alignment === 'right' || node.alignment === 'center')
  return {
    ...node,
    ...(children && { children }),
    ...(aligned && { styleName: `zx-${node.alignment}`, styleId: `zx-${node.alignment}` }),
  }
}
