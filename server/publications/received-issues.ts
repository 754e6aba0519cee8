import type { Selectable } from 'kysely'
import { IssueReleased, IssueRead, IssueRecalled, IssueUrged } from '../../contract/publications.letters.ts'
import type { Series } from '../../contract/publications.ts'
import type { OfficialDocument } from '../documents/index.ts'
import { sendLetter } from '../exchange/index.ts'
import { peopleWith } from '../organisations/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import type { DB } from '../platform/schema.ts'
import { hangFiles, readPictures } from '../platform/files.ts'
import { picturesIn } from './entries.ts'
import { findIssue } from './load-issue.ts'
import { addRows } from './recipients.ts'
import { issueLabel } from './rules/labels.ts'

/** 来刊: an issue that another node released to a unit of this one, whole. */
export type ReceivedIssue = Omit<Selectable<DB['received_issue']>, 'content' | 'series' | 'status'> & {
  series: Series
  status: 'released' | 'voided'
  content: IssueReleased
}

export async function findReceived(cx: Cx, id: string): Promise<ReceivedIssue | undefined> {
  return (await cx.db.selectFrom('received_issue').selectAll().where('id', '=', id).executeTakeFirst()) as
    | ReceivedIssue
    | undefined
}

/** The names under which it is told of. */
const namesOf = (issue: ReceivedIssue) => ({
  publicationName: issue.publication_name,
  issueLabel: issueLabel(issue),
})

/** An issue arrives. Its id belongs to the office that released it first: nobody else's letter changes what stands here. */
export async function hearIssue(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const content = IssueReleased.parse(letter.body)
  const { issueId: id } = content
  const entries = entriesIn(content)
  if (await findIssue(cx, id)) return
  await cx.db
    .insertInto('received_issue')
    .values({
      id,
      office_id: letter.fromUnitId,
      office_name: content.officeName,
      publication_name: content.publicationName,
      issuer: content.issuer,
      series: content.series,
      year: content.year,
      number: content.number,
      issue_on: content.issueOn,
      released_at: new Date(content.releasedAt),
      summary: content.summary,
      titles: entries.map((entry) => entry.title),
      adoption_ids: entries.map((entry) => entry.adoptionId),
      content: json(content),
      corrects_id: content.correctsId,
      received_at: cx.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const issue = (await findReceived(cx, id))!
  if (issue.office_id !== letter.fromUnitId) return
  if ((await addRows(cx, id, [{ tier_id: null, person_id: null, unit_id: letter.toUnitId }])) === 0) return
  await hangFiles(cx, 'issue', id, picturesOf(issue))
  await cx.record(
    'issue.received',
    { id, unitId: letter.toUnitId },
    { ...namesOf(issue), officeName: issue.office_name },
  )
  cx.tell('publications', letter.toUnitId)
}

/** 作废 by the office that released it: whoever read it here is told; of the text nothing is shown any more. */
export async function hearRecall(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { issueId: id, reasonName, reasonText } = IssueRecalled.parse(letter.body)
  const recalled = await cx.db
    .updateTable('received_issue')
    .set({ status: 'voided', void_reason: `${reasonName}：${reasonText}` })
    .where('id', '=', id)
    .where('office_id', '=', letter.fromUnitId)
    .where('status', '=', 'released')
    .returning('id')
    .executeTakeFirst()
  if (!recalled) return
  const marks = await cx.db.selectFrom('read_mark').select('person_id').where('issue_id', '=', id).execute()
  await cx.record(
    'issue.voided',
    { id, unitId: letter.toUnitId },
    {
      ...namesOf((await findReceived(cx, id))!),
      reasonName,
      reasonText,
      personIds: marks.map((mark) => mark.person_id),
    },
  )
  cx.tell('publications', letter.toUnitId)
}

/** 催阅 arrives: those who answer for the information work of the unit are reminded. */
export async function hearUrged(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { issueId: id } = IssueUrged.parse(letter.body)
  const issue = await findReceived(cx, id)
  if (!issue || issue.office_id !== letter.fromUnitId || issue.status === 'voided') return
  const people = await peopleWith(cx, 'submission.review', letter.toUnitId)
  await cx.record(
    'issue.urged',
    { id, unitId: letter.toUnitId },
    { ...namesOf(issue), personIds: people.map((person) => person.personId) },
  )
}

/** The first reading of a unit elsewhere arrives at the office: it counts in the reading rate. */
export async function hearReadElsewhere(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { issueId, byName, at } = IssueRead.parse(letter.body)
  await cx.db
    .updateTable('issue_recipient')
    .set({ read_at: new Date(at), read_by: byName })
    .where('issue_id', '=', issueId)
    .where('unit_id', '=', letter.fromUnitId)
    .where('read_at', 'is', null)
    .execute()
  cx.tell('publications', letter.toUnitId)
}

/** The first reading of a unit is told to the office that released the issue. */
export async function tellFirstReading(cx: Cx, issue: ReceivedIssue): Promise<void> {
  const first = await cx.db
    .updateTable('issue_recipient')
    .set({ read_at: cx.now, read_by: cx.actor.name })
    .where('issue_id', '=', issue.id)
    .where('unit_id', '=', cx.actor.unitId)
    .where('read_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!first) return
  await sendLetter(cx, {
    kind: 'issue.read',
    fromUnitId: cx.actor.unitId,
    toUnitId: issue.office_id,
    objectId: issue.id,
    body: { issueId: issue.id, byName: cx.actor.name, at: cx.now.toISOString() },
  })
}

/** The texts that stand in it, in their order. */
export const entriesIn = (content: IssueReleased) => content.columns.flatMap((column) => column.entries)
const bodiesOf = ({ content }: ReceivedIssue) => entriesIn(content).map((entry) => entry.body)
const picturesOf = (issue: ReceivedIssue) => picturesIn(bodiesOf(issue))

/** As it was printed where it was released; its code is checked there. */
export async function receivedPaper(cx: Cx, issue: ReceivedIssue): Promise<OfficialDocument> {
  const { content } = issue
  return {
    kind: 'issue',
    verification: content.verification ?? undefined,
    publicationName: content.publicationName,
    issueLabel: `${content.year}年第${content.number}期`,
    supplement: content.series === 'supplement' ? '增刊' : undefined,
    totalLabel: content.totalLabel ?? undefined,
    issuer: content.issuer,
    issueDate: content.issueOn,
    notice: content.notice || undefined,
    columns: content.columns.map((column) => ({
      name: content.layout.columnNames ? column.name : '',
      entries: column.entries.map(({ title, units, body }) => ({
        title,
        source: content.layout.sources ? units : [],
        body,
      })),
    })),
    contents: content.layout.contents,
    images: await readPictures(cx, bodiesOf(issue)),
    sendTo: { report: content.reportTo, send: content.sendTo, issue: content.issueTo },
  }
}
