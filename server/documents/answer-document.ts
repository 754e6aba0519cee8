import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { OfficialDocument } from './document.ts'
import { cleanPdf, noteCopy } from './issued.ts'
import type { Issued } from './issued.ts'
import { stampPdf, toDocx, toOfd, toPdf } from './printing/printing.ts'

export type DocumentFormat = 'pdf' | 'docx' | 'ofd'

/** What a module says of one record when somebody asks for it on paper or as a file. */
export interface Downloadable {
  document: OfficialDocument
  /** Without ending. */
  fileName: string
  /** Formats this reader may have; all when left out. A file that can be changed is not for everyone. */
  formats?: DocumentFormat[]
  /** Reader, unit and time across every page. */
  hasWatermark: boolean
  /** Its code, when it has a number: the PDF is kept, and every file given out is remembered. */
  issued?: Issued
  /** One print with marks of its own (份号): made anew each time, while the kept PDF stays what it is. */
  isOneOfMany?: boolean
}

const mediaTypes: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ofd: 'application/ofd',
}

/**
 * GET <path>/pdf, /docx and /ofd. `prepare` loads the record with the reader's right to it, and records the event; setting the
 * document takes seconds and is done after that transaction.
 */
export function documentRoutes(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
  path: `/${string}/:id`,
  prepare: (cx: Cx, id: string, format: DocumentFormat) => Promise<Downloadable>,
): void {
  for (const format of ['pdf', 'docx', 'ofd'] as const)
    http.get<{ Params: { id: string } }>(`${path}/${format}`, async (request, reply) => {
      const context = await contextOf(request, reply)
      const { id } = request.params
      if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('not_found')
      const { prepared, reader, app } = await context.run(async (cx) => {
        const prepared = await prepare(cx, id, format)
        if (prepared.formats && !prepared.formats.includes(format)) throw new Refusal('not_permitted', { need: format })
        return { prepared, reader: readerLine(cx), app: cx.app }
      })
      const bytes = await fileOf({ ...context, app }, prepared, format, prepared.hasWatermark ? reader : null)
      const { issued } = prepared
      if (issued) await context.run((cx) => noteCopy(cx, { code: issued.code, bytes, format, reader }))
      return reply
        .header('content-type', mediaTypes[format])
        .header('cache-control', 'private, no-store')
        .header(
          'content-disposition',
          `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(`${prepared.fileName}.${format}`)}`,
        )
        .send(bytes)
    })
}

async function fileOf(
  context: Pick<RequestContext, 'app' | 'run'>,
  { document, issued, isOneOfMany }: Downloadable,
  format: DocumentFormat,
  watermark: string | null,
): Promise<Buffer> {
  if (format === 'docx') return toDocx(document)
  if (format === 'ofd') return toOfd(document, { watermark })
  const pdf =
    issued && !isOneOfMany
      ? await cleanPdf(context.app, issued, document, (kept) =>
          context.run(async (cx) => {
            await cx.db
              .updateTable('issued_document')
              .set({ fingerprint: kept.fingerprint, clean_sha256: kept.cleanSha256 })
              .where('code', '=', issued.code)
              .execute()
          }),
        )
      : await toPdf(document)
  return watermark === null ? pdf : stampPdf(pdf, watermark)
}

/** Unit, name and time, in the time of Shanghai. */
function readerLine(cx: Cx): string {
  const at = new Date(cx.now.getTime() + 8 * 3_600_000).toISOString()
  return `${cx.actor.unitName}　${cx.actor.name}　${at.slice(0, 10)} ${at.slice(11, 16)}`
}
