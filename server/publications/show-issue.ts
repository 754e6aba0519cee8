import type { Issue, IssueProblem, Series } from '../../contract/publications.ts'
import { loadEntry } from '../catalogue/index.ts'
import { openCommentsOf } from '../desk/index.ts'
import type { Cx } from '../platform/command.ts'
import { correctionsOf } from './corrections.ts'
import { entriesOf, issueColumns } from './entries.ts'
import type { EntryRow } from './entries.ts'
import { actionsOf, loadIssue } from './load-issue.ts'
import type { IssueRecord } from './load-issue.ts'
import { recipientCounts } from './recipients.ts'
import { checkIssue } from './rules/check-issue.ts'
import { issueLabel, totalLabel } from './rules/labels.ts'

/** Longer than this an item asks for its own special issue; a warning only. */
const longestEntry = 3000

/** One issue as its office sees it. */
export async function showIssue(cx: Cx, id: string): Promise<Issue> {
  const issue = await loadIssue(cx, id)
  const entries = await entriesOf(cx, id)
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', issue.publication_id)
    .executeTakeFirstOrThrow()
  const tiers =
    issue.tier_ids.length === 0
      ? []
      : await cx.db
          .selectFrom('tier')
          .select(['id', 'name'])
          .where('id', 'in', issue.tier_ids)
          .orderBy('position')
          .execute()
  const counts = await recipientCounts(cx, issue)
  const named = async (table: 'person' | 'unit', ids: string[]) =>
    ids.length === 0
      ? []
      : cx.db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute()
  const corrections = await correctionsOf(cx, issue)
  const composing = issue.status === 'draft'
  return {
    id,
    publicationId: issue.publication_id,
    publicationName: issue.publicationName,
    series: issue.series as Series,
    status: issue.status,
    label: issueLabel(issue),
    issueOn: issue.issue_on,
    entryCount: entries.length,
    firstTitle: entries[0]?.title ?? null,
    editorName: issue.editor_name,
    signerName: issue.signer_name,
    ...counts,
    dueAt: issue.due_at?.toISOString() ?? null,
    updatedAt: issue.updated_at.toISOString(),
    officeId: issue.office_id,
    officeName: issue.officeName,
    issuer: publication.issuer,
    notice: publication.notice,
    classificationCode: publication.classification_code,
    hasWatermark: publication.has_watermark,
    number: issue.number,
    year: issue.year,
    serial: issue.serial,
    totalLabel: totalLabel(issue),
    reportTo: publication.report_to,
    sendTo: publication.send_to,
    issueTo: publication.issue_to,
    tiers,
    people: await named('person', issue.person_ids),
    units: await named('unit', issue.unit_ids),
    summary: issue.summary,
    columns: await issueColumns(cx, issue, entries, { withEmpty: composing }),
    problems:
      issue.status === 'draft' || issue.status === 'preReleased'
        ? await problemsOf(cx, issue, entries, publication.classification_code, counts.recipientCount)
        : [],
    signedAt: issue.signed_at?.toISOString() ?? null,
    releasedAt: issue.released_at?.toISOString() ?? null,
    digest: issue.digest,
    voidReason: issue.void_reason,
    ...corrections,
    version: issue.version,
    timeline: await timelineOf(cx, id),
    actions: actionsOf(cx, issue).filter((action) => action !== 'correct' || corrections.correctedBy === null),
  }
}

/** All that is wrong with it, together. */
export async function problemsOf(
  cx: Cx,
  issue: IssueRecord,
  entries: EntryRow[],
  classificationCode: string,
  recipientCount: number,
): Promise<IssueProblem[]> {
  const rank = async (code: string) =>
    Number((await loadEntry(cx, issue.office_id, 'classification', code)).data.rank ?? 0)
  const open = await openCommentsOf(
    cx,
    entries.map((entry) => entry.piece_id),
  )
  const checked = []
  for (const entry of entries) {
    const unsigned = await cx.db
      .selectFrom('piece_source')
      .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
      .select(['source_unit_name as unit', 'channel'])
      .where('piece_id', '=', entry.piece_id)
      .where('sign_off', 'is', null)
      .execute()
    const unitsOf = (byHand: boolean) =>
      unsigned.filter((source) => (source.channel !== 'system') === byHand).map((source) => source.unit)
    checked.push({
      title: entry.title,
      characters: entry.characters,
      classificationRank: await rank(entry.classification_code),
      unsignedSources: unitsOf(false),
      backEntrySources: unitsOf(true),
      openComments: open.get(entry.piece_id) ?? 0,
    })
  }
  return checkIssue({
    entries: checked,
    classificationRank: await rank(classificationCode),
    recipientCount,
    longestEntry,
  })
}

async function timelineOf(cx: Cx, id: string) {
  const events = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', id)
    .where('kind', 'like', 'issue.%') // its id came from outside: nothing of another record under the same id
    .where('kind', '!=', 'issue.viewed')
    .orderBy('id')
    .limit(300)
    .execute()
  return events.map((event) => ({
    at: event.at.toISOString(),
    kind: event.kind,
    actorName: event.actor_name,
    data: (event.data ?? {}) as Record<string, unknown>,
  }))
}
