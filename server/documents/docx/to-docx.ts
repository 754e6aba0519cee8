import { Document, DocumentGridType, Footer, Packer, Paragraph } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { OfficialDocument } from '../document.ts'
import { titleOf } from '../layout-data.ts'
import { layoutOf } from './layouts.ts'
import { pageNumbers } from './parts.ts'
import { line, mm, styles } from './styles.ts'

const margin = {
  top: mm(37),
  left: mm(28),
  right: mm(26),
  bottom: mm(35),
  header: mm(15),
  footer: mm(35 - 7 - 5),
  gutter: 0,
}

/**
 * A document as a Word file in the numbers of GB/T 9704: A4, 156 × 225 mm of text, 22 lines of 28 characters, page numbers
 * outside. Faces are named, not embedded: the office's computer has them.
 */
export async function writeDocx(document: OfficialDocument): Promise<Buffer> {
  const letter = document.kind === 'notice'
  const file = new Document({
    title: titleOf(document),
    creator: '政信',
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: letter ? { ...margin, top: mm(30) } : margin },
          grid: { type: DocumentGridType.LINES, linePitch: line },
          titlePage: letter, // the first page of a letter carries no number
        },
        footers: { ...pageNumbers(), ...(letter && { first: new Footer({ children: [new Paragraph({})] }) }) },
        children: layoutOf(document),
      },
    ],
  })
  return withoutDigitSpace(await Packer.toBuffer(file))
}

/** Word puts a quarter of a character between Chinese and digits, and a line no longer holds 28. The library has no word for it. */
function withoutDigitSpace(docx: Buffer): Buffer {
  const files = unzipSync(docx)
  const sheet = strFromU8(files['word/styles.xml']!)
  const changed = sheet.replace('<w:spacing ', '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing ')
  return Buffer.from(
    zipSync({ ...files, 'word/styles.xml': strToU8(changed) }, { level: 6, mtime: new Date(2020, 0, 1) }),
  )
}
