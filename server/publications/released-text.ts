import type { Credit, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { mayReadIssue } from './read-issue.ts'
import { issueLabel } from './rules/labels.ts'

/** A text as it stands in a released issue; undefined while it stands in none (未成刊). Refuses with not_found who may not read it. */
export async function findReleasedText(cx: Cx, adoptionId: string) {
  const row = await cx.db
    .selectFrom('adoption')
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .leftJoin('issue', 'issue.id', 'adoption.issue_id')
    .select([
      'adoption.id as adoptionId',
      'adoption.office_id as officeId',
      'adoption.title',
      'adoption.credit',
      'publication.name as publicationName',
      'issue.id as issueId',
      'issue.status',
      'issue.series',
      'issue.year',
      'issue.number',
    ])
    .where('adoption.id', '=', adoptionId)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const { issueId, status, series, year, number, credit, ...text } = row
  if (issueId === null || (status !== 'released' && status !== 'archived')) return undefined
  if (!(await mayReadIssue(cx, issueId))) throw new Refusal('not_found')
  return {
    ...text,
    issueId,
    credit: credit as unknown as Credit[],
    issueLabel: issueLabel({ series: series as Series, year, number }),
  }
}

/** The piece an adoption was made of. The caller has checked access to what was made of it. */
export async function findPieceOf(cx: Cx, adoptionId: string): Promise<string | undefined> {
  const row = await cx.db.selectFrom('adoption').select('piece_id').where('id', '=', adoptionId).executeTakeFirst()
  return row?.piece_id
}
