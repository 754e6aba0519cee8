import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Copy, CopyStatus } from '../../contract/publications-copies.ts'
import type { Series } from '../../contract/publications.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { DB } from '../platform/schema.ts'
import { officeFor } from './office.ts'
import { canMoveCopy, copyMark, copyMoves } from './rules/copies.ts'
import type { CopyMove } from './rules/copies.ts'
import { issueLabel } from './rules/labels.ts'
import { like } from './search.ts'

export type CopyRow = Omit<Selectable<DB['issue_copy']>, 'status'> & { status: CopyStatus }

/** 份号登记簿 of the office: every numbered print, the newest first. */
export async function copyRegister(
  cx: Cx,
  input: { cursor?: string; limit: number; officeId?: string; status?: CopyStatus[]; search?: string },
) {
  const office = await officeFor(cx, input.officeId, 'issue.read')
  let all = cx.db
    .selectFrom('issue_copy')
    .innerJoin('issue', 'issue.id', 'issue_copy.issue_id')
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .where('issue_copy.office_id', '=', office.id)
  if (input.status?.length) all = all.where('issue_copy.status', 'in', input.status)
  if (input.search) {
    const words = like(input.search)
    all = all.where((eb) => eb.or([eb('issue_copy.holder', 'ilike', words), eb('publication.name', 'ilike', words)]))
  }
  const cursor = readCursor(input.cursor)
  const page = cursor ? all.where(sql<boolean>`issue_copy.id < ${cursor.id}::uuid`) : all
  const rows = await page
    .selectAll('issue_copy')
    .select([
      'publication.name as publication',
      'issue.series',
      'issue.year',
      'issue.number as issueNumber',
      'issue.status as issueStatus',
    ])
    .orderBy('issue_copy.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.created_at)
  const mayKeep = can(cx.actor, 'issue.compose', office.path)
  return {
    items: shown.map((row): Copy => {
      const label = issueLabel({ series: row.series as Series, year: row.year, number: row.issueNumber })
      return copyOf(row as CopyRow, `${row.publication} ${label}`, { mayKeep, mayGive: row.issueStatus !== 'voided' })
    }),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** One line of the register. */
export const copyOf = (row: CopyRow, issueName: string, may: { mayKeep: boolean; mayGive: boolean }): Copy => ({
  id: row.id,
  issueId: row.issue_id,
  issueName,
  number: row.number,
  mark: copyMark(row.number),
  status: row.status,
  holder: row.holder,
  givenAt: row.given_at?.toISOString() ?? null,
  givenByName: row.given_by_name,
  settledAt: row.settled_at?.toISOString() ?? null,
  settledByName: row.settled_by_name,
  note: row.note,
  printedTimes: row.printed_times,
  actions: may.mayKeep
    ? (Object.keys(copyMoves) as CopyMove[]).filter(
        (move) => canMoveCopy(row.status, move) && (move !== 'give' || may.mayGive),
      )
    : [],
})
