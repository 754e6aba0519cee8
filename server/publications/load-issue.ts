import type { Selectable } from 'kysely'
import type { IssueAction, IssueStatus, Series } from '../../contract/publications.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { canMove, maySign, moves } from './rules/life.ts'

export type IssueRecord = Omit<Selectable<DB['issue']>, 'status' | 'series'> & {
  status: IssueStatus
  series: Series
  officePath: string
  officeName: string
  publicationName: string
}

/** One issue of the actor's office. Readers go through open-issue.ts and see only what was released to them. */
export async function loadIssue(cx: Cx, id: string, options: { lock?: boolean } = {}): Promise<IssueRecord> {
  const row = await findIssue(cx, id, options)
  if (!row) throw new Refusal('not_found')
  requirePermission(cx, 'issue.read', 'issue.read', row.officePath)
  return row
}

/** The issue, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadIssueFor(cx: Cx, id: string, action: IssueAction, version?: number): Promise<IssueRecord> {
  const issue = await loadIssue(cx, id, { lock: true })
  requirePermission(cx, 'issue.read', moves[action].need, issue.officePath)
  if (!canMove(issue.status, action)) throw new Refusal('issue.wrong_status', { status: issue.status, action })
  if (action === 'sign' && !maySign(cx.actor.personId, issue.editor_id)) throw new Refusal('issue.own_issue')
  if (version !== undefined && version !== issue.version)
    throw new Refusal('stale', { at: issue.updated_at.toISOString() })
  return issue
}

/** Whether or not the actor may read it. */
export async function findIssue(
  cx: Cx,
  id: string,
  options: { lock?: boolean } = {},
): Promise<IssueRecord | undefined> {
  let query = cx.db
    .selectFrom('issue')
    .innerJoin('unit', 'unit.id', 'issue.office_id')
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .selectAll('issue')
    .select(['unit.path as officePath', 'unit.name as officeName', 'publication.name as publicationName'])
    .where('issue.id', '=', id)
  if (options.lock) query = query.forUpdate('issue')
  return (await query.executeTakeFirst()) as IssueRecord | undefined
}

/** What the actor may do with it now. */
export const actionsOf = (cx: Cx, issue: IssueRecord): IssueAction[] =>
  (Object.keys(moves) as IssueAction[]).filter(
    (action) =>
      canMove(issue.status, action) &&
      can(cx.actor, moves[action].need, issue.officePath) &&
      (action !== 'sign' || maySign(cx.actor.personId, issue.editor_id)),
  )

/** Moves it, counts the version, and lets open pages know. */
export async function moveIssue(
  cx: Cx,
  issue: IssueRecord,
  change: Partial<Record<string, unknown>> & { status?: IssueStatus },
): Promise<void> {
  const moved = change.status !== undefined && change.status !== issue.status ? { status_since: cx.now } : {}
  await cx.db
    .updateTable('issue')
    .set({ ...change, ...moved, version: issue.version + 1, updated_at: cx.now })
    .where('id', '=', issue.id)
    .execute()
  cx.tell('publications', issue.office_id)
}
