import type { CatalogueList } from '../../contract/catalogue.ts'
import type { Details } from '../../contract/submissions.ts'
import { loadEntry } from '../catalogue/index.ts'
import { officesAbove } from '../organisations/index.ts'
import { linkFiles } from '../platform/files.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { subjectOf, update } from './change.ts'
import { loadFor } from './load.ts'
import type { SubmissionRow } from './load.ts'
import { showSubmission } from './show.ts'

/** What stands beside the text: category, urgency, receivers, attachments … Whoever may edit the text may edit these. */
export async function saveDetails(cx: Cx, input: Partial<Details> & { id: string; version: number }) {
  const row = await loadFor(cx, input.id, 'edit')
  if (row.version !== input.version)
    throw new Refusal('stale', { by: row.details_saved_by, at: row.details_saved_at.toISOString() })
  await refuseUnknownValues(cx, row, input)
  if (input.receiverIds) await refuseOtherReceivers(cx, row.unit_id, input.receiverIds)
  if (input.fileIds) await linkFiles(cx, 'submission', row.id, [...new Set(input.fileIds)])

  const changed = await update(cx, row, {
    ...given({
      category_code: input.categoryCode,
      genre_code: input.genreCode,
      urgency_code: input.urgencyCode,
      classification_code: input.classificationCode,
      keywords: input.keywords && [...new Set(input.keywords)],
      is_major: input.isMajor,
      author_name: input.authorName,
      author_phone: input.authorPhone,
      receiver_ids: input.receiverIds && [...new Set(input.receiverIds)],
      commission_id: input.commissionId,
      point_ids: input.pointIds && [...new Set(input.pointIds)],
    }),
    version: row.version + 1,
    details_saved_by: cx.actor.name,
    details_saved_at: cx.now,
  })
  const { id: _id, version: _version, ...fields } = input
  await cx.record('submission.details_saved', subjectOf(row), { fields: Object.keys(fields) })
  return showSubmission(cx, changed)
}

/** What was not given is not changed; null is a value. */
const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>

async function refuseUnknownValues(cx: Cx, row: SubmissionRow, input: Partial<Details>) {
  const values: [CatalogueList, string | null | undefined, string | null][] = [
    ['category', input.categoryCode, row.category_code],
    ['genre', input.genreCode, row.genre_code],
    ['urgency', input.urgencyCode, row.urgency_code],
    ['classification', input.classificationCode, row.classification_code],
  ]
  for (const [list, code, before] of values) {
    if (code && code !== before) await loadEntry(cx, row.unit_id, list, code)
  }
}

/** 报送 goes up: to any office above, not to a neighbour. */
export async function refuseOtherReceivers(cx: Cx, unitId: string, receiverIds: string[]): Promise<void> {
  const above = (await officesAbove(cx, unitId)).map((office) => office.id)
  const other = receiverIds.find((id) => !above.includes(id))
  if (other) throw new Refusal('submission.receiver_not_above', { unitId: other })
}
