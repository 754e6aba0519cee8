import type { Body } from '../../contract/body.ts'
import type { Issue } from '../../contract/publications.ts'
import { loadEntry } from '../catalogue/index.ts'
import { markPublished, markRecalled, markUnadopted } from '../desk/index.ts'
import { withdrawCode } from '../documents/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { livingElsewhere, sendLetter } from '../exchange/index.ts'
import { linkFiles } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { remainingOf } from './adopt.ts'
import { entriesOf, picturesIn } from './entries.ts'
import { loadIssueFor, moveIssue } from './load-issue.ts'
import { addMembersOf, addRows, requireKnown } from './recipients.ts'
import { issueLabel } from './rules/labels.ts'
import { recipientUnits, sendIssue } from './send-issue.ts'
import { showIssue } from './show-issue.ts'

/** 发布: readers of the tiers get it, and every adoption in it counts from its date (domain.md 0.3). */
export async function releaseIssue(cx: Cx, input: { id: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'release')
  requireFreshProof(cx)
  const targeted = await addRows(cx, issue.id, [
    ...issue.person_ids.map((person_id) => ({ tier_id: null, person_id, unit_id: null })),
    ...issue.unit_ids.map((unit_id) => ({ tier_id: null, person_id: null, unit_id })),
  ])
  if ((await addMembersOf(cx, issue.id, issue.tier_ids)) + targeted === 0) throw new Refusal('issue.no_recipients')
  const label = issueLabel(issue)
  const entries = await entriesOf(cx, issue.id)
  for (const entry of entries) {
    await cx.db
      .updateTable('adoption')
      .set({ status: 'published', published_on: issue.issue_on })
      .where('id', '=', entry.id)
      .execute()
    await markPublished(cx, entry.piece_id, {
      adoptionId: entry.id,
      publicationName: issue.publicationName,
      columnName: entry.column_name,
      issueLabel: label,
      issueOn: issue.issue_on!,
      title: entry.title,
      body: entry.body as unknown as Body,
    })
  }
  // readers may not see the desk's texts: the pictures as printed hang on the issue from now on, and no other ones
  await linkFiles(cx, 'issue', issue.id, picturesIn(entries.map((entry) => entry.body as unknown as Body)))
  await moveIssue(cx, issue, { status: 'released', released_at: cx.now })
  await sendIssue(cx, issue, await recipientUnits(cx, issue.id))
  const personIds = await recipientPeople(cx, issue.id)
  await cx.record(
    'issue.released',
    { id: issue.id, unitId: issue.office_id },
    {
      publicationName: issue.publicationName,
      issueLabel: label,
      titles: entries.map((entry) => entry.title),
      personIds,
    },
  )
  for (const personId of personIds) cx.tell('publications', personId)
  return showIssue(cx, issue.id)
}

/** 补发: more readers, at any time after the release. */
export async function addRecipients(
  cx: Cx,
  input: { id: string; personIds: string[]; unitIds: string[]; tierIds: string[] },
): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'addRecipients')
  await requireKnown(cx, input.personIds, input.unitIds)
  const before = new Set(await recipientPeople(cx, issue.id))
  const unitsBefore = new Set(await recipientUnits(cx, issue.id))
  const own =
    input.tierIds.length === 0
      ? []
      : await cx.db
          .selectFrom('tier')
          .select('id')
          .where('office_id', '=', issue.office_id)
          .where('id', 'in', input.tierIds)
          .execute()
  await addMembersOf(
    cx,
    issue.id,
    own.map((tier) => tier.id),
  )
  await addRows(cx, issue.id, [
    ...input.personIds.map((person_id) => ({ tier_id: null, person_id, unit_id: null })),
    ...input.unitIds.map((unit_id) => ({ tier_id: null, person_id: null, unit_id })),
  ])
  await moveIssue(cx, issue, {})
  const newUnits = (await recipientUnits(cx, issue.id)).filter((unitId) => !unitsBefore.has(unitId))
  await sendIssue(cx, issue, newUnits)
  const added = (await recipientPeople(cx, issue.id)).filter((personId) => !before.has(personId))
  await cx.record(
    'issue.recipients_added',
    { id: issue.id, unitId: issue.office_id },
    {
      publicationName: issue.publicationName,
      issueLabel: issueLabel(issue),
      personIds: added,
      units: input.unitIds.length,
    },
  )
  for (const personId of added) cx.tell('publications', personId)
  return showIssue(cx, issue.id)
}

/** 作废: the number stays, marked; what the issue did is undone: its items are adopted no more, their units are told why. */
export async function voidIssue(cx: Cx, input: { id: string; reasonCode: string; reasonText: string }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'void')
  requireFreshProof(cx)
  const reason = await loadEntry(cx, issue.office_id, 'voidReason', input.reasonCode)
  const label = issueLabel(issue)
  for (const entry of await entriesOf(cx, issue.id)) {
    await cx.db
      .updateTable('adoption')
      .set({ status: 'revoked', published_on: null, revoked_at: cx.now, revoke_reason: input.reasonText })
      .where('id', '=', entry.id)
      .execute()
    const others = await cx.db
      .selectFrom('adoption')
      .select('id')
      .where('piece_id', '=', entry.piece_id)
      .where('status', '=', 'published')
      .limit(1)
      .executeTakeFirst()
    const details = { publicationName: issue.publicationName, reasonName: reason.name, reasonText: input.reasonText }
    if (issue.status !== 'signed')
      await markRecalled(cx, entry.piece_id, { ...details, issueLabel: label, stillPublished: others !== undefined })
    if (!others)
      await markUnadopted(cx, entry.piece_id, {
        ...details,
        adoptionId: entry.id,
        remaining: await remainingOf(cx, entry.piece_id),
      })
  }
  await withdrawCode(cx, issue.id)
  await moveIssue(cx, issue, {
    status: 'voided',
    voided_at: cx.now,
    void_reason: `${reason.name}：${input.reasonText}`,
  })
  await cx.record(
    'issue.voided',
    { id: issue.id, unitId: issue.office_id },
    {
      publicationName: issue.publicationName,
      issueLabel: label,
      reasonName: reason.name,
      reasonText: input.reasonText,
      personIds: await readersOf(cx, issue),
    },
  )
  if (issue.released_at !== null)
    for (const toUnitId of await livingElsewhere(cx, await recipientUnits(cx, issue.id)))
      await sendLetter(cx, {
        kind: 'issue.recalled',
        fromUnitId: issue.office_id,
        toUnitId,
        objectId: issue.id,
        body: { issueId: issue.id, reasonName: reason.name, reasonText: input.reasonText, at: cx.now.toISOString() },
      })
  return showIssue(cx, issue.id)
}

/** Whoever has it by name or has read it is told that it holds no more; nobody, when it never went out. */
async function readersOf(cx: Cx, issue: { id: string; released_at: Date | null }): Promise<string[]> {
  if (issue.released_at === null) return []
  const marks = await cx.db.selectFrom('read_mark').select('person_id').where('issue_id', '=', issue.id).execute()
  return [...new Set([...(await recipientPeople(cx, issue.id)), ...marks.map((mark) => mark.person_id)])]
}

/** People who get it by name. Units find it in their reading list; nobody there is disturbed one by one. */
async function recipientPeople(cx: Cx, issueId: string): Promise<string[]> {
  const named = await cx.db
    .selectFrom('issue_recipient')
    .select('person_id')
    .where('issue_id', '=', issueId)
    .where('person_id', 'is not', null)
    .execute()
  return named.map((row) => row.person_id!)
}
