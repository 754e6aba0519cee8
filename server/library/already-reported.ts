import { sql } from 'kysely'
import type { Alike, RecordKind, RecordLinks } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { noFilters, prepare } from './ask.ts'
import { visible } from './access.ts'
import { between, end, fold, foldRecord } from './fold.ts'
import { labelOf } from './hits.ts'
import { comparable, compare } from './rules/likeness.ts'
import type { Compared } from './rules/likeness.ts'
import { readingOf } from './rules/reading.ts'
import { scoreByPairs } from './search.ts'

const [candidates, compared, shown, shortest] = [400, 40, 8, 20]

interface Asked {
  title: string
  text: string
  submissionId?: string | null
  unitId?: string | null
}

/**
 * 是否已报: who reported this before, when, and what became of it, as far as the asker may see. Found by the rarest pairs of the text,
 * then compared word by word. It warns and never blocks.
 */
export async function alreadyReported(cx: Cx, input: Asked): Promise<{ items: Alike[] }> {
  const folded = foldRecord(input.title, input.text)
  if (folded.length < shortest) return { items: [] }
  const asked = await prepare(cx, noFilters)
  const scored = await scoreByPairs(cx, asked, folded.slice(0, 3000), { limit: candidates, pairs: 32 })
  const exact = await cx.db
    .selectFrom('library_record as record')
    .innerJoin('library_text as words', 'words.record_id', 'record.id')
    .select([
      'record.id',
      'record.kind',
      'record.title',
      'record.source_unit_id',
      'record.source_unit_name',
      'record.sort_at',
      'record.state',
      'record.publication_name',
      'record.issue_year',
      'record.issue_number',
      'record.links',
      sql<string>`left(words.folded, 20000)`.as('folded'),
      sql<string>`(select name from unit where unit.id = record.unit_id)`.as('unit_name'),
    ])
    .where('record.id', '=', sql<string>`any(${scored.slice(0, compared).map((hit) => hit.id)}::uuid[])`)
    .where('record.kind', '<>', 'issue')
    .where(visible(cx.actor))
    .execute()
  const own = await ownSources(cx, input.submissionId)
  const here = comparable(fold(input.text))
  const found = exact.flatMap((row) => {
    const links = row.links as RecordLinks
    if (input.submissionId && (links.submissionId === input.submissionId || row.id === input.submissionId)) return []
    const body = row.folded.slice(row.folded.indexOf(between) + 1)
    const result = compare(here, comparable(body.endsWith(end) ? body.slice(0, -1) : body))
    if (result.likeness === null) return []
    const told = {
      unitId: row.source_unit_id,
      submissionId: links.submissionId ?? null,
      sourceIds: links.sourceIds ?? [],
      at: row.sort_at,
    }
    const reading = readingOf(
      { unitId: input.unitId ?? null, submissionId: input.submissionId ?? null, sourceIds: own },
      told,
      cx.now,
    )
    return reading === 'ownVersion' ? [] : [{ row, links, result, reading }]
  })
  const best = new Map<string, (typeof found)[number]>()
  for (const one of found.toSorted(closest)) {
    const item = one.links.sourceIds?.length === 1 ? one.links.sourceIds[0]! : (one.links.submissionId ?? one.row.id)
    if (!best.has(item)) best.set(item, one)
  }
  return {
    items: [...best.values()].slice(0, shown).map(({ row, links, result, reading }) => ({
      id: row.id,
      kind: row.kind as RecordKind,
      title: row.title,
      sourceUnitName: row.source_unit_name,
      unitName: row.unit_name ?? '',
      at: row.sort_at.toISOString(),
      state: row.state,
      issueLabel: labelOf(row),
      publicationName: row.publication_name,
      likeness: result.likeness!,
      reading,
      percent: Math.round(result.contained * 100),
      figures: result.figures,
      links,
    })),
  }
}

/** Copies before mere likeness, and of one item the furthest it came: printed before edited before received. */
const furthest: readonly string[] = ['entry', 'piece', 'handling', 'submission']
const closest = (
  one: { row: { kind: string }; result: Compared },
  other: { row: { kind: string }; result: Compared },
) =>
  Number(one.result.likeness === 'sameMatter') - Number(other.result.likeness === 'sameMatter') ||
  Math.round((other.result.contained - one.result.contained) * 20) ||
  furthest.indexOf(one.row.kind) - furthest.indexOf(other.row.kind)

async function ownSources(cx: Cx, submissionId: string | null | undefined): Promise<string[]> {
  if (!submissionId) return []
  const row = await cx.db
    .selectFrom('submission')
    .select(['provenance', 'follow_up_of'])
    .where('id', '=', submissionId)
    .executeTakeFirst()
  const chain = (row?.provenance ?? []) as { submissionId: string | null }[]
  return [...chain.flatMap((link) => link.submissionId ?? []), ...(row?.follow_up_of ? [row.follow_up_of] : [])]
}
