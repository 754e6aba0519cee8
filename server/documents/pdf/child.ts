import { Typesetter } from './compile.ts'
import type { PrintAnswer, PrintRequest } from './printing.ts'

let typesetter: Typesetter | null = null

/** Answers one request after another; the parent asks again only when it has the answer. */
process.on('message', (request: PrintRequest) => {
  void answer(request).then((said) => process.send?.(said))
})
process.once('disconnect', () => process.exit(0))

async function answer(request: PrintRequest): Promise<PrintAnswer> {
  try {
    typesetter ??= new Typesetter(request.settings)
    switch (request.kind) {
      case 'issue':
        return { value: await typesetter.issue(request.input) }
      case 'item':
        return { value: await typesetter.item(request.input) }
      case 'glyphs':
        return { value: typesetter.missingGlyphs(request.input) }
      case 'fonts':
        return { value: typesetter.fonts.report }
    }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
