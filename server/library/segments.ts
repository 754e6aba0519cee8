import { sql } from 'kysely'
import type { Database, Tx } from '../platform/database.ts'
import { segmentCode, segmentOf } from './rules/grams.ts'

/** Makes sure the months of these instants are walked by searches. */
export async function openSegments(db: Database | Tx, instants: Date[]): Promise<void> {
  const segments = [...new Set(instants.map(segmentOf))]
  await sql`insert into library_segment (segment, code) select * from unnest(${segments}::int[], ${segments.map(segmentCode)}::text[]) on conflict do nothing`.execute(
    db,
  )
}
