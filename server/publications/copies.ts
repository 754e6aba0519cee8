import type { CopySettlement, CopyStatus, IssueCopies } from '../../contract/publications-copies.ts'
import { CopyStatus as Statuses } from '../../contract/publications-copies.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { copyOf } from './copy-register.ts'
import type { CopyRow } from './copy-register.ts'
import { loadIssue, loadIssueFor } from './load-issue.ts'
import type { IssueRecord } from './load-issue.ts'
import { requireKnown } from './recipients.ts'
import { canMoveCopy, copyMark, copyMoves } from './rules/copies.ts'
import { issueLabel } from './rules/labels.ts'

/** 份号登记 of one issue, by number. */
export async function copiesOf(cx: Cx, id: string): Promise<IssueCopies> {
  const issue = await loadIssue(cx, id)
  const rows = (await cx.db
    .selectFrom('issue_copy')
    .selectAll()
    .where('issue_id', '=', id)
    .orderBy('number')
    .execute()) as CopyRow[]
  const mayKeep = can(cx.actor, 'issue.compose', issue.officePath)
  const name = nameOf(issue)
  return {
    items: rows.map((row) => copyOf(row, name, { mayKeep, mayGive: issue.status !== 'voided' })),
    counts: Object.fromEntries(
      Statuses.options.map((status) => [status, rows.filter((row) => row.status === status).length]),
    ) as Record<CopyStatus, number>,
    mayKeep,
  }
}

/** 编份号: numbers follow the last one given to this issue, so that none stands on two prints. */
export async function numberCopies(cx: Cx, input: { id: string; count: number }): Promise<IssueCopies> {
  const issue = await loadIssueFor(cx, input.id, 'keepCopies')
  if (issue.status === 'voided') throw new Refusal('issue.wrong_status', { status: issue.status, action: 'keepCopies' })
  const { last } = await cx.db
    .selectFrom('issue_copy')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last'))
    .where('issue_id', '=', issue.id)
    .executeTakeFirstOrThrow()
  const first = Number(last) + 1
  await cx.db
    .insertInto('issue_copy')
    .values(
      Array.from({ length: input.count }, (_, at) => ({
        id: newId(),
        issue_id: issue.id,
        office_id: issue.office_id,
        number: first + at,
        created_at: cx.now,
      })),
    )
    .execute()
  await note(cx, issue, 'issue.copies_numbered', { from: copyMark(first), to: copyMark(first + input.count - 1) })
  return copiesOf(cx, issue.id)
}

/** 领取: the lowest free numbers in order, one to each person and unit. */
export async function giveCopies(
  cx: Cx,
  input: { id: string; personIds: string[]; unitIds: string[] },
): Promise<IssueCopies> {
  const issue = await loadIssueFor(cx, input.id, 'keepCopies')
  if (issue.status === 'voided') throw new Refusal('issue.wrong_status', { status: issue.status, action: 'keepCopies' })
  await requireKnown(cx, input.personIds, input.unitIds)
  const holders = await holdersOf(cx, input)
  const free = (await lockedCopies(cx, issue.id)).filter((row) => canMoveCopy(row.status, 'give'))
  if (free.length < holders.length) throw new Refusal('copy.none_free', { free: free.length, wanted: holders.length })
  for (const [at, holder] of holders.entries())
    await cx.db
      .updateTable('issue_copy')
      .set({
        ...holder,
        status: 'held',
        given_at: cx.now,
        given_by_name: cx.actor.name,
        settled_at: null,
        settled_by_name: null,
      })
      .where('id', '=', free[at]!.id)
      .execute()
  await note(cx, issue, 'issue.copies_given', {
    copies: holders.map(({ holder }, at) => `${copyMark(free[at]!.number)} ${holder}`),
  })
  return copiesOf(cx, issue.id)
}

/** 收回、登记遗失、销毁: all of them or none. */
export async function settleCopies(
  cx: Cx,
  input: { id: string; copyIds: string[]; settlement: CopySettlement; note: string },
): Promise<IssueCopies> {
  const issue = await loadIssueFor(cx, input.id, 'keepCopies')
  const rows = await lockedCopies(cx, issue.id)
  const chosen = [...new Set(input.copyIds)].map((id) => rows.find((row) => row.id === id))
  for (const row of chosen) {
    if (!row) throw new Refusal('not_found')
    if (!canMoveCopy(row.status, input.settlement))
      throw new Refusal('copy.wrong_status', { mark: copyMark(row.number), status: row.status })
  }
  await cx.db
    .updateTable('issue_copy')
    .set({
      status: copyMoves[input.settlement].to,
      settled_at: cx.now,
      settled_by_name: cx.actor.name,
      ...(input.note ? { note: input.note } : {}),
    })
    .where('issue_id', '=', issue.id)
    .where('id', 'in', input.copyIds)
    .execute()
  await note(cx, issue, 'issue.copies_settled', {
    settlement: input.settlement,
    copies: chosen.map((row) => copyMark(row!.number)),
    ...(input.note ? { note: input.note } : {}),
  })
  return copiesOf(cx, issue.id)
}

const nameOf = (issue: IssueRecord) => `${issue.publicationName} ${issueLabel(issue)}`

const lockedCopies = async (cx: Cx, issueId: string) =>
  (await cx.db
    .selectFrom('issue_copy')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('number')
    .forUpdate()
    .execute()) as CopyRow[]

async function holdersOf(cx: Cx, { personIds, unitIds }: { personIds: string[]; unitIds: string[] }) {
  const names = async (table: 'person' | 'unit', ids: string[]) =>
    ids.length === 0
      ? new Map<string, string>()
      : new Map(
          (await cx.db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()).map((row) => [
            row.id,
            row.name,
          ]),
        )
  const [people, units] = [await names('person', personIds), await names('unit', unitIds)]
  return [
    ...[...new Set(personIds)].map((id) => ({ person_id: id, unit_id: null, holder: people.get(id)! })),
    ...[...new Set(unitIds)].map((id) => ({ person_id: null, unit_id: id, holder: units.get(id)! })),
  ]
}

async function note(cx: Cx, issue: IssueRecord, kind: string, data: Record<string, unknown>) {
  await cx.record(
    kind,
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName, issueLabel: issueLabel(issue), ...data },
  )
  cx.tell('publications', issue.office_id)
}
