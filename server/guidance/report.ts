import type { Cx } from '../platform/command.ts'
import type { Adopted } from './rules/report.ts'

/** What the office published in the period, by the issue's date (domain.md 0.3), oldest first. */
export async function adoptedIn(cx: Cx, officeId: string, from: string, to: string): Promise<Adopted[]> {
  const rows = await cx.db
    .selectFrom('adoption')
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .innerJoin('issue', 'issue.id', 'adoption.issue_id')
    .select([
      'adoption.title',
      'adoption.credit',
      'publication.name as publicationName',
      'issue.year',
      'issue.number',
      'issue.series',
    ])
    .where('adoption.office_id', '=', officeId)
    .where('adoption.status', '=', 'published')
    .where('adoption.published_on', '>=', from)
    .where('adoption.published_on', '<=', to)
    .orderBy('adoption.published_on')
    .orderBy('adoption.position')
    .execute()
  const credits = rows.map((row) => row.credit as { unitId: string | null; unitName: string }[])
  const ids = [...new Set(credits.flat().flatMap((line) => line.unitId ?? []))]
  const kinds =
    ids.length === 0 ? [] : await cx.db.selectFrom('unit').select(['id', 'kind']).where('id', 'in', ids).execute()
  return rows.map((row, at) => ({
    title: row.title,
    publicationName: row.publicationName,
    issueLabel: `${row.year}年${row.series === 'supplement' ? '增刊' : ''}第${row.number}期`,
    units: credits[at]!.map((line) => ({
      id: line.unitId,
      name: line.unitName,
      kind: kinds.find((unit) => unit.id === line.unitId)?.kind ?? null,
    })),
  }))
}
