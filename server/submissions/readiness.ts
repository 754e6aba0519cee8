import { sql } from 'kysely'
import type { Readiness, SubmissionStatus } from '../../contract/submissions.ts'
import { headRevision, missingResearchParts } from '../documents/index.ts'
import type { Revision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { secretMarkIn, wordingOf } from '../wording/index.ts'
import { loadSubmission } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { missingForReview } from './rules/complete.ts'

const daysBack = 30
const alike = 0.6
const atMost = 2000 // of the unit's newest items, so that the answer comes at once whatever the unit writes

export async function getReadiness(cx: Cx, input: { id: string }): Promise<Readiness> {
  const row = await loadSubmission(cx, input.id)
  return readinessOf(cx, row, await headRevision(cx, row.id))
}

/** What the review would say: what is missing blocks; missing parts of research (第十一条) and a likely double (一稿多投) only warn. */
export async function readinessOf(cx: Cx, row: SubmissionRow, text: Revision): Promise<Readiness> {
  const images = text.body.content.filter((block) => block.type === 'image').length
  return {
    missing: missingForReview({
      title: text.title,
      characters: text.characters,
      images,
      categoryCode: row.category_code,
      authorName: row.author_name,
    }),
    secretMark: secretMarkIn(text),
    words: await wordingOf(cx, text),
    missingParts: row.category_code === 'research' ? missingResearchParts(text.body) : [],
    phoneMissing: row.author_phone.trim() === '',
    similar: text.title.trim() === '' ? [] : await similarItems(cx, row),
  }
}

/** The unit's own items of the last 30 days whose titles share most of their characters and pairs. Its own follow-ups are no doubles. */
async function similarItems(cx: Cx, row: SubmissionRow): Promise<Readiness['similar']> {
  const since = new Date(cx.now.getTime() - daysBack * 86_400_000)
  const family = row.follow_up_of ?? row.id
  const { rows } = await sql<{
    id: string
    title: string
    status: SubmissionStatus
    created_at: Date
    reporter_name: string
    likeness: number
  }>`
    select other.id, other.title, other.status, other.created_at, other.reporter_name, likeness
    from submission mine
    cross join lateral (
      select * from submission where unit_id = mine.unit_id and updated_at >= ${since} and created_at >= ${since} and status <> 'discarded' and id <> mine.id
      order by updated_at desc limit ${atMost}
    ) other
    cross join lateral (select count(*)::int as n from (select unnest(mine.grams) intersect select unnest(other.grams)) both_have) shared
    cross join lateral (select shared.n::float / greatest(cardinality(mine.grams) + cardinality(other.grams) - shared.n, 1) as likeness) jaccard
    where mine.id = ${row.id} and coalesce(other.follow_up_of, other.id) <> ${family}
      and cardinality(other.grams) between cardinality(mine.grams) * ${alike}::float and cardinality(mine.grams) / ${alike}::float
      and likeness >= ${alike}::float
    order by likeness desc, other.created_at desc limit 5`.execute(cx.db)
  return rows.map((similar) => ({
    id: similar.id,
    title: similar.title,
    status: similar.status,
    createdAt: similar.created_at.toISOString(),
    reporterName: similar.reporter_name,
    likeness: similar.likeness,
  }))
}
