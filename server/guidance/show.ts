import { sql } from 'kysely'
import type { Body } from '../../contract/body.ts'
import type { Paper, PaperRow, PaperStatus, Receipt, ReceiptRow } from '../../contract/guidance.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { labelOf, loadPaper, loadReceipt, paperActions, receiptActions } from './load.ts'
import type { PaperRecord, ReceiptRecord } from './load.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const getPaper = async (cx: Cx, input: { id: string }): Promise<Paper> =>
  showPaper(cx, await loadPaper(cx, input.id))
export const getReceipt = async (cx: Cx, input: { id: string }): Promise<Receipt> =>
  showReceipt(cx, await loadReceipt(cx, input.id))

/** One paper with its read marks, and which unit has written for which point. */
export async function showPaper(cx: Cx, paper: PaperRecord): Promise<Paper> {
  const recipients = await cx.db
    .selectFrom('paper_recipient')
    .innerJoin('unit', 'unit.id', 'paper_recipient.unit_id')
    .selectAll('paper_recipient')
    .where('paper_id', '=', paper.id)
    .orderBy('unit.position')
    .orderBy('unit.code')
    .execute()
  const coverage = await cx.db
    .selectFrom('point_coverage')
    .innerJoin('paper_recipient', 'paper_recipient.id', 'point_coverage.recipient_id')
    .selectAll('point_coverage')
    .select('paper_recipient.unit_id')
    .where('paper_recipient.paper_id', '=', paper.id)
    .orderBy('sent_at')
    .execute()
  return {
    ...paperRow(paper, { targets: recipients.length, read: recipients.filter((one) => one.read_at).length }),
    body: paper.body as unknown as Body,
    points: (await pointsOf(cx, paper.id)).map(({ id, text, detail, based_on }) => ({
      id,
      text,
      detail,
      basedOn: based_on,
    })),
    unitIds: paper.unit_ids,
    groupIds: paper.group_ids,
    files: await filesOf(cx, 'paper', paper.id),
    signerName: paper.signer_name,
    withdrawReason: paper.withdraw_reason,
    basedOn: await basisOf(cx, paper.based_on),
    recipients: recipients.map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      deliveredAt: iso(row.delivered_at),
      readAt: iso(row.read_at),
      readByName: row.read_by_name,
      remindedCount: row.reminded_count,
      lastRemindedAt: iso(row.last_reminded_at),
    })),
    coverage: coverage.map((row) => ({
      pointId: row.point_id,
      unitId: row.unit_id,
      submissionId: row.submission_id,
      title: row.title,
      sentAt: row.sent_at.toISOString(),
      adopted: row.adopted,
    })),
    version: paper.version,
    updatedAt: paper.updated_at.toISOString(),
    actions: paperActions(cx, paper),
  }
}

export const pointsOf = (cx: Cx, paperId: string) =>
  cx.db.selectFrom('paper_point').selectAll().where('paper_id', '=', paperId).orderBy('position').execute()

export const paperRow = (paper: PaperRecord, counts: { targets: number; read: number }): PaperRow => ({
  id: paper.id,
  officeId: paper.office_id,
  officeName: paper.officeName,
  kind: paper.kind,
  label: labelOf(paper),
  title: paper.title,
  status: paper.status,
  periodFrom: paper.period_from,
  periodTo: paper.period_to,
  readBy: iso(paper.read_by),
  issuedAt: iso(paper.issued_at),
  createdByName: paper.created_by_name,
  createdAt: paper.created_at.toISOString(),
  ...counts,
})

async function basisOf(cx: Cx, receiptId: string | null): Promise<Paper['basedOn']> {
  if (!receiptId) return null
  const row = await cx.db
    .selectFrom('paper_receipt')
    .select(['id', 'title', 'office_name'])
    .where('id', '=', receiptId)
    .executeTakeFirst()
  return row ? { id: row.id, title: row.title, officeName: row.office_name } : null
}

/** A paper as the unit that received it sees it: each point with what the unit has written for it. */
export async function showReceipt(cx: Cx, receipt: ReceiptRecord): Promise<Receipt> {
  const points = await cx.db
    .selectFrom('received_point')
    .selectAll()
    .where('receipt_id', '=', receipt.id)
    .orderBy('position')
    .execute()
  const written =
    points.length === 0
      ? []
      : await cx.db
          .selectFrom('submission')
          .select(['id', 'title', 'sent_at', 'point_ids'])
          .where('unit_id', '=', receipt.unit_id)
          .where('sent_at', 'is not', null)
          .where('status', '<>', 'withdrawn')
          .where(sql<boolean>`point_ids && ${points.map((point) => point.id)}::uuid[]`)
          .orderBy('sent_at')
          .execute()
  const adapted = await cx.db
    .selectFrom('paper')
    .select(['id', 'title', 'status'])
    .where('based_on', '=', receipt.id)
    .orderBy('created_at')
    .execute()
  return {
    ...receiptRow(receipt),
    body: receipt.body as unknown as Body,
    signerName: receipt.signer_name,
    readByName: receipt.read_by_name,
    remindedCount: receipt.reminded_count,
    lastRemindedAt: iso(receipt.last_reminded_at),
    withdrawReason: receipt.withdraw_reason,
    files: await filesOf(cx, 'paperReceipt', receipt.id),
    points: points.map((point) => ({
      id: point.id,
      text: point.text,
      detail: point.detail,
      basedOn: null,
      items: written
        .filter((item) => item.point_ids.includes(point.id))
        .map((item) => ({ submissionId: item.id, title: item.title, sentAt: item.sent_at!.toISOString() })),
    })),
    adapted: adapted.map((row) => ({ ...row, status: row.status as PaperStatus })),
    actions: receiptActions(cx, receipt),
  }
}

export const receiptRow = (receipt: ReceiptRecord): ReceiptRow => ({
  id: receipt.id,
  unitId: receipt.unit_id,
  unitName: receipt.unitName,
  kind: receipt.kind,
  officeName: receipt.office_name,
  label: receipt.label,
  title: receipt.title,
  periodFrom: receipt.period_from,
  periodTo: receipt.period_to,
  readBy: iso(receipt.read_by),
  issuedAt: receipt.issued_at.toISOString(),
  readAt: iso(receipt.read_at),
  withdrawnAt: iso(receipt.withdrawn_at),
})
