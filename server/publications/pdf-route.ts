import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { documentRoutes } from '../documents/index.ts'
import type { Downloadable, DocumentFormat } from '../documents/index.ts'
import { can } from '../platform/access.ts'
import type { RequestContext } from '../platform/api.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { issuePaper } from './issue-document.ts'
import { findIssue, loadIssue } from './load-issue.ts'
import { mayReadIssue } from './read-issue.ts'
import { findReceived, receivedPaper } from './received-issues.ts'
import type { ReceivedIssue } from './received-issues.ts'
import { copyMark } from './rules/copies.ts'
import { issueLabel } from './rules/labels.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

/**
 * The issue on paper (GB/T 9704). GET /issues/:id/pdf, /ofd, /docx: whoever may read it may print it. GET /issue-copies/:id/pdf: one
 * numbered print (份号), for who keeps the register. Each printing leaves an event. GET /issue-previews/:id/pdf: the pages beside the
 * columns while it is composed, which is no printing.
 */
export function issuePdfRoute(http: FastifyInstance, contextOf: ContextOf): void {
  documentRoutes(http, contextOf, '/issues/:id', pageOf)
  documentRoutes(http, contextOf, '/issue-copies/:id', numberedPageOf)
  documentRoutes(http, contextOf, '/issue-previews/:id', previewOf)
}

async function pageOf(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  if (!(await mayReadIssue(cx, id))) throw new Refusal('not_found')
  const received = await findReceived(cx, id)
  if (received) return receivedPageOf(cx, received, format)
  const issue = (await findIssue(cx, id))!
  const own = can(cx.actor, 'issue.read', issue.officePath)
  if (issue.status === 'voided' && !own) throw new Refusal('issue.voided')
  await cx.record(
    'issue.printed',
    { id, unitId: issue.office_id },
    { readerUnit: cx.actor.unitName, status: issue.status, format },
  )
  const { publicationName, label, hasWatermark, issued, document } = await issuePaper(cx, issue)
  return {
    fileName: `${publicationName}${label}`,
    hasWatermark,
    issued,
    // Readers get what cannot be changed; a Word file is for the office itself.
    formats: own ? ['pdf', 'docx', 'ofd'] : ['pdf', 'ofd'],
    document,
  }
}

/** 来刊: printed at the unit that received it. */
async function receivedPageOf(cx: Cx, issue: ReceivedIssue, format: DocumentFormat): Promise<Downloadable> {
  if (issue.status === 'voided') throw new Refusal('issue.voided')
  await cx.record(
    'issue.printed',
    { id: issue.id, unitId: cx.actor.unitId },
    { readerUnit: cx.actor.unitName, status: issue.status, format },
  )
  return {
    fileName: `${issue.publication_name}${issueLabel(issue)}`,
    hasWatermark: issue.content.hasWatermark,
    formats: ['pdf', 'ofd'],
    document: await receivedPaper(cx, issue),
  }
}

/** 份号 top left, and how many were numbered in the 版记. */
async function numberedPageOf(cx: Cx, id: string): Promise<Downloadable> {
  const copy = await cx.db.selectFrom('issue_copy').selectAll().where('id', '=', id).executeTakeFirst()
  if (!copy) throw new Refusal('not_found')
  const issue = await loadIssue(cx, copy.issue_id)
  requirePermission(cx, 'issue.read', 'issue.compose', issue.officePath)
  if (issue.status === 'voided') throw new Refusal('issue.voided')
  const mark = copyMark(copy.number)
  if (copy.status !== 'inStock' && copy.status !== 'held')
    throw new Refusal('copy.wrong_status', { mark, status: copy.status })
  await cx.db
    .updateTable('issue_copy')
    .set((eb) => ({ printed_times: eb('printed_times', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await cx.record(
    'issue.copy_printed',
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName, issueLabel: issueLabel(issue), mark },
  )
  const { count } = await cx.db
    .selectFrom('issue_copy')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('issue_id', '=', issue.id)
    .executeTakeFirstOrThrow()
  const { publicationName, label, issued, document } = await issuePaper(cx, issue)
  return {
    fileName: `${publicationName}${label}（${mark}号）`,
    hasWatermark: false, // its number says whose it is
    issued,
    isOneOfMany: true,
    formats: ['pdf'],
    document: { ...document, copyNumber: mark, copies: Number(count) },
  }
}

async function previewOf(cx: Cx, id: string): Promise<Downloadable> {
  const issue = await loadIssue(cx, id)
  const { publicationName, label, document } = await issuePaper(cx, issue)
  return { fileName: `${publicationName}${label}`, hasWatermark: false, formats: ['pdf'], document }
}
