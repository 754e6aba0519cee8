import { sql } from 'kysely'
import { livingElsewhere, sendLetter } from '../exchange/index.ts'
import { dayOf, peopleWith } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadIssueFor } from './load-issue.ts'
import { issueLabel } from './rules/labels.ts'

/** 催阅: whoever was to read it and has not is reminded, once a day; of a unit those who answer for its information work. */
export async function urgeReaders(cx: Cx, input: { id: string }): Promise<{ people: number; units: number }> {
  const issue = await loadIssueFor(cx, input.id, 'urge')
  const unread = await cx.db
    .selectFrom('issue_recipient as r')
    .select(['r.person_id', 'r.unit_id'])
    .where('r.issue_id', '=', issue.id)
    .where('r.read_at', 'is', null)
    .where(
      sql<boolean>`not exists (select from read_mark m where m.issue_id = r.issue_id and (m.person_id = r.person_id or m.unit_id = r.unit_id))`,
    )
    .execute()
  if (unread.length === 0) throw new Refusal('issue.all_read')
  await refuseTwiceADay(cx, issue.id)
  const personIds = new Set(unread.flatMap((row) => row.person_id ?? []))
  const people = personIds.size
  const unitIds = unread.flatMap((row) => row.unit_id ?? [])
  for (const unitId of unitIds)
    for (const { personId } of await peopleWith(cx, 'submission.review', unitId)) personIds.add(personId)
  await cx.record(
    'issue.urged',
    { id: issue.id, unitId: issue.office_id },
    {
      publicationName: issue.publicationName,
      issueLabel: issueLabel(issue),
      personIds: [...personIds],
      people,
      units: unitIds.length,
    },
  )
  for (const toUnitId of await livingElsewhere(cx, unitIds))
    await sendLetter(cx, {
      kind: 'issue.urged',
      fromUnitId: issue.office_id,
      toUnitId,
      objectId: issue.id,
      body: { issueId: issue.id, byName: cx.actor.name, at: cx.now.toISOString() },
    })
  cx.tell('publications', issue.office_id)
  return { people, units: unitIds.length }
}

async function refuseTwiceADay(cx: Cx, issueId: string) {
  const last = await cx.db
    .selectFrom('event')
    .select('at')
    .where('subject_id', '=', issueId)
    .where('kind', '=', 'issue.urged')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && dayOf(last.at) === dayOf(cx.now)) throw new Refusal('issue.urged_today', { at: last.at.toISOString() })
}
