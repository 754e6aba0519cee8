import type { LineLetter } from '../../contract/exchange.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadLineRow } from './lines.ts'

/** Letters of a line, newest first: what kind, from where to where, how far. Never what they say. */
export async function listLineLetters(
  cx: Cx,
  input: { id: string; waitingOnly: boolean; cursor?: string | undefined; limit: number },
) {
  const line = await loadLineRow(cx, input.id)
  const before = input.cursor === undefined ? undefined : Number(input.cursor)
  if (before !== undefined && !Number.isSafeInteger(before)) throw new Refusal('bad_input', { field: 'cursor' })
  let query = cx.db
    .selectFrom('outbox')
    .innerJoin('letter', 'letter.id', 'outbox.letter_id')
    .innerJoin('unit as source', 'source.id', 'letter.from_unit_id')
    .innerJoin('unit as target', 'target.id', 'letter.to_unit_id')
    .where('outbox.node_id', '=', line.id)
  if (input.waitingOnly) query = query.where('acked_at', 'is', null)
  const counted = before === undefined ? await cappedCount(query) : { total: null, totalCapped: false }
  if (before !== undefined) query = query.where('outbox.position', '<', before)
  const rows = await query
    .select([
      'outbox.position',
      'letter.id',
      'letter.kind',
      'source.name as fromUnitName',
      'target.name as toUnitName',
      'queued_at',
      'seq',
      'bytes',
      'acked_at',
      'rejected',
      'resent_by',
      'resend_reason',
      (eb) =>
        eb
          .selectFrom('blob')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .whereRef('blob.letter_id', '=', 'outbox.letter_id')
          .whereRef('blob.node_id', '=', 'outbox.node_id')
          .where('done_at', 'is', null)
          .as('files'),
    ])
    .orderBy('outbox.position', 'desc')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  return {
    items: shown.map((row): LineLetter => ({
      id: row.id,
      kind: row.kind,
      fromUnitName: row.fromUnitName,
      toUnitName: row.toUnitName,
      queuedAt: row.queued_at.toISOString(),
      seq: row.seq,
      bytes: row.bytes,
      filesMissing: Number(row.files),
      ackedAt: row.acked_at?.toISOString() ?? null,
      rejected: row.rejected,
      resentBy: row.resent_by,
      resendReason: row.resend_reason,
    })),
    nextCursor: rows.length > input.limit ? String(shown.at(-1)!.position) : null,
    ...counted,
  }
}
