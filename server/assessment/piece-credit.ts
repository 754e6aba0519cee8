import type { UnitCredit } from '../../contract/assessment-facts.ts'
import type { ScoreChannel } from '../../contract/assessment-scheme.ts'
import type { ProvenanceLink } from '../../contract/letters.ts'
import { officesAbove } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'

/** What the ledger wants to know of a piece: who wrote it, how it came, when it was sent. */
export interface PieceFacts {
  credit: UnitCredit[]
  channel: ScoreChannel
  genre: string | undefined
  submittedAt: string | undefined
  submissionId: string | undefined
  title: string
  /** 约稿: one of its items answered a commission of the office. */
  commissioned: boolean
}

/** The units a piece was made from, one line for each item; the scheme says whether a unit with two items counts once. */
export async function pieceFacts(cx: Cx, pieceId: string): Promise<PieceFacts> {
  const rows = await cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .innerJoin('piece', 'piece.id', 'piece_source.piece_id')
    .select([
      'handling.office_id',
      'handling.source_unit_id',
      'handling.submission_id',
      'handling.author_name',
      'handling.genre_code',
      'handling.provenance',
      'handling.sent_at',
      'handling.arrived_at',
      'piece_source.role',
      'piece_source.weight',
      'piece.title',
    ])
    .where('piece_source.piece_id', '=', pieceId)
    .orderBy('piece_source.position')
    .execute()
  const first = rows[0]
  return {
    credit: rows.flatMap((row): UnitCredit[] =>
      row.source_unit_id === null
        ? [] // came from outside the tree: nobody to credit
        : [
            {
              unitId: row.source_unit_id,
              role: row.role === 'lead' ? 'lead' : 'other',
              weight: row.weight,
              ...(row.submission_id ? { submissionIds: [row.submission_id] } : {}),
              ...(row.author_name ? { authors: [{ id: null, name: row.author_name }] } : {}),
            },
          ],
    ),
    channel: first?.source_unit_id
      ? await channelOf(cx, first.office_id, first.source_unit_id, first.provenance as unknown as ProvenanceLink[])
      : 'own',
    genre: first?.genre_code ?? undefined,
    submittedAt: rows
      .map((row) => (row.sent_at ?? row.arrived_at).toISOString())
      .sort()
      .at(0),
    submissionId: first?.submission_id ?? undefined,
    title: first?.title ?? '',
    commissioned: await answersCommission(
      cx,
      rows.flatMap((row) => row.submission_id ?? []),
    ),
  }
}

/** 直报: past the office in the middle. 转报: made from what a lower unit sent. Else it is the unit's own. */
export async function channelOf(
  cx: Cx,
  officeId: string,
  unitId: string,
  provenance: readonly ProvenanceLink[],
): Promise<ScoreChannel> {
  if (provenance.length > 0) return 'relayed'
  const [nearest] = await officesAbove(cx, unitId)
  return nearest && nearest.id !== officeId ? 'direct' : 'own'
}

async function answersCommission(cx: Cx, submissionIds: string[]): Promise<boolean> {
  if (submissionIds.length === 0) return false
  const found = await cx.db
    .selectFrom('commission_answer')
    .select('submission_id')
    .where('submission_id', 'in', submissionIds)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
