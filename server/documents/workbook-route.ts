import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RequestContext } from '../platform/api.ts'
import { Refusal } from '../platform/refusal.ts'
import { toXlsx } from './printing/printing.ts'

const limitMb = 16

/** A list as somebody sees it: the rows were answered to the same person by the list's own entry, filters and access included. */
const Table = z.object({
  title: z.string().min(1).max(80),
  /** The filters in words, or whatever stands under the title. */
  subtitle: z.string().max(300).optional(),
  columns: z
    .array(
      z.object({
        label: z.string().max(60),
        format: z.enum(['text', 'integer', 'decimal', 'percent', 'date', 'datetime']).default('text'),
      }),
    )
    .min(1)
    .max(60),
  rows: z.array(z.array(z.union([z.string().max(5000), z.number(), z.null()])).max(60)).max(20_000),
})

/** POST /workbook: any list as an Excel file, and the event that somebody took it along. */
export function workbookRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void {
  http.post('/workbook', { bodyLimit: limitMb * 1024 * 1024 }, async (request, reply) => {
    const context = await contextOf(request, reply)
    if (!context.actor) throw new Refusal('not_signed_in')
    const table = Table.safeParse(request.body)
    if (!table.success) throw new Refusal('bad_input', { field: table.error.issues[0]?.path.join('.') ?? '' })
    const { title, subtitle, columns, rows } = table.data
    await context.run((cx) =>
      cx.record(
        'table.exported',
        { id: cx.actor.personId, unitId: cx.actor.unitId },
        { title, subtitle: subtitle ?? '', rows: rows.length },
      ),
    )
    const bytes = await toXlsx({ sheets: [{ name: title, title, ...(subtitle && { subtitle }), columns, rows }] })
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`)
      .send(bytes)
  })
}
