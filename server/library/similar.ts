import type { SimilarRow } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { noFilters, prepare } from './ask.ts'
import { factsOf, loadRecord } from './record.ts'
import { scoreByPairs } from './search.ts'

const [candidates, shown, least] = [600, 12, 0.18]

/** 相似资料: records about the same, in the order they came, so that an event can be followed. */
export async function similarRecords(cx: Cx, input: { id: string }): Promise<{ items: SimilarRow[] }> {
  const row = await loadRecord(cx, input.id)
  const { folded } = await cx.db
    .selectFrom('library_text')
    .select('folded')
    .where('record_id', '=', row.id)
    .executeTakeFirstOrThrow()
  const scored = await scoreByPairs(cx, await prepare(cx, noFilters), folded.slice(0, 1500), {
    limit: candidates,
    pairs: 32,
  })
  const itself = scored.find((hit) => hit.id === row.id)?.score ?? scored[0]?.score ?? 1
  const alike = scored.filter((hit) => hit.id !== row.id && hit.score >= itself * least).slice(0, shown)
  const rows = await Promise.all(alike.map(async (hit) => ({ hit, record: await loadRecord(cx, hit.id) })))
  return {
    items: rows
      .toSorted((one, other) => one.record.sort_at.getTime() - other.record.sort_at.getTime())
      .map(({ hit, record }) => ({
        ...factsOf(record),
        percent: Math.min(100, Math.round((hit.score / itself) * 100)),
      })),
  }
}
