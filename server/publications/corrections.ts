import type { IssueLink, IssueStatus, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { issueLabel } from './rules/labels.ts'

/** The issue this one corrects, and the one that corrects it. `visible`: whether this reader may know of it. */
export async function correctionsOf(
  cx: Cx,
  issue: { id: string; corrects_id: string | null },
  visible: (id: string) => Promise<boolean> = async () => true,
): Promise<{ corrects: IssueLink | null; correctedBy: IssueLink | null }> {
  const rows = await cx.db
    .selectFrom('issue')
    .select(['id', 'series', 'year', 'number', 'status', 'corrects_id'])
    .where((eb) =>
      eb.or([eb('corrects_id', '=', issue.id), ...(issue.corrects_id ? [eb('id', '=', issue.corrects_id)] : [])]),
    )
    .execute()
  const link = async (row: (typeof rows)[number] | undefined): Promise<IssueLink | null> =>
    row && (await visible(row.id))
      ? {
          id: row.id,
          label: issueLabel({ series: row.series as Series, year: row.year, number: row.number }),
          status: row.status as IssueStatus,
        }
      : null
  return {
    corrects: await link(rows.find((row) => row.id === issue.corrects_id)),
    correctedBy: await link(rows.find((row) => row.corrects_id === issue.id)),
  }
}
