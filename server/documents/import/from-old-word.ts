import WordExtractor from 'word-extractor'
import { bodyFromText } from '../../../contract/body.ts'
import { finishImport, unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import { withHeadings } from './from-text.ts'

/** The words of a .doc or .wps of Word 97–2003, where no office program is installed that could convert it whole. */
export async function fromOldWord(name: string, bytes: Uint8Array): Promise<Imported> {
  const document = await new WordExtractor().extract(Buffer.from(bytes)).catch(() => {
    throw unreadable(name, 'old_word')
  })
  const text = document.getBody().replace(/(?!\t)\p{Cc}/gu, '\n') // ends of cells, pages and lines
  return finishImport(name, withHeadings(bodyFromText(text).content), ['look', 'tables', 'images'])
}
