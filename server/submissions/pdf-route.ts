import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loadEntry } from '../catalogue/index.ts'
import { headRevision, toPdf } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadSubmission } from './load.ts'

/** GET /submissions/:id/pdf: one item on paper, for a leader who signs on paper. Each printing leaves an event. */
export function itemPdfRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  http.get<{ Params: { id: string } }>('/submissions/:id/pdf', async (request, reply) => {
    const context = await contextOf(request, reply)
    const { id } = request.params
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('not_found')
    const item = await context.run((cx) => printable(cx, id))
    return reply
      .header('content-type', 'application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${item.title || '稿件'}.pdf`)}`)
      .send(await toPdf({ kind: 'item', ...item }))
  })
}

async function printable(cx: Cx, id: string) {
  const row = await loadSubmission(cx, id)
  const { title, body } = await headRevision(cx, id)
  const nameOf = async (list: 'category' | 'urgency' | 'classification', code: string | null) =>
    code ? (await loadEntry(cx, row.unit_id, list, code)).name : ''
  await cx.record('submission.printed', { id, unitId: row.unit_id }, { status: row.status })
  const facts = [
    ['报送单位', row.unit_name],
    ['撰稿人', row.author_name],
    ['联系电话', row.author_phone],
    ['类别', await nameOf('category', row.category_code)],
  ]
  return {
    heading: '政务信息',
    title,
    body,
    source: [row.unit_name],
    date: dayOf(row.sent_at ?? cx.now),
    images: await readPictures(cx, [body]),
    classification: await nameOf('classification', row.classification_code),
    urgency: await nameOf('urgency', row.urgency_code),
    facts: facts.filter(([, value]) => value).map(([label, value]) => ({ label: label!, value: value! })),
  }
}
