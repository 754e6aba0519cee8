import type { Body } from '../../contract/body.ts'
import type { Comparison } from '../../contract/documents.ts'
import { compareWhole, loadRevision } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadSubmission } from './load.ts'

/** One text of the item's life: an own revision, or the text as an office edited it. */
export async function getText(cx: Cx, input: { id: string; ref: string }): Promise<{ title: string; body: Body }> {
  const row = await loadSubmission(cx, input.id)
  const [kind, textId] = input.ref.split(':') as ['revision' | 'edited', string]
  if (kind === 'revision') {
    const revision = await loadRevision(cx, textId)
    if (revision.ownerId !== row.id) throw new Refusal('not_found')
    return { title: revision.title, body: revision.body }
  }
  const entry = await cx.db
    .selectFrom('life_entry')
    .select('data')
    .where('id', '=', textId)
    .where('submission_id', '=', row.id)
    .executeTakeFirst()
  const { title, body } = (entry?.data ?? {}) as { title?: string; body?: Body }
  if (!body) throw new Refusal('not_found')
  return { title: title ?? row.title, body }
}

/** 留痕对比 of any two texts of the item's life. */
export async function compareTextsOf(
  cx: Cx,
  input: { id: string; before: string; after: string },
): Promise<Comparison> {
  const before = await getText(cx, { id: input.id, ref: input.before })
  const after = await getText(cx, { id: input.id, ref: input.after })
  return compareWhole(before, after)
}
