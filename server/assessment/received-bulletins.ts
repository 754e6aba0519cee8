import { sql } from 'kysely'
import { BulletinIssued, BulletinRead } from '../../contract/assessment.letters.ts'
import type { Body } from '../../contract/body.ts'
import { sendLetter } from '../exchange/index.ts'
import { loadUnit } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import { within } from '../platform/access.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'

/** A bulletin arrives at a unit: kept whole, since the office may stand on another node. */
export async function hearBulletin(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const body = BulletinIssued.parse(letter.body)
  const id = newId()
  const inserted = await cx.db
    .insertInto('bulletin_copy')
    .values({
      id,
      bulletin_id: body.bulletinId,
      unit_id: letter.toUnitId,
      office_id: letter.fromUnitId,
      office_name: body.officeName,
      title: body.title,
      body: json(body.body),
      signer_name: body.signerName,
      released_at: new Date(body.releasedAt),
      own: json(body.own),
    })
    .onConflict((oc) => oc.columns(['bulletin_id', 'unit_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return
  await cx.record(
    'bulletin.received',
    { id, unitId: letter.toUnitId },
    { title: body.title, officeName: body.officeName },
  )
  cx.tell('assessment', letter.toUnitId)
}

/** The read mark arrives at the office; the first reader of a unit counts. */
export async function hearBulletinRead(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const body = BulletinRead.parse(letter.body)
  await cx.db
    .updateTable('bulletin_recipient')
    .set({ read_at: new Date(body.readAt), read_by_name: body.readByName })
    .where('bulletin_id', '=', body.bulletinId)
    .where('unit_id', '=', letter.fromUnitId)
    .where('read_at', 'is', null)
    .execute()
  cx.tell('assessment', letter.toUnitId)
}

interface Own {
  points: number
  rank: number | null
}

export async function listReceived(cx: Cx, input: { cursor?: string; limit: number; unread?: boolean }) {
  let all = cx.db.selectFrom('bulletin_copy').where(within(cx.actor, 'assessment.readOwn', 'bulletin_copy.unit_id'))
  if (input.unread) all = all.where('read_at', 'is', null)
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(released_at, id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .select(['id', 'title', 'office_name', 'released_at', 'read_at', 'own'])
    .orderBy('released_at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.released_at)
  return {
    items: shown.map(viewOf),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

const viewOf = (row: {
  id: string
  title: string
  office_name: string
  released_at: Date
  read_at: Date | null
  own: unknown
}) => {
  const own = row.own as Own | null
  return {
    id: row.id,
    title: row.title,
    officeName: row.office_name,
    releasedAt: row.released_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
    points: own?.points ?? null,
    rank: own?.rank ?? null,
  }
}

/** 阅读: the first reading of the unit is told to the office. */
export async function readBulletin(cx: Cx, input: { id: string }) {
  const row = await loadCopy(cx, input.id)
  if (row.read_at === null) {
    await cx.db
      .updateTable('bulletin_copy')
      .set({ read_at: cx.now, read_by_name: cx.actor.name })
      .where('id', '=', row.id)
      .execute()
    await cx.record('bulletin.read', { id: row.id, unitId: row.unit_id }, { title: row.title })
    await sendLetter(cx, {
      kind: 'bulletin.read',
      fromUnitId: row.unit_id,
      toUnitId: row.office_id,
      objectId: row.bulletin_id,
      body: { bulletinId: row.bulletin_id, readByName: cx.actor.name, readAt: cx.now.toISOString() },
    })
    cx.tell('assessment', row.unit_id)
  }
  return {
    ...viewOf({ ...row, read_at: row.read_at ?? cx.now }),
    body: row.body as unknown as Body,
    signerName: row.signer_name,
  }
}

/** One received bulletin of a unit where the actor may read what is its own. */
export async function loadCopy(cx: Cx, id: string) {
  const row = await cx.db.selectFrom('bulletin_copy').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  requirePermission(cx, 'assessment.readOwn', 'assessment.readOwn', (await loadUnit(cx, row.unit_id)).path)
  return row
}
