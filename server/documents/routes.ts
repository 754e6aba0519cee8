import { readFile } from 'node:fs/promises'
import { api } from '../platform/api.ts'
import { openFile } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { checkText, compareWhole } from './check.ts'
import { importFile } from './import/import-file.ts'
import { keepPictures } from './import/keep-pictures.ts'

const { documents } = api
/** A text of 200 000 characters in Word stays far below; a larger file is a collection of pictures. */
const importLimitMb = 30

export const documentsRoutes = {
  compare: documents.compare.handler(({ context, input }) =>
    context.query(async () => compareWhole(input.before, input.after)),
  ),
  check: documents.check.handler(({ context, input }) => context.query(async () => checkText(input))),
  // The file is read outside the transaction: a large one takes seconds.
  importFile: documents.importFile.handler(async ({ context, input }) => {
    const file = await context.query((cx) => openFile(cx, input.fileId))
    if (file.size > importLimitMb * 1024 * 1024) throw new Refusal('file.too_large', { limitMb: importLimitMb })
    const imported = await importFile(file.name, await readFile(file.path))
    return keepPictures(context, imported)
  }),
}
