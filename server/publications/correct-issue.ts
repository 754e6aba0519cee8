import type { Issue } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { createIssue } from './compose-issue.ts'
import { correctionsOf } from './corrections.ts'
import { loadIssueFor } from './load-issue.ts'
import { showIssue } from './show-issue.ts'

/** 编更正: the issue that takes the place of a recalled one goes to the same readers. Each has one, and they name each other. */
export async function correctIssue(cx: Cx, input: { id: string; correctionId: string }): Promise<Issue> {
  const recalled = await loadIssueFor(cx, input.id, 'correct')
  const { correctedBy } = await correctionsOf(cx, recalled)
  if (correctedBy?.id === input.correctionId) return showIssue(cx, correctedBy.id) // the first answer got lost
  if (correctedBy) throw new Refusal('issue.corrected_already', { label: correctedBy.label })
  await createIssue(cx, {
    id: input.correctionId,
    publicationId: recalled.publication_id,
    series: recalled.series,
  })
  await cx.db
    .updateTable('issue')
    .set({
      corrects_id: recalled.id,
      tier_ids: recalled.tier_ids,
      person_ids: recalled.person_ids,
      unit_ids: recalled.unit_ids,
    })
    .where('id', '=', input.correctionId)
    .execute()
  cx.tell('publications', recalled.office_id)
  return showIssue(cx, input.correctionId)
}
