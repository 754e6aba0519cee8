import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toPdf } from '../documents/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf } from '../organisations/index.ts'
import { entriesOf, issueColumns } from './entries.ts'
import { findIssue } from './load-issue.ts'
import { mayReadIssue } from './read-issue.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'

/** GET /issues/:id/pdf: the issue on paper (GB/T 9704). Whoever may read it may print it; each printing leaves an event. */
export function issuePdfRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  http.get<{ Params: { id: string } }>('/issues/:id/pdf', async (request, reply) => {
    const context = await contextOf(request, reply)
    const { id } = request.params
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('not_found')
    const page = await context.run((cx) => pageOf(cx, id))
    const pdf = await toPdf({ kind: 'issue', ...page.input })
    return reply
      .header('content-type', 'application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(page.fileName)}`)
      .send(pdf)
  })
}

async function pageOf(cx: Cx, id: string) {
  const issue = await findIssue(cx, id)
  if (!issue || !(await mayReadIssue(cx, id))) throw new Refusal('not_found')
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const columns = await issueColumns(cx, issue, await entriesOf(cx, id), { withEmpty: false })
  await cx.record(
    'issue.printed',
    { id, unitId: issue.office_id },
    { readerUnit: cx.actor.unitName, status: issue.status },
  )
  const label = issueLabel(issue)
  return {
    fileName: `${publication.name}${label}.pdf`,
    input: {
      publicationName: publication.name,
      issueLabel: issue.number === null ? '草稿' : `${issue.year}年第${issue.number}期`,
      supplement: issue.series === 'supplement' ? '增刊' : undefined,
      totalLabel: totalLabel(issue) ?? undefined,
      issuer: publication.issuer,
      issueDate: issue.issue_on ?? dayOf(cx.now),
      notice: issue.status === 'voided' ? '作废' : publication.notice || undefined,
      columns: columns.map((column) => ({
        name: column.name,
        entries: column.entries.map(({ title, credit, body }) => ({
          title,
          source: credit.map((line) => line.unitName),
          body,
        })),
      })),
      images: await readPictures(
        cx,
        columns.flatMap((column) => column.entries.map((entry) => entry.body)),
      ),
      sendTo: { report: publication.report_to, send: publication.send_to, issue: publication.issue_to },
    },
  }
}
