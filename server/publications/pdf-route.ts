import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { documentRoutes, issueCode, verificationOf } from '../documents/index.ts'
import type { Downloadable, DocumentFormat } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf } from '../organisations/index.ts'
import { entriesOf, issueColumns } from './entries.ts'
import { findIssue } from './load-issue.ts'
import type { IssueRecord } from './load-issue.ts'
import { mayReadIssue } from './read-issue.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'

/** GET /issues/:id/pdf, /ofd, /docx: the issue on paper (GB/T 9704). Whoever may read it may print it; each printing leaves an event. */
export const issuePdfRoute = (
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): void => documentRoutes(http, contextOf, '/issues/:id', pageOf)

async function pageOf(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  const issue = await findIssue(cx, id)
  if (!issue || !(await mayReadIssue(cx, id))) throw new Refusal('not_found')
  const own = can(cx.actor, 'issue.read', issue.officePath)
  if (issue.status === 'voided' && !own) throw new Refusal('issue.voided')
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const columns = await issueColumns(cx, issue, await entriesOf(cx, id), { withEmpty: false })
  await cx.record(
    'issue.printed',
    { id, unitId: issue.office_id },
    { readerUnit: cx.actor.unitName, status: issue.status, format },
  )
  const label = issueLabel(issue)
  const issued = await codeOf(cx, issue, columns)
  return {
    fileName: `${publication.name}${label}`,
    hasWatermark: publication.has_watermark,
    issued,
    // Readers get what cannot be changed; a Word file is for the office itself.
    formats: own ? ['pdf', 'docx', 'ofd'] : ['pdf', 'ofd'],
    document: {
      kind: 'issue',
      verification: issued && verificationOf(cx.app, issued.code),
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

/** A signed issue has its number, and with it a code that the paper carries. */
async function codeOf(cx: Cx, issue: IssueRecord, columns: { entries: { title: string }[] }[]) {
  const { number, year, digest, issue_on } = issue
  if (number === null || year === null || digest === null || issue_on === null) return undefined
  return issueCode(cx, {
    ownerKind: 'issue',
    ownerId: issue.id,
    digest,
    year,
    number,
    numberLabel: issueLabel(issue),
    title: `${issue.publicationName}：${columns[0]?.entries[0]?.title ?? ''}`,
    issuedOn: issue_on,
  })
}
