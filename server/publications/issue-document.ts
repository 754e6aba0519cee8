import { Layout } from '../../contract/publications.ts'
import type { IssueDocument } from '../documents/index.ts'
import { issueCode, verificationOf } from '../documents/index.ts'
import type { Issued } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { entriesOf, issueColumns } from './entries.ts'
import type { IssueRecord } from './load-issue.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'

export interface IssuePaper {
  publicationName: string
  label: string
  hasWatermark: boolean
  layout: Layout
  issued: Issued | undefined
  document: IssueDocument & { kind: 'issue' }
}

/** The issue as it is printed. A draft carries neither number nor code. */
export async function issuePaper(cx: Cx, issue: IssueRecord): Promise<IssuePaper> {
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const columns = await issueColumns(cx, issue, await entriesOf(cx, issue.id), { withEmpty: false })
  const layout = Layout.parse(publication.layout)
  const issued = await codeOf(cx, issue, columns)
  return {
    publicationName: publication.name,
    label: issueLabel(issue),
    hasWatermark: publication.has_watermark,
    layout,
    issued,
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
        name: layout.columnNames ? column.name : '',
        entries: column.entries.map(({ title, credit, body }) => ({
          title,
          source: layout.sources ? credit.map((line) => line.unitName) : [],
          body,
        })),
      })),
      contents: layout.contents,
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
