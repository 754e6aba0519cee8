import {
  GuidanceCovered,
  GuidanceIssued,
  GuidanceRead,
  GuidanceReminded,
  GuidanceWithdrawn,
} from '../../contract/guidance.letters.ts'
import type { Cx, DeliveryHandler, Reaction, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { hangFiles } from '../platform/files.ts'
import { findReceipt } from './load.ts'

/** Letter guidance.issued: the paper lies at the unit, whole. The same letter twice is one. */
export async function receivePaper(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceIssued.parse(letter.body)
  const inserted = await cx.db
    .insertInto('paper_receipt')
    .values({
      id: told.receiptId,
      paper_id: told.paperId,
      unit_id: letter.toUnitId,
      office_id: letter.fromUnitId,
      office_name: told.officeName,
      kind: told.kind,
      label: told.label,
      title: told.title,
      body: json(told.body),
      period_from: told.periodFrom,
      period_to: told.periodTo,
      read_by: told.readBy ?? null,
      signer_name: told.signerName,
      issued_at: told.issuedAt,
      arrived_at: cx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  if (told.points.length > 0)
    await cx.db
      .insertInto('received_point')
      .values(
        told.points.map((point, position) => ({
          receipt_id: told.receiptId,
          id: point.id,
          position,
          text: point.text,
          detail: point.detail,
        })),
      )
      .execute()
  await hangFiles(cx, 'paperReceipt', told.receiptId, letter.fileIds)
  await cx.record(
    'guidance_receipt.arrived',
    { id: told.receiptId, unitId: letter.toUnitId },
    { title: told.title, officeName: told.officeName, paperKind: told.kind },
  )
  cx.tell('guidance', letter.toUnitId)
}

/** 催阅. Whoever read it meanwhile is left in peace. */
export async function hearReminded(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceReminded.parse(letter.body)
  const receipt = await findReceipt(cx, told.receiptId, true)
  if (receipt?.unit_id !== letter.toUnitId || receipt.office_id !== letter.fromUnitId) return
  await cx.db
    .updateTable('paper_receipt')
    .set({ reminded_count: told.count, last_reminded_at: told.at })
    .where('id', '=', receipt.id)
    .execute()
  if (receipt.read_at || receipt.withdrawn_at) return
  await cx.record(
    'guidance_receipt.reminded',
    { id: receipt.id, unitId: receipt.unit_id },
    { title: receipt.title, officeName: receipt.office_name, count: told.count },
  )
  cx.tell('guidance', receipt.unit_id)
}

export async function hearWithdrawn(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceWithdrawn.parse(letter.body)
  const receipt = await findReceipt(cx, told.receiptId, true)
  if (receipt?.unit_id !== letter.toUnitId || receipt.office_id !== letter.fromUnitId) return
  await cx.db
    .updateTable('paper_receipt')
    .set({ withdrawn_at: told.at, withdraw_reason: told.reason })
    .where('id', '=', receipt.id)
    .execute()
  await cx.record(
    'guidance_receipt.withdrawn',
    { id: receipt.id, unitId: receipt.unit_id },
    { title: receipt.title, officeName: receipt.office_name, reason: told.reason },
  )
  cx.tell('guidance', receipt.unit_id)
}

/** The recipient a letter of a unit speaks of, with the office; a letter of another unit has no effect. */
const recipientFor = (cx: Cx, letter: ReceivedLetter, receiptId: string) =>
  cx.db
    .selectFrom('paper_recipient')
    .innerJoin('paper', 'paper.id', 'paper_recipient.paper_id')
    .select([
      'paper_recipient.id',
      'paper.id as paper_id',
      'paper.office_id',
      'paper.title',
      'paper_recipient.unit_name',
    ])
    .where('paper_recipient.id', '=', receiptId)
    .where('paper_recipient.unit_id', '=', letter.fromUnitId)
    .where('paper.office_id', '=', letter.toUnitId)
    .executeTakeFirst()

export async function hearRead(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceRead.parse(letter.body)
  const recipient = await recipientFor(cx, letter, told.receiptId)
  if (!recipient) return
  await cx.db
    .updateTable('paper_recipient')
    .set({ read_at: told.at, read_by_name: told.byName })
    .where('id', '=', recipient.id)
    .where('read_at', 'is', null)
    .execute()
  cx.tell('guidance', recipient.office_id)
}

/** An item for these points of the paper. What it covered before and does not any more goes. */
export async function hearCovered(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = GuidanceCovered.parse(letter.body)
  const recipient = await recipientFor(cx, letter, told.receiptId)
  if (!recipient) return
  await cx.db
    .deleteFrom('point_coverage')
    .where('recipient_id', '=', recipient.id)
    .where('submission_id', '=', told.submissionId)
    .execute()
  const points =
    told.pointIds.length === 0
      ? []
      : await cx.db
          .selectFrom('paper_point')
          .select('id')
          .where('paper_id', '=', recipient.paper_id)
          .where('id', 'in', told.pointIds)
          .execute()
  if (points.length > 0)
    await cx.db
      .insertInto('point_coverage')
      .values(
        points.map(({ id }) => ({
          point_id: id,
          recipient_id: recipient.id,
          submission_id: told.submissionId,
          title: told.title,
          sent_at: told.sentAt,
        })),
      )
      .execute()
  await cx.record(
    'guidance.covered',
    { id: recipient.paper_id, unitId: recipient.office_id },
    {
      title: recipient.title,
      unitName: recipient.unit_name,
      submissionId: told.submissionId,
      itemTitle: told.title,
      pointIds: points.map((point) => point.id),
    },
  )
  cx.tell('guidance', recipient.office_id)
}

/** The other node's signed receipt: the paper lies at the unit. */
export const hearDelivered: DeliveryHandler = async (cx, { letterIds, at }) => {
  await cx.db
    .updateTable('paper_recipient')
    .set({ delivered_at: at })
    .where('letter_id', 'in', letterIds)
    .where('delivered_at', 'is', null)
    .execute()
}

/** An item that covers a point was adopted at this office, or is not any more. */
export const coverageAdopted =
  (adopted: boolean): Reaction =>
  async (cx, event) => {
    if (!adopted && Number(event.data.remaining ?? 0) > 0) return
    await cx.db
      .updateTable('point_coverage')
      .from('piece_source')
      .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
      .whereRef('handling.submission_id', '=', 'point_coverage.submission_id')
      .where('piece_source.piece_id', '=', event.subjectId)
      .where('handling.office_id', '=', event.unitId)
      .set({ adopted })
      .execute()
    cx.tell('guidance', event.unitId)
  }
