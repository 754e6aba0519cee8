import type { z } from 'zod'
import {
  CommissionAccepted,
  CommissionAnswerWithdrawn,
  CommissionAnswered,
  CommissionDeclined,
  CommissionRead,
} from '../../contract/commissions.letters.ts'
import type { Cx, DeliveryHandler, Reaction, ReceivedLetter } from '../platform/command.ts'
import { findCommission } from './load.ts'
import type { CommissionRecord, TargetRecord } from './load.ts'
import { answersAs } from './show.ts'
import { isOnTime, standingOf } from './rules/standing.ts'
import { letterTo } from './supervise.ts'
import { aboutCommission, tellOffice } from './write.ts'

/** The target a letter speaks of, locked; a letter of another unit has no effect. */
async function targetFor(cx: Cx, letter: ReceivedLetter, taskId: string) {
  const target = (await cx.db
    .selectFrom('commission_target')
    .selectAll()
    .where('id', '=', taskId)
    .where('unit_id', '=', letter.fromUnitId)
    .forUpdate()
    .executeTakeFirst()) as TargetRecord | undefined
  const row = target && (await findCommission(cx, target.commission_id))
  return row && row.office_id === letter.toUnitId ? { target, row } : undefined
}

const aboutTarget = (row: CommissionRecord, target: TargetRecord) => ({
  ...aboutCommission(row),
  targetId: target.id,
  targetUnitId: target.unit_id,
  unitName: target.unit_name,
})

export async function hearRead(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionRead.parse(letter.body)
  const found = await targetFor(cx, letter, told.taskId)
  if (!found || found.target.read_at) return
  await cx.db
    .updateTable('commission_target')
    .set({
      read_at: told.at,
      read_by_name: told.byName,
      status: found.target.status === 'issued' ? 'read' : found.target.status,
    })
    .where('id', '=', told.taskId)
    .execute()
  tellOffice(cx, found.row)
}

async function respond(
  cx: Cx,
  letter: ReceivedLetter,
  told: z.infer<typeof CommissionAccepted> & { reason?: string },
  status: 'accepted' | 'declined',
) {
  const found = await targetFor(cx, letter, told.taskId)
  if (!found || found.target.status === 'answered') return
  const { target, row } = found
  await cx.db
    .updateTable('commission_target')
    .set({
      status,
      responded_at: told.at,
      responded_by_name: told.byName,
      decline_reason: told.reason ?? null,
      ...(target.read_at ? {} : { read_at: told.at, read_by_name: told.byName }),
    })
    .where('id', '=', target.id)
    .execute()
  await cx.record(
    `commission.${status}`,
    { id: row.id, unitId: row.office_id },
    { ...aboutTarget(row, target), reason: told.reason },
  )
  tellOffice(cx, row)
}
export const hearAccepted = (cx: Cx, letter: ReceivedLetter) =>
  respond(cx, letter, CommissionAccepted.parse(letter.body), 'accepted')
export const hearDeclined = (cx: Cx, letter: ReceivedLetter) =>
  respond(cx, letter, CommissionDeclined.parse(letter.body), 'declined')

/** A unit answered. The office judges by its own deadline whether in time; what comes late is taken and marked. */
export async function hearAnswered(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionAnswered.parse(letter.body)
  const found = await targetFor(cx, letter, told.taskId)
  if (!found) return
  await takeAnswer(cx, found.row, found.target, told, told)
}

/** An answer is noted and judged. `told`: the unit said so itself, which shows that it was read there. */
export async function takeAnswer(
  cx: Cx,
  row: CommissionRecord,
  target: TargetRecord,
  item: { submissionId: string; title: string; sentAt: string },
  told?: { at: string; byName: string },
): Promise<void> {
  const sentAt = new Date(item.sentAt)
  const answer = { title: item.title, sent_at: sentAt, on_time: isOnTime(sentAt, row.due_at!), withdrawn_at: null }
  await cx.db
    .insertInto('commission_answer')
    .values({ target_id: target.id, submission_id: item.submissionId, ...answer })
    .onConflict((oc) => oc.columns(['target_id', 'submission_id']).doUpdateSet(answer))
    .execute()
  await settleTarget(cx, target, told)
  await cx.record(
    'commission.answered',
    { id: row.id, unitId: row.office_id },
    {
      ...aboutTarget(row, target),
      submissionId: item.submissionId,
      itemTitle: item.title,
      sentAt: item.sentAt,
      onTime: answer.on_time,
      lateHours: answer.on_time ? 0 : Math.ceil((sentAt.getTime() - row.due_at!.getTime()) / 3_600_000),
      isFirst: target.status !== 'answered',
    },
  )
  tellOffice(cx, row)
}

