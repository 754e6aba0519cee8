import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { entryName } from '../catalogue/index.ts'
import { documentRoutes, headRevision } from '../documents/index.ts'
import type { Downloadable, DocumentFormat } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { loadSubmission } from './load.ts'

/** GET /submissions/:id/pdf, /docx, /ofd: one item on paper, for a leader who signs on paper. Each printing leaves an event. */
export const itemPdfRoute = (
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void => documentRoutes(http, contextOf, '/submissions/:id', printable)

async function printable(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  const row = await loadSubmission(cx, id)
  const { title, body } = await headRevision(cx, id)
  const nameOf = async (list: 'category' | 'urgency' | 'classification', code: string | null) =>
    code ? (await entryName(cx, row.unit_id, list, code)) || code : ''
  await cx.record('submission.printed', { id, unitId: row.unit_id }, { status: row.status, format })
  const facts = [
    ['报送单位', row.unit_name],
    ['撰稿人', row.author_name],
    ['联系电话', row.author_phone],
    ['类别', await nameOf('category', row.category_code)],
  ]
  const classification = await nameOf('classification', row.classification_code)
  return {
    fileName: title || '稿件',
    hasWatermark: row.classification_code !== 'open',
    document: {
      kind: 'item',
      heading: '政务信息',
      title,
      body,
      source: [row.unit_name],
      date: dayOf(row.sent_at ?? cx.now),
      images: await readPictures(cx, [body]),
      classification,
      urgency: await nameOf('urgency', row.urgency_code),
      facts: facts.filter(([, value]) => value).map(([label, value]) => ({ label: label!, value: value! })),
    },
  }
}
