import type { IssueReleased } from '../../contract/publications.letters.ts'
import { livingElsewhere, sendLetter } from '../exchange/index.ts'
import type { Cx } from '../platform/command.ts'
import { issuePaper } from './issue-document.ts'
import { entriesOf, issueColumns } from './entries.ts'
import type { IssueRecord } from './load-issue.ts'

/** 发往其他节点: units of this node read the issue where it is; a unit that lives on another node gets it whole. */
export async function sendIssue(cx: Cx, issue: IssueRecord, unitIds: string[]): Promise<void> {
  const away = await livingElsewhere(cx, unitIds)
  if (away.length === 0) return
  const body = await letterOf(cx, issue)
  for (const toUnitId of away)
    await sendLetter(cx, { kind: 'issue.released', fromUnitId: issue.office_id, toUnitId, objectId: issue.id, body })
}

/** Units that get it, by name or in a tier. */
export async function recipientUnits(cx: Cx, issueId: string): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('issue_recipient')
    .select('unit_id')
    .where('issue_id', '=', issueId)
    .where('unit_id', 'is not', null)
    .execute()
  return rows.map((row) => row.unit_id!)
}

async function letterOf(cx: Cx, issue: IssueRecord): Promise<IssueReleased> {
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const columns = await issueColumns(cx, issue, await entriesOf(cx, issue.id), { withEmpty: false })
  const { layout, document } = await issuePaper(cx, issue)
  return {
    issueId: issue.id,
    officeName: issue.officeName,
    publicationName: publication.name,
    series: issue.series,
    year: issue.year!,
    number: issue.number!,
    totalLabel: document.totalLabel ?? null,
    issuer: publication.issuer,
    issueOn: issue.issue_on!,
    notice: publication.notice,
    classificationCode: publication.classification_code,
    hasWatermark: publication.has_watermark,
    summary: issue.summary,
    reportTo: publication.report_to,
    sendTo: publication.send_to,
    issueTo: publication.issue_to,
    layout,
    verification: document.verification ?? null,
    columns: columns.map(({ name, entries }) => ({
      name,
      entries: entries.map(({ adoptionId, title, body, source, credit }) => ({
        adoptionId,
        title,
        body,
        source,
        units: credit.map((line) => line.unitName),
      })),
    })),
    correctsId: issue.corrects_id,
    releasedAt: cx.now.toISOString(),
  }
}
