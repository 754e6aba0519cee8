import { extractTextItems, getDocumentProxy } from 'unpdf'
import { finishImport, unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import { joinLines } from './joined-lines.ts'

const mostPages = 300

/** The text of a PDF in paragraphs. A scan has none, and says so. */
export async function fromPdf(name: string, bytes: Uint8Array): Promise<Imported> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch((error: unknown) => {
    throw unreadable(name, error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged')
  })
  if (pdf.numPages > mostPages) throw unreadable(name, 'too_long')
  const { items } = await extractTextItems(pdf)
  const pages = []
  for (const [at, texts] of items.entries()) {
    const { width, height } = (await pdf.getPage(at + 1)).getViewport({ scale: 1 })
    const placed = texts.map((one) => ({
      text: one.str,
      x: one.x,
      y: height - one.y,
      width: one.width,
      size: one.fontSize,
    }))
    pages.push({ width, height, texts: placed })
  }
  const blocks = joinLines(pages)
  if (blocks.length === 0) throw unreadable(name, 'scanned')
  return finishImport(name, blocks, ['fixed_layout'])
}
