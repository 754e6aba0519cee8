import { ItemSent } from '../../contract/letters.ts'
import { loadEntry } from '../catalogue/index.ts'
import { digestOf, headRevision, saveText, sealText, startText } from '../documents/index.ts'
import { witnessKeyOf } from '../exchange/index.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { filesOf, hangFiles } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { checkSignOff } from '../platform/personal-signature.ts'
import { Refusal } from '../platform/refusal.ts'
import { secretMarkIn } from '../wording/index.ts'
import type { HandlingRecord } from './load-handling.ts'
import { writeMove } from './move-handling.ts'
import { canMove } from './rules/life.ts'

/**
 * Letter item.sent: an item arrives at the office. Its text is kept sealed, exactly as it was signed; nothing is taken in that
 * was not signed off by its unit, letter by letter. The same letter twice is one item; a rejected item sent again opens it anew.
 */
export async function receiveItem(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const item = ItemSent.parse(letter.body)
  await verify(cx, letter, item)
  const office = await loadUnit(cx, letter.toUnitId)
  if (!office.isOffice) throw new Refusal('letter.unknown_receiver', { unitId: office.id })

  const row = { ...(await columns(cx, office.id, item)), arrived_at: cx.now, updated_at: cx.now }
  const text = { title: item.title, body: item.body }
  const id = newId()
  const inserted = await cx.db
    .insertInto('handling')
    .values({
      id,
      office_id: office.id,
      source_unit_id: item.unitId,
      submission_id: item.submissionId,
      ...row,
      characters: 0,
    })
    .onConflict((oc) => oc.columns(['office_id', 'submission_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return receiveAgain(cx, letter, item, row)

  const { characters } = await startText(cx, id, text)
  await sealText(cx, id)
  await cx.db.updateTable('handling').set({ characters }).where('id', '=', id).execute()
  await keepFiles(cx, letter, item, id)
  await cx.record(
    'handling.arrived',
    { id, unitId: office.id },
    {
      title: item.title,
      fromUnitId: item.unitId,
      fromUnitName: item.unitName,
      urgencyCode: item.urgencyCode,
      submissionId: item.submissionId,
    },
  )
  cx.tell('desk', office.id)
}

/** Rejected or withdrawn and sent again: open anew. Sent again to an office that still works on it: the new text lies on top, unread. */
async function receiveAgain(
  cx: Cx,
  letter: ReceivedLetter,
  item: ItemSent,
  row: Awaited<ReturnType<typeof columns>> & { arrived_at: Date; updated_at: Date },
) {
  const officeId = letter.toUnitId
  const handling = (await cx.db
    .selectFrom('handling')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('submission_id', '=', item.submissionId)
    .forUpdate()
    .executeTakeFirstOrThrow()) as HandlingRecord
  const head = await headRevision(cx, handling.id)
  const reopens = canMove(handling.status, 'resend')
  if (!reopens && head.digest === item.digest) return // the same letter again
  const { characters } = await saveText(cx, handling.id, {
    title: item.title,
    body: item.body,
    baseVersion: head.version,
  })
  await sealText(cx, handling.id)
  await keepFiles(cx, letter, item, handling.id)
  await cx.db.deleteFrom('handling_read').where('handling_id', '=', handling.id).execute()
  const about = {
    title: item.title,
    fromUnitId: item.unitId,
    fromUnitName: item.unitName,
    urgencyCode: item.urgencyCode,
    submissionId: item.submissionId,
  }
  if (reopens) {
    await writeMove(cx, handling, 'resend', {
      ...row,
      characters,
      received_at: null,
      received_by: null,
      received_by_name: null,
      reason_code: null,
      reason_text: null,
      advice: null,
      may_resend: null,
      decided_at: null,
      decided_by_name: null,
    })
    return cx.record('handling.resent', { id: handling.id, unitId: officeId }, about)
  }
  const { title, sign_off, secrecy_review, keywords, provenance } = row
  await cx.db
    .updateTable('handling')
    .set({
      title,
      sign_off,
      secrecy_review,
      keywords,
      provenance,
      characters,
      version: handling.version + 1,
      updated_at: cx.now,
    })
    .where('id', '=', handling.id)
    .execute()
  await cx.record('handling.renewed', { id: handling.id, unitId: officeId }, about)
  cx.tell('desk', officeId)
}

/** Text, statement and signature must agree; the statement must be the sender's own, witnessed by the key of the node it lives on. */
async function verify(cx: Cx, letter: ReceivedLetter, item: ItemSent) {
  const { statement, keyId, publicKeyPem } = item.signOff
  const digest = digestOf({ title: item.title, body: item.body })
  if (digest !== item.digest || digest !== statement.digest) throw new Refusal('handling.tampered')
  if ((await witnessKeyOf(cx, item.unitId, keyId)) !== publicKeyPem)
    throw new Refusal('handling.unknown_key', { keyId })
  if (!(await checkSignOff(item.signOff)).holds) throw new Refusal('handling.tampered')
  if (
    statement.unitId !== item.unitId ||
    statement.submissionId !== item.submissionId ||
    item.unitId !== letter.fromUnitId
  )
    throw new Refusal('handling.not_signed_by_unit', { unitName: item.unitName })
  const mark = secretMarkIn({ title: item.title, body: item.body })
  if (mark !== null) throw new Refusal('handling.secrecy_mark', { mark })
}

/** The attachments, and the pictures in the text: those of an earlier text stay, its revision still shows them. */
async function keepFiles(cx: Cx, letter: ReceivedLetter, item: ItemSent, handlingId: string) {
  const attached = item.attachments.map((file) => file.id)
  const before = (await filesOf(cx, 'handlingText', handlingId)).map((file) => file.id)
  const shown = letter.fileIds.filter((id) => !attached.includes(id) && !before.includes(id))
  await hangFiles(
    cx,
    'handling',
    handlingId,
    attached.filter((id) => letter.fileIds.includes(id)),
  )
  if (shown.length > 0) await hangFiles(cx, 'handlingText', handlingId, [...before, ...shown])
}

async function columns(cx: Cx, officeId: string, item: ItemSent) {
  await loadEntry(cx, officeId, 'classification', item.classificationCode)
  return {
    source_unit_name: item.unitName,
    title: item.title,
    category_code: item.categoryCode,
    genre_code: item.genreCode,
    ...(await queueColumns(cx, officeId, item.urgencyCode, 'receiveHours')),
    classification_code: item.classificationCode,
    keywords: item.keywords,
    is_major: item.isMajor,
    author_name: item.authorName,
    author_phone: item.authorPhone,
    sign_off: json(item.signOff),
    secrecy_review: json(item.secrecyReview),
    provenance: json(item.provenance),
    follow_up_of: item.followUpOf,
    follow_up_number: item.followUpNumber,
    sent_at: new Date(item.sentAt),
  }
}

/** What the urgency makes of the queue: the deadline of the wait that starts now, and the place in the order by urgency. */
export async function queueColumns(
  cx: Cx,
  officeId: string,
  urgencyCode: string,
  wait: 'receiveHours' | 'handleHours',
) {
  const { data } = await loadEntry(cx, officeId, 'urgency', urgencyCode)
  const hours = (name: string) => (typeof data[name] === 'number' ? data[name] : null)
  const waits = hours(wait)
  return {
    urgency_code: urgencyCode,
    urgency_hours: hours('handleHours') ?? 8760,
    due_at: waits === null ? null : new Date(cx.now.getTime() + waits * 3_600_000),
  }
}
