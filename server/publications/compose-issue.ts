import type { Issue, Series } from '../../contract/publications.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { sha256 } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { entriesOf } from './entries.ts'
import { loadIssueFor, moveIssue } from './load-issue.ts'
import { loadPublication } from './load-publication.ts'
import { officeFor } from './office.ts'
import { problemsOf, showIssue } from './show-issue.ts'
import { recipientCounts, requireKnown } from './recipients.ts'

/** 新建刊期: the same id twice is the same issue. It starts with the publication's default tiers and has no number. */
export async function createIssue(
  cx: Cx,
  input: { id: string; publicationId: string; series: Series },
): Promise<Issue> {
  const publication = await loadPublication(cx, input.publicationId)
  await officeFor(cx, publication.office_id, 'issue.compose')
  if (!publication.active) throw new Refusal('publication.inactive', { name: publication.name })
  const tiers = await cx.db
    .selectFrom('publication_tier')
    .select('tier_id')
    .where('publication_id', '=', publication.id)
    .execute()
  const made = await cx.db
    .insertInto('issue')
    .values({
      id: input.id,
      publication_id: publication.id,
      office_id: publication.office_id,
      series: input.series,
      tier_ids: tiers.map((tier) => tier.tier_id),
      editor_id: cx.actor.personId,
      editor_name: cx.actor.name,
      status_since: cx.now,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made)
    await cx.record(
      'issue.started',
      { id: input.id, unitId: publication.office_id },
      { publicationName: publication.name, series: input.series },
    )
  cx.tell('publications', publication.office_id)
  return showIssue(cx, input.id)
}

/** 编排: the whole order at once. Someone else's arranging in between is refused as stale, never overwritten. */
export async function arrange(
  cx: Cx,
  input: { id: string; version: number; columns: { columnId: string; adoptionIds: string[] }[] },
): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'arrange', input.version)
  const wanted = input.columns.flatMap((column) =>
    column.adoptionIds.map((adoptionId) => ({ adoptionId, columnId: column.columnId })),
  )
  const columns = await cx.db
    .selectFrom('publication_column')
    .select('id')
    .where('publication_id', '=', issue.publication_id)
    .execute()
  if (wanted.some(({ columnId }) => !columns.some((column) => column.id === columnId)))
    throw new Refusal('publication.column_unknown')
  const ids = wanted.map(({ adoptionId }) => adoptionId)
  if (new Set(ids).size !== ids.length) throw new Refusal('bad_input', { field: 'columns' })
  await takeAdoptions(cx, issue, ids)
  await cx.db.updateTable('adoption').set({ issue_id: null, position: null }).where('issue_id', '=', issue.id).execute()
  for (const [position, { adoptionId, columnId }] of wanted.entries()) {
    await cx.db
      .updateTable('adoption')
      .set({ issue_id: issue.id, column_id: columnId, position })
      .where('id', '=', adoptionId)
      .execute()
  }
  await moveIssue(cx, issue, {})
  return showIssue(cx, issue.id)
}

async function takeAdoptions(cx: Cx, issue: { id: string; publication_id: string }, ids: string[]) {
  if (ids.length === 0) return
  const rows = await cx.db
    .selectFrom('adoption')
    .select(['id', 'status', 'title', 'issue_id', 'publication_id'])
    .where('id', 'in', ids)
    .forUpdate()
    .execute()
  for (const id of ids) {
    const row = rows.find((one) => one.id === id)
    const free =
      row &&
      row.publication_id === issue.publication_id &&
      row.status === 'adopted' &&
      (row.issue_id === null || row.issue_id === issue.id)
    if (!free) throw new Refusal('adoption.not_available', { title: row?.title ?? '' })
  }
}

/** 发放范围: 普发 by tiers, 定向 by units and people named one by one. */
export async function setScope(
  cx: Cx,
  input: { id: string; version: number; tierIds: string[]; personIds: string[]; unitIds: string[] },
): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'arrange', input.version)
  const own =
    input.tierIds.length === 0
      ? []
      : await cx.db
          .selectFrom('tier')
          .select('id')
          .where('office_id', '=', issue.office_id)
          .where('id', 'in', input.tierIds)
          .execute()
  if (own.length !== new Set(input.tierIds).size) throw new Refusal('not_found')
  await requireKnown(cx, input.personIds, input.unitIds)
  await moveIssue(cx, issue, { tier_ids: input.tierIds, person_ids: input.personIds, unit_ids: input.unitIds })
  return showIssue(cx, issue.id)
}

/** 摘要: what a leader reads first, in the list and above the text. It is signed with the issue. */
export async function setSummary(cx: Cx, input: { id: string; version: number; summary: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'arrange', input.version)
  await moveIssue(cx, issue, { summary: input.summary })
  return showIssue(cx, issue.id)
}

/** 预发布: composing is finished; what blocks is refused all together, warnings stay visible. */
export async function preRelease(cx: Cx, input: { id: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'preRelease')
  const publication = await loadPublication(cx, issue.publication_id)
  const problems = await problemsOf(
    cx,
    issue,
    await entriesOf(cx, issue.id),
    publication.classification_code,
    (await recipientCounts(cx, issue)).recipientCount,
  )
  const blocking = problems.filter((problem) => problem.blocks)
  if (blocking.length > 0) throw new Refusal('issue.not_ready', { problems: blocking })
  await moveIssue(cx, issue, { status: 'preReleased' })
  await cx.record(
    'issue.pre_released',
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName, title: issue.publicationName, warnings: problems.length },
  )
  return showIssue(cx, issue.id)
}

/** 撤销预发布: by who composes, or by who was to sign (退回). */
export async function backToDraft(cx: Cx, input: { id: string; reasonText: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'backToDraft')
  await moveIssue(cx, issue, { status: 'draft' })
  await cx.record(
    'issue.sent_back',
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName, editorId: issue.editor_id, reasonText: input.reasonText },
  )
  return showIssue(cx, issue.id)
}

/** An unsigned issue may go: it has no number, and its adoptions return to the pool. */
export async function discardIssue(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const issue = await loadIssueFor(cx, input.id, 'discard')
  await cx.db.updateTable('adoption').set({ issue_id: null, position: null }).where('issue_id', '=', issue.id).execute()
  await cx.db.deleteFrom('issue').where('id', '=', issue.id).execute()
  await cx.record(
    'issue.discarded',
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName },
  )
  cx.tell('publications', issue.office_id)
  return { ok: true }
}

/** 归档. */
export async function archiveIssue(cx: Cx, input: { id: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'archive')
  await moveIssue(cx, issue, { status: 'archived' })
  await cx.record('issue.archived', { id: issue.id, unitId: issue.office_id })
  return showIssue(cx, issue.id)
}

/** What a signature on an issue covers: its order, columns and exact texts, and the summary above them. */
export async function issueDigest(cx: Cx, issue: { id: string; summary: string }): Promise<string> {
  const texts = (await entriesOf(cx, issue.id)).map((entry) => [entry.column_name, entry.title, entry.digest])
  return sha256(JSON.stringify(issue.summary === '' ? texts : [...texts, ['摘要', issue.summary]]))
}

export const yearOf = (instant: Date): number => Number(dayOf(instant).slice(0, 4))
