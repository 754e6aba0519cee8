import { sql } from 'kysely'
import type { ChainLink, RecordKind, RecordLinks } from '../../contract/library.ts'
import type { ProvenanceLink } from '../../contract/letters.ts'
import type { Cx } from '../platform/command.ts'
import { visible } from './access.ts'
import { labelOf } from './hits.ts'
import { loadRecord } from './record.ts'
import type { RecordRow } from './record.ts'

/**
 * 溯源, both ways: down to the items of the lowest level by the provenance that came with the text, up to the pieces, entries and issues
 * made from it. Only records the person may see; what the text itself says of its provenance is told by name.
 */
export async function showChain(cx: Cx, input: { id: string }): Promise<{ up: ChainLink[]; down: ChainLink[] }> {
  const row = await loadRecord(cx, input.id)
  return { up: await madeFrom(cx, row), down: await becameOf(cx, row) }
}

/** What a text was made from: the nearest first. */
async function madeFrom(cx: Cx, row: RecordRow): Promise<ChainLink[]> {
  const { pieceId, handlingId, submissionId } = row.links
  const handlings =
    (row.kind === 'piece' || row.kind === 'entry') && pieceId
      ? await cx.db
          .selectFrom('piece_source')
          .select('handling_id')
          .where('piece_id', '=', pieceId)
          .orderBy('position')
          .execute()
      : []
  const ids = [...(row.kind === 'entry' && pieceId ? [pieceId] : []), ...handlings.map((source) => source.handling_id)]
  const near = await linksOf(cx, sql`record.id = any(${ids}::uuid[])`, 1)
  const own =
    row.kind === 'handling' && submissionId ? await linksOf(cx, sql`record.id = ${submissionId}::uuid`, 1) : []
  const told = await provenanceOf(
    cx,
    [...handlings.map((source) => source.handling_id), handlingId, row.kind === 'submission' ? row.id : null].filter(
      (id): id is string => !!id,
    ),
  )
  const seen = new Set([...near, ...own].map((link) => link.links.submissionId).filter(Boolean))
  return [...near, ...own, ...told.filter((link) => !seen.has(link.links.submissionId))]
}

async function provenanceOf(cx: Cx, ownerIds: string[]): Promise<ChainLink[]> {
  if (ownerIds.length === 0) return []
  const { rows } = await sql<{ provenance: ProvenanceLink[] }>`
    select provenance from handling where id = any(${ownerIds}::uuid[]) union all select provenance from submission where id = any(${ownerIds}::uuid[])`.execute(
    cx.db,
  )
  const links = new Map<string, ProvenanceLink>()
  for (const { provenance } of rows)
    for (const link of provenance ?? []) links.set(`${link.submissionId ?? ''}${link.title}`, link)
  const shown = await visibleIds(
    cx,
    [...links.values()].flatMap((link) => link.submissionId ?? []),
  )
  return [...links.values()].map((link) => ({
    id: link.submissionId && shown.has(link.submissionId) ? link.submissionId : null,
    kind: 'submission',
    title: link.title,
    unitName: link.unitName,
    at: link.signedAt,
    state: '',
    detail: link.signedBy ?? '',
    depth: link.depth + 1,
    links: { submissionId: link.submissionId },
  }))
}

async function visibleIds(cx: Cx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{
    id: string
  }>`select record.id from library_record record where record.id = any(${ids}::uuid[]) and ${visible(cx.actor)}`.execute(
    cx.db,
  )
  return new Set(rows.map((row) => row.id))
}

/** What became of a text: received where, edited into what, printed in which issue, and what leaders wrote on it. */
async function becameOf(cx: Cx, row: RecordRow): Promise<ChainLink[]> {
  const { submissionId, pieceId, adoptionId } = row.links
  const conditions = []
  if (row.kind === 'submission') {
    conditions.push(sql`(record.kind = 'handling' and record.links->>'submissionId' = ${row.id})`)
    conditions.push(sql`(record.kind in ('piece', 'entry', 'submission') and record.links->'sourceIds' ? ${row.id})`)
  }
  if (row.kind === 'handling' && submissionId)
    conditions.push(sql`(record.kind in ('piece', 'entry') and record.links->'sourceIds' ? ${submissionId})`)
  if (row.kind === 'handling') {
    const pieces = await cx.db.selectFrom('piece_source').select('piece_id').where('handling_id', '=', row.id).execute()
    conditions.push(sql`record.id = any(${pieces.map((piece) => piece.piece_id)}::uuid[])`)
  }
  if (row.kind === 'piece' && pieceId)
    conditions.push(sql`(record.kind = 'entry' and record.links->>'pieceId' = ${pieceId})`)
  if (adoptionId) conditions.push(sql`(record.kind = 'directive' and record.links->>'adoptionId' = ${adoptionId})`)
  if (row.kind === 'entry' && row.links.issueId) conditions.push(sql`record.id = ${row.links.issueId}::uuid`)
  if (conditions.length === 0) return []
  return linksOf(cx, sql`(${sql.join(conditions, sql` or `)}) and record.id <> ${row.id}::uuid`, 1)
}

async function linksOf(cx: Cx, which: ReturnType<typeof sql>, depth: number): Promise<ChainLink[]> {
  const { rows } = await sql<{
    id: string
    kind: RecordKind
    title: string
    unit_name: string
    sort_at: Date
    state: string
    publication_name: string
    issue_year: number | null
    issue_number: number | null
    links: RecordLinks
  }>`
    select record.id, record.kind, record.title, unit.name as unit_name, record.sort_at, record.state, record.publication_name, record.issue_year, record.issue_number, record.links
    from library_record record join unit on unit.id = record.unit_id
    where ${which} and ${visible(cx.actor)} order by record.sort_at, record.id limit 60`.execute(cx.db)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    unitName: row.unit_name,
    at: row.sort_at.toISOString(),
    state: row.state,
    detail: [row.publication_name, labelOf(row)].filter(Boolean).join(' '),
    depth,
    links: row.links,
  }))
}
