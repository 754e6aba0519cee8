import { api } from '../platform/api.ts'
import { dropUpload, openFile } from '../platform/files.ts'
import { canSomewhere } from '../platform/access.ts'
import { runQuery } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { checkText, compareWhole } from './check.ts'
import { importFile } from './import/import-file.ts'
import { keepPictures } from './import/keep-pictures.ts'
import { fontReport } from './printing/printing.ts'
import { refuseWording } from '../wording/index.ts'
import { verify } from './verify.ts'

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
    const imported = await importFile(file.name, await file.read())
    try {
      await context.query((cx) => refuseWording(cx, { title: file.name, body: imported.body }))
    } catch (error) {
      await context.run((cx) => dropUpload(cx, input.fileId)) // what may not be kept does not stay as an upload either
      throw error
    }
    return keepPictures(context, imported)
  }),
  // Anybody may ask; who is signed in is told what he may read anyway.
  verify: documents.verify.handler(({ context, input }) =>
    runQuery(context.app, context.actor ?? systemActor, (cx) => verify(cx, input, context.actor)),
  ),
  fonts: documents.fonts.handler(async ({ context }) => {
    await context.query(async (cx) => {
      if (!canSomewhere(cx.actor, 'setting.manage')) throw new Refusal('not_permitted', { need: 'setting.manage' })
    })
    return fontReport()
  }),
}
