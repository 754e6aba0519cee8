import type { Selectable } from 'kysely'
import type { PaperAction, PaperStatus, ReceiptAction } from '../../contract/guidance.ts'
import type { PaperKind } from '../../contract/guidance.letters.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { mayMovePaper, paperMoves, receiptMoves } from './rules/moves.ts'

export type PaperRecord = Omit<Selectable<DB['paper']>, 'status' | 'kind'> & {
  status: PaperStatus
  kind: PaperKind
  officePath: string
  officeName: string
}
export type ReceiptRecord = Omit<Selectable<DB['paper_receipt']>, 'kind'> & {
  kind: PaperKind
  unitPath: string
  unitName: string
}

const labels: Record<PaperKind, string> = { points: '报送要点', notice: '通知', adoption: '采用通报' }
export const labelOf = (row: { kind: PaperKind; year: number | null; number: number | null }): string | null =>
  row.number === null ? null : `${labels[row.kind]}〔${row.year}〕${row.number}号`

export async function findPaper(cx: Cx, id: string, lock = false): Promise<PaperRecord | undefined> {
  let query = cx.db
    .selectFrom('paper')
    .innerJoin('unit', 'unit.id', 'paper.office_id')
    .selectAll('paper')
    .select(['unit.path as officePath', 'unit.name as officeName'])
    .where('paper.id', '=', id)
  if (lock) query = query.forUpdate('paper')
  return (await query.executeTakeFirst()) as PaperRecord | undefined
}

export async function loadPaper(cx: Cx, id: string): Promise<PaperRecord> {
  const paper = await findPaper(cx, id)
  if (!paper || !can(cx.actor, 'guidance.read', paper.officePath)) throw new Refusal('not_found')
  return paper
}

/** The paper, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadPaperFor(cx: Cx, id: string, action: PaperAction, version?: number): Promise<PaperRecord> {
  const paper = await findPaper(cx, id, true)
  if (!paper) throw new Refusal('not_found')
  requirePermission(cx, 'guidance.read', paperMoves[action].need, paper.officePath)
  if (!mayMovePaper(paper, action)) throw new Refusal('guidance.wrong_state', { status: paper.status, action })
  if (version !== undefined && version !== paper.version)
    throw new Refusal('stale', { by: paper.updated_by_name, at: paper.updated_at.toISOString() })
  return paper
}

export const paperActions = (cx: Cx, paper: PaperRecord): PaperAction[] =>
  (Object.keys(paperMoves) as PaperAction[]).filter(
    (action) => mayMovePaper(paper, action) && can(cx.actor, paperMoves[action].need, paper.officePath),
  )

export async function findReceipt(cx: Cx, id: string, lock = false): Promise<ReceiptRecord | undefined> {
  let query = cx.db
    .selectFrom('paper_receipt')
    .innerJoin('unit', 'unit.id', 'paper_receipt.unit_id')
    .selectAll('paper_receipt')
    .select(['unit.path as unitPath', 'unit.name as unitName'])
    .where('paper_receipt.id', '=', id)
  if (lock) query = query.forUpdate('paper_receipt')
  return (await query.executeTakeFirst()) as ReceiptRecord | undefined
}

export async function loadReceipt(cx: Cx, id: string, lock = false): Promise<ReceiptRecord> {
  const receipt = await findReceipt(cx, id, lock)
  if (!receipt || !can(cx.actor, 'guidance.receive', receipt.unitPath)) throw new Refusal('not_found')
  return receipt
}

export const receiptActions = (cx: Cx, receipt: ReceiptRecord): ReceiptAction[] =>
  (Object.keys(receiptMoves) as ReceiptAction[]).filter(
    (action) =>
      can(cx.actor, receiptMoves[action].need, receipt.unitPath) &&
      receiptMoves[action].when({
        kind: receipt.kind,
        isRead: receipt.read_at !== null,
        isWithdrawn: receipt.withdrawn_at !== null,
      }),
  )
