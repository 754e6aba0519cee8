import type { Body } from '../../contract/body.ts'
import { bodyText } from '../documents/index.ts'
import { nextReminderAt, recipientsOf } from '../commissions/index.ts'
import { deliveredAt, sendLetter } from '../exchange/index.ts'
import { dayOf } from '../organisations/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { writePaper } from './draft.ts'
import { findPaper, labelOf, loadPaperFor } from './load.ts'
import type { PaperRecord } from './load.ts'
import { pointsOf, showPaper } from './show.ts'

/** 签发印发: exactly what the signer saw goes down to every unit, whole. An adoption report asks for the password again. */
export async function issuePaper(cx: Cx, input: { id: string; version: number }) {
  const draft = await loadPaperFor(cx, input.id, 'issue', input.version)
  if (draft.kind === 'adoption') requireFreshProof(cx)
  const points = await pointsOf(cx, draft.id)
  const missing = [
    ...(draft.title.trim() === '' ? ['title'] : []),
    ...(draft.kind !== 'points' && bodyText(draft.body as unknown as Body).trim() === '' ? ['body'] : []),
    ...(draft.kind === 'points' && points.length === 0 ? ['points'] : []),
  ]
  if (missing.length > 0) throw new Refusal('guidance.incomplete', { missing })
  if (draft.read_by && draft.read_by <= cx.now) throw new Refusal('guidance.read_by_over')
  const recipients = await recipientsOf(cx, draft.office_id, { unitIds: draft.unit_ids, groupIds: draft.group_ids })
  if (recipients.length === 0) throw new Refusal('guidance.no_recipients')

  const year = Number(dayOf(cx.now).slice(0, 4))
  await writePaper(cx, draft, {
    status: 'issued',
    year,
    number: await nextNumber(cx, draft, year),
    issued_at: cx.now,
    signer_name: cx.actor.name,
    next_reminder_at: draft.read_by && (await nextReminderAt(cx, draft.office_id, draft.read_by)),
  })
  const paper = (await findPaper(cx, draft.id))!
  const letter = {
    paperId: paper.id,
    kind: paper.kind,
    officeName: paper.officeName,
    label: labelOf(paper)!,
    title: paper.title,
    body: paper.body as unknown as Body,
    periodFrom: paper.period_from,
    periodTo: paper.period_to,
    readBy: paper.read_by?.toISOString() ?? null,
    points: points.map(({ id, text, detail, based_on }) => ({ id, text, detail, basedOn: based_on })),
    signerName: cx.actor.name,
    issuedAt: cx.now.toISOString(),
    files: await filesOf(cx, 'paper', paper.id),
  }
  for (const unit of recipients) {
    const id = newId()
    await cx.db
      .insertInto('paper_recipient')
      .values({ id, paper_id: paper.id, unit_id: unit.id, unit_name: unit.name, letter_id: id })
      .execute()
    const letterId = await sendLetter(cx, {
      kind: 'guidance.issued',
      fromUnitId: paper.office_id,
      toUnitId: unit.id,
      objectId: id,
      body: { ...letter, receiptId: id },
      priority: 2,
    })
    await cx.db
      .updateTable('paper_recipient')
      .set({ letter_id: letterId, delivered_at: await deliveredAt(cx, letterId) })
      .where('id', '=', id)
      .execute()
  }
  await cx.record(
    'guidance.issued',
    { id: paper.id, unitId: paper.office_id },
    { title: paper.title, paperKind: paper.kind, label: labelOf(paper), unitIds: recipients.map((unit) => unit.id) },
  )
  return showPaper(cx, paper)
}

/** 撤回: it stays readable below, marked, with the reason. */
export async function withdrawPaper(cx: Cx, input: { id: string; reason: string }) {
  const paper = await loadPaperFor(cx, input.id, 'withdraw')
  await writePaper(cx, paper, { status: 'withdrawn', withdrawn_at: cx.now, withdraw_reason: input.reason })
  const recipients = await cx.db
    .selectFrom('paper_recipient')
    .innerJoin('unit', 'unit.id', 'paper_recipient.unit_id')
    .select(['paper_recipient.id', 'paper_recipient.unit_id'])
    .where('paper_id', '=', paper.id)
    .where('unit.valid_to', 'is', null)
    .execute()
  for (const { id, unit_id } of recipients)
    await sendLetter(cx, {
      kind: 'guidance.withdrawn',
      fromUnitId: paper.office_id,
      toUnitId: unit_id,
      objectId: id,
      body: { receiptId: id, at: cx.now.toISOString(), byName: cx.actor.name, reason: input.reason },
    })
  await cx.record(
    'guidance.withdrawn',
    { id: paper.id, unitId: paper.office_id },
    { title: paper.title, paperKind: paper.kind, reason: input.reason },
  )
  return showPaper(cx, (await findPaper(cx, paper.id))!)
}

async function nextNumber(cx: Cx, paper: PaperRecord, year: number): Promise<number> {
  await cx.db.selectFrom('unit').select('id').where('id', '=', paper.office_id).forUpdate().execute()
  const last = await cx.db
    .selectFrom('paper')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('office_id', '=', paper.office_id)
    .where('kind', '=', paper.kind)
    .where('year', '=', year)
    .executeTakeFirst()
  return (last?.last ?? 0) + 1
}
