import { sql } from 'kysely'
import type { Cx } from './command.ts'
import { storedPath } from './files.ts'
import { streamStored } from './stored-bytes.ts'
import { scanContent, scannerOf, versionOf } from './virus-scan.ts'

const [atOnce, budgetMs] = [50, 20_000]
const toScan = sql<boolean>`(scan is null or scan = 'unscanned')`

/**
 * Every minute: what came while clamd was away, or before this site had it, goes through it, the longest waiting first. What is found
 * infected stays where it hangs, cannot be opened any more, and stands in the audit trail.
 */
export async function scanLate(cx: Cx): Promise<void> {
  const scanner = scannerOf(cx.app.dataDir)
  if (!scanner) return
  const started = performance.now()
  const files = await cx.db
    .selectFrom('stored_file')
    .select(['id', 'name', 'sha256', 'unit_id'])
    .where(toScan)
    .orderBy('scanned_at', sql`asc nulls first`)
    .orderBy('uploaded_at')
    .limit(atOnce)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  for (const file of files) {
    if (performance.now() - started > budgetMs) return
    const scan = await scanContent(scanner, streamStored(storedPath(cx.app.dataDir, file.sha256)))
    // when it answers but says nothing of this file, the others behind it have their turn
    if (scan.is === 'away' && (await versionOf(scanner)) === null) return
    await cx.db
      .updateTable('stored_file')
      .set({
        scanned_at: cx.now,
        ...(scan.is === 'clean' && { scan: 'clean' }),
        ...(scan.is === 'infected' && { scan: 'infected', signature: scan.signature }),
      })
      .where('id', '=', file.id)
      .execute()
    if (scan.is === 'infected')
      await cx.record(
        'file.quarantined',
        { id: file.id, unitId: file.unit_id },
        { name: file.name, signature: scan.signature },
      )
  }
}

/** 病毒查杀 of this site: whether clamd answers, what becomes of uploads while it does not, how many files wait and were sealed. */
export async function scannerState(cx: Cx) {
  const scanner = scannerOf(cx.app.dataDir)
  const { waiting, infected } = await cx.db
    .selectFrom('stored_file')
    .select([
      sql<number>`count(*) filter (where ${toScan})::int`.as('waiting'),
      sql<number>`count(*) filter (where scan = 'infected')::int`.as('infected'),
    ])
    .executeTakeFirstOrThrow()
  return {
    configured: scanner !== undefined,
    version: scanner ? await versionOf(scanner) : null,
    away: scanner?.away ?? null,
    waiting,
    infected,
  }
}
