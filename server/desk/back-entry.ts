import type { Body } from '../../contract/body.ts'
import type { HandlingStatus } from '../../contract/desk.ts'
import { loadEntry } from '../catalogue/index.ts'
import { sealText, startText } from '../documents/index.ts'
import { loadUnit } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { linkFiles } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { secretMarkIn } from '../wording/index.ts'
import { handlingActions } from './load-handling.ts'
import { linkPictures } from './pictures.ts'
import { queueColumns } from './receive-item.ts'

export interface BackEntry {
  id?: string
  officeId: string
  channel: string
  sourceUnitId: string | null
  sourceUnitName: string
  title: string
  body: Body
  categoryCode: string | null
  urgencyCode: string
  classificationCode: string
  authorName: string
  authorPhone: string
  fileIds: string[]
}

/** 补录: an item that came by phone, fax, mail or on paper. Received at once, and marked with who recorded it. */
export async function backEntry(cx: Cx, input: BackEntry) {
  const office = await loadUnit(cx, input.officeId)
  requirePermission(cx, 'handling.read', 'handling.edit', office.path)
  const source = input.sourceUnitId === null ? null : await loadUnit(cx, input.sourceUnitId)
  const sourceName = source?.name ?? input.sourceUnitName.trim()
  if (sourceName === '') throw new Refusal('handling.source_missing')
  const mark = secretMarkIn(input)
  if (mark !== null) throw new Refusal('handling.secrecy_mark', { mark })
  await loadEntry(cx, office.id, 'channel', input.channel)
  await loadEntry(cx, office.id, 'classification', input.classificationCode)
  if (input.categoryCode !== null) await loadEntry(cx, office.id, 'category', input.categoryCode)

  const id = input.id ?? newId()
  const again = await cx.db
    .selectFrom('handling')
    .select(['status', 'recorded_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (again) {
    // the answer to the first saving got lost
    if (again.recorded_by !== cx.actor.personId) throw new Refusal('not_permitted', { need: 'handling.edit' })
    const status = again.status as HandlingStatus
    return { id, status, actions: handlingActions(cx.actor, office.path, { status }) }
  }
  const text = await startText(cx, id, { title: input.title, body: input.body })
  await sealText(cx, id)
  await cx.db
    .insertInto('handling')
    .values({
      id,
      office_id: office.id,
      source_unit_id: source?.id ?? null,
      source_unit_name: sourceName,
      submission_id: null,
      channel: input.channel,
      status: 'received',
      title: input.title,
      characters: text.characters,
      category_code: input.categoryCode,
      classification_code: input.classificationCode,
      ...(await queueColumns(cx, office.id, input.urgencyCode, 'handleHours')),
      author_name: input.authorName,
      author_phone: input.authorPhone,
      arrived_at: cx.now,
      received_at: cx.now,
      received_by: cx.actor.personId,
      received_by_name: cx.actor.name,
      recorded_by: cx.actor.personId,
      updated_at: cx.now,
    })
    .execute()
  await cx.db
    .insertInto('handling_read')
    .values({ handling_id: id, person_id: cx.actor.personId, first_read_at: cx.now })
    .execute()
  await linkFiles(cx, 'handling', id, input.fileIds)
  await linkPictures(cx, 'handlingText', id, input.body)
  await cx.record(
    'handling.back_entered',
    { id, unitId: office.id },
    { title: input.title, fromUnitName: sourceName, channel: input.channel },
  )
  cx.tell('desk', office.id)
  return { id, status: 'received' as const, actions: handlingActions(cx.actor, office.path, { status: 'received' }) }
}