export async function hearAnswerWithdrawn(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const told = CommissionAnswerWithdrawn.parse(letter.body)
  const found = await targetFor(cx, letter, told.taskId)
  if (!found) return
  const taken = await cx.db
    .updateTable('commission_answer')
    .set({ withdrawn_at: told.at })
    .where('target_id', '=', told.taskId)
    .where('submission_id', '=', told.submissionId)
    .where('withdrawn_at', 'is', null)
    .returning('title')
    .executeTakeFirst()
  if (!taken) return
  await settleTarget(cx, found.target, told)
  await cx.record(
    'commission.answer_withdrawn',
    { id: found.row.id, unitId: found.row.office_id },
    { ...aboutTarget(found.row, found.target), submissionId: told.submissionId, itemTitle: taken.title },
  )
  tellOffice(cx, found.row)
}

async function settleTarget(cx: Cx, target: TargetRecord, told?: { at: string; byName: string }): Promise<void> {
  const answers = await cx.db
    .selectFrom('commission_answer')
    .select(['sent_at', 'withdrawn_at', 'on_time', 'adopted_at'])
    .where('target_id', '=', target.id)
    .execute()
  const standing = standingOf(
    answers.map((row) => ({ sentAt: row.sent_at, withdrawn: row.withdrawn_at !== null, onTime: row.on_time })),
  )
  await cx.db
    .updateTable('commission_target')
    .set({
      status: standing ? 'answered' : 'accepted',
      answered_at: standing?.answeredAt ?? null,
      on_time: standing?.onTime ?? null,
      decline_reason: null,
      ...(target.read_at || !told ? {} : { read_at: told.at, read_by_name: told.byName }),
    })
    .where('id', '=', target.id)
    .execute()
}

/** The other node's signed receipt: the commission lies at the unit. */
export const hearDelivered: DeliveryHandler = async (cx, { letterIds, at }) => {
  const rows = await cx.db
    .updateTable('commission_target')
    .from('commission')
    .whereRef('commission.id', '=', 'commission_target.commission_id')
    .where('letter_id', 'in', letterIds)
    .where('delivered_at', 'is', null)
    .set({ delivered_at: at })
    .returning('commission.office_id')
    .execute()
  for (const officeId of new Set(rows.map((row) => row.office_id))) cx.tell('commissions', officeId)
}

/** 采用: an answer that was used, or is not used after all. The unit is told. */
const markAdopted =
  (adopted: boolean): Reaction =>
  async (cx, event) => {
    if (!adopted && Number(event.data.remaining ?? 0) > 0) return
    const answers = await cx.db
      .selectFrom('piece_source')
      .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
      .innerJoin('commission_answer', (join) => join.on(answersAs))
      .innerJoin('commission_target', 'commission_target.id', 'commission_answer.target_id')
      .innerJoin('commission', 'commission.id', 'commission_target.commission_id')
      .select(['commission_answer.target_id', 'commission_answer.submission_id', 'commission.id as commission_id'])
      .where('piece_source.piece_id', '=', event.subjectId)
      .where('commission.office_id', '=', event.unitId)
      .execute()
    const publicationName = String(event.data.publicationName ?? '')
    for (const answer of answers) {
      await cx.db
        .updateTable('commission_answer')
        .set({ adopted_at: adopted ? cx.now : null, adopted_in: adopted ? publicationName : null })
        .where('target_id', '=', answer.target_id)
        .where('submission_id', '=', answer.submission_id)
        .execute()
      const first = await cx.db
        .selectFrom('commission_answer')
        .select((eb) => eb.fn.min('adopted_at').as('at'))
        .where('target_id', '=', answer.target_id)
        .executeTakeFirst()
      const target = (await cx.db
        .updateTable('commission_target')
        .set({ adopted_at: first?.at ?? null })
        .where('id', '=', answer.target_id)
        .returningAll()
        .executeTakeFirstOrThrow()) as TargetRecord
      const row = (await findCommission(cx, answer.commission_id))!
      await letterTo(cx, row, target, 'commission.adopted', {
        submissionId: answer.submission_id,
        adopted,
        publicationName,
      })
      tellOffice(cx, row)
    }
  }
export const answerAdopted = markAdopted(true)
export const answerUnadopted = markAdopted(false)
