import type { OfficialDocument } from '../document.ts'
import { authorOf, titleOf } from '../layout-data.ts'
import { Typesetter } from '../pdf/compile.ts'
import { dayOfDocument } from '../pdf/template-data.ts'
import type { PrintAnswer, PrintRequest } from './printing.ts'

let typesetter: Typesetter | null = null

/** Answers one request after another; the parent asks again only when it has the answer. */
process.on('message', (request: PrintRequest) => {
  void answer(request).then((said) => process.send?.(said))
})
process.once('disconnect', () => process.exit(0))

async function answer(request: PrintRequest): Promise<PrintAnswer> {
  try {
    return { value: await make(request) }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Each writer is loaded when it is first asked for: the first PDF after a start need not wait for the others. */
async function make(request: PrintRequest): Promise<unknown> {
  switch (request.kind) {
    case 'pdf':
      return setter(request).set(request.document)
    case 'docx':
      return (await import('../docx/to-docx.ts')).writeDocx(request.document)
    case 'ofd':
      return ofd(request, request.document, request.watermark)
    case 'stamp':
      return (await import('../watermark/stamp.ts')).stampPdf(
        request.pdf,
        request.words,
        setter(request).fonts.plainFiles,
      )
    case 'xlsx':
      return (await import('../xlsx/to-xlsx.ts')).writeWorkbook(request.workbook)
    case 'glyphs':
      return setter(request).missingGlyphs(request.text)
    case 'fonts':
      return setter(request).fonts.report()
  }
}

const setter = ({ settings }: PrintRequest): Typesetter => (typesetter ??= new Typesetter(settings))

async function ofd(request: PrintRequest, document: OfficialDocument, watermark: string | null): Promise<Buffer> {
  const { fonts } = setter(request)
  const pdf = await setter(request).set(document)
  const { writeOfd } = await import('../ofd/to-ofd.ts')
  return writeOfd(
    pdf,
    { title: titleOf(document), author: authorOf(document), day: dayOfDocument(document), watermark },
    fonts.files,
  )
}
