import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { entryName } from '../catalogue/index.ts'
import { documentRoutes, headRevision } from '../documents/index.ts'
import type { Downloadable, DocumentFormat } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { loadPiece, sourcesOf } from './load-piece.ts'

/** GET /pieces/:id/pdf, /docx, /ofd: one piece on paper, for the second review. Each printing leaves an event. */
export const piecePdfRoute = (
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void => documentRoutes(http, contextOf, '/pieces/:id', printable)

async function printable(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  const piece = await loadPiece(cx, id, 'piece.read')
  const { title, body } = await headRevision(cx, id)
  const sources = await sourcesOf(cx, id)
  const nameOf = async (list: 'urgency' | 'classification', code: string | null) =>
    code ? (await entryName(cx, piece.office_id, list, code)) || code : ''
  await cx.record('piece.printed', { id, unitId: piece.office_id }, { status: piece.status, format })
  return {
    fileName: title || '采编稿',
    hasWatermark: piece.classification_code !== 'open',
    document: {
      kind: 'item',
      heading: '政务信息（采编稿）',
      title,
      body,
      facts: [{ label: '采编单位', value: piece.officeName }],
      source: [...new Set(sources.map((source) => source.source_unit_name))],
      date: dayOf(cx.now),
      images: await readPictures(cx, [body]),
      classification: await nameOf('classification', piece.classification_code),
      urgency: await nameOf('urgency', piece.urgency_code),
    },
  }
}
