import { sql } from 'kysely'
import type { Credit, Series } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { mayReadIssue } from './read-issue.ts'
import { entriesIn } from './received-issues.ts'
import type { ReceivedIssue } from './received-issues.ts'
import { issueLabel } from './rules/labels.ts'

/** A text as it stands in a released issue, of this node or of another. */
export interface ReleasedText {
  adoptionId: string
  /** The office that released it. */
  officeId: string
  issueId: string
  publicationName: string
  issueLabel: string
  title: string
  /** Whose it is; of another node only the names are known here. */
  units: { unitId: string | null; unitName: string }[]
}

/** A text as it stands in a released issue; undefined while it stands in none (未成刊). Refuses with not_found who may not read it. */
export async function findReleasedText(cx: Cx, adoptionId: string): Promise<ReleasedText | undefined> {
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
  if (!row) return findReceivedText(cx, adoptionId)
  const { issueId, status, series, year, number, credit, ...text } = row
  if (issueId === null || (status !== 'released' && status !== 'archived')) return undefined
  if (!(await mayReadIssue(cx, issueId))) throw new Refusal('not_found')
  return {
    ...text,
    issueId,
    units: (credit as unknown as Credit[]).map(({ unitId, unitName }) => ({ unitId, unitName })),
    issueLabel: issueLabel({ series: series as Series, year, number }),
  }
}

/** The same in an issue that came from another node (来刊). */
async function findReceivedText(cx: Cx, adoptionId: string): Promise<ReleasedText> {
  const issues = (await cx.db
    .selectFrom('received_issue')
    .selectAll()
    .where(sql<boolean>`adoption_ids @> array[${adoptionId}::uuid]`)
    .where('status', '=', 'released')
    .orderBy('received_at')
    .execute()) as ReceivedIssue[]
  for (const issue of issues) {
    if (!(await mayReadIssue(cx, issue.id))) continue
    const entry = entriesIn(issue.content).find((one) => one.adoptionId === adoptionId)!
    return {
      adoptionId,
      officeId: issue.office_id,
      issueId: issue.id,
      publicationName: issue.publication_name,
      issueLabel: issueLabel(issue),
      title: entry.title,
      units: entry.units.map((unitName) => ({ unitId: null, unitName })),
    }
  }
  throw new Refusal('not_found')
}

/** The piece an adoption was made of. The caller has checked access to what was made of it. */
export async function findPieceOf(cx: Cx, adoptionId: string): Promise<string | undefined> {
  const row = await cx.db.selectFrom('adoption').select('piece_id').where('id', '=', adoptionId).executeTakeFirst()
  return row?.piece_id
}

/** Whether the issue with this text went to this unit, or to one below it. */
export async function wentTo(cx: Cx, adoptionId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ went: boolean }>`
    select exists (
      select from adoption join issue_recipient recipient on recipient.issue_id = adoption.issue_id
      join unit on unit.id = recipient.unit_id join unit above on starts_with(unit.path, above.path)
      where adoption.id = ${adoptionId} and above.id = ${unitId}) as went`.execute(cx.db)
  return rows[0]!.went
}
