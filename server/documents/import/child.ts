import mammoth from 'mammoth'
import { Refusal } from '../../platform/refusal.ts'
import { fromHtml } from './from-html.ts'
import type { Unreadable } from './imported.ts'
import type { Answer, Foreign } from './read-in-child.ts'

/** Reads one file and ends. Whatever the file does to a library, it does here. */
process.once('message', (foreign: Foreign) => {
  void read(foreign).then((answer) => process.send?.(answer, () => process.exit(0)))
})

async function read(foreign: Foreign): Promise<Answer> {
  try {
    return fromHtml(foreign.name, foreign.kind === 'html' ? foreign.html : await wordToHtml(foreign.bytes))
  } catch (error) {
    return { refused: error instanceof Refusal ? (error.data.reason as Unreadable) : 'damaged' }
  }
}

async function wordToHtml(bytes: Uint8Array): Promise<string> {
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
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
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
