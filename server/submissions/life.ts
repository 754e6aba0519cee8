import type { LifeLine, LifeText } from '../../contract/submissions.ts'
import { listRevisions } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { loadSubmission } from './load.ts'
import type { SubmissionRow } from './load.ts'

/** What the unit itself did, as far as the author wants to read it; saves of details and what offices told are not among them. */
const ownKinds = [
  'submission.drafted',
  'submission.submitted',
  'submission.returned',
  'submission.reviewed',
  'submission.secrecy_reviewed',
  'submission.signed',
  'submission.sent',
  'submission.withdrawal_requested',
  'submission.withdrawal_declined',
  'submission.withdrawal_lapsed',
  'submission.withdrawn',
  'submission.reopened',
  'submission.restored',
]

/** 稿件去向: one line of time from the first draft to the last issue, through every office it reached, and every text on the way. */
export async function getLife(cx: Cx, input: { id: string }): Promise<{ lines: LifeLine[]; texts: LifeText[] }> {
  const row = await loadSubmission(cx, input.id)
  const entries = await cx.db
    .selectFrom('life_entry')
    .selectAll()
    .where('submission_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const told = entries.map((entry): LifeLine => {
    const { submissionId: _id, body: _body, at: _at, ...data } = entry.data as Record<string, unknown>
    return {
      id: entry.id,
      at: entry.at.toISOString(),
      source: 'office',
      kind: entry.stage,
      unitName: entry.office_name,
      actorName: String(data.byName ?? data.authorName ?? ''),
      data,
    }
  })
  const edited = entries.flatMap((entry): LifeText[] => {
    const data = entry.data as { title?: string; body?: unknown }
    if (!data.body) return []
    return [
      {
        ref: `edited:${entry.id}`,
        kind: 'edited',
        number: null,
        title: data.title ?? '',
        by: entry.office_name,
        at: entry.at.toISOString(),
        digest: null,
        stage: entry.stage,
      },
    ]
  })
  const lines = [...(await ownLines(cx, row)), ...told]
  return { lines: lines.sort((a, b) => a.at.localeCompare(b.at)), texts: [...(await ownTexts(cx, row.id)), ...edited] }
}

async function ownLines(cx: Cx, row: SubmissionRow): Promise<LifeLine[]> {
  const events = await cx.db
    .selectFrom('event')
    .select(['id', 'at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', row.id)
    .where('kind', 'in', ownKinds)
    .orderBy('id')
    .execute()
  return events.map((event) => ({
    id: String(event.id),
    at: event.at.toISOString(),
    source: 'own',
    kind: event.kind.replace('submission.', ''),
    unitName: row.unit_name,
    actorName: event.actor_name,
    data: event.data as Record<string, unknown>,
  }))
}

async function ownTexts(cx: Cx, id: string): Promise<LifeText[]> {
  const revisions = await listRevisions(cx, id)
  return revisions.map((revision) => ({
    ref: `revision:${revision.id}`,
    kind: 'revision',
    number: revision.number,
    title: revision.title,
    by: revision.authorName,
    at: revision.updatedAt.toISOString(),
    digest: revision.digest,
    stage: null,
  }))
}
