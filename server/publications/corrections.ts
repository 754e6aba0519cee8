import { sql } from 'kysely'
import type { IssueLink, IssueStatus, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { issueLabel } from './rules/labels.ts'

interface Row {
  id: string
  series: Series
  year: number | null
  number: number | null
  status: IssueStatus
  corrects_id: string | null
}

/** The issue this one corrects, and the one that corrects it. `visible`: whether this reader may know of it. */
export async function correctionsOf(
  cx: Cx,
  issue: { id: string; corrects_id: string | null },
  visible: (id: string) => Promise<boolean> = async () => true,
): Promise<{ corrects: IssueLink | null; correctedBy: IssueLink | null }> {
  const { rows } = await sql<Row>`
    select id, series, year, number, status, corrects_id from issue where corrects_id = ${issue.id} or id = ${issue.corrects_id}
    union all
    select id, series, year, number, status, corrects_id from received_issue where corrects_id = ${issue.id} or id = ${issue.corrects_id}`.execute(
    cx.db,
  )
  const link = async (row: Row | undefined): Promise<IssueLink | null> =>
    row && (await visible(row.id))
      ? {
          id: row.id,
          label: issueLabel(row),
          status: row.status,
        }
      : null
  return {
    corrects: await link(rows.find((row) => row.id === issue.corrects_id)),
    correctedBy: await link(rows.find((row) => row.corrects_id === issue.id)),
  }
}
