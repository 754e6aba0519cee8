import type { Selectable } from 'kysely'
import type { Bulletin, BulletinAction, BulletinRow, BulletinStatus } from '../../contract/assessment.ts'
import { headRevision } from '../documents/index.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { sql } from 'kysely'
import { officeFor } from './office.ts'
import { bulletinMoves, canMove, isSecondPerson } from './rules/moves.ts'
import { timelineOf } from './timeline.ts'

export type BulletinRecord = Omit<Selectable<DB['bulletin']>, 'status'> & { status: BulletinStatus }

export async function loadBulletin(cx: Cx, id: string, options: { lock?: boolean } = {}) {
  let query = cx.db.selectFrom('bulletin').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as BulletinRecord | undefined
  if (!row) throw new Refusal('not_found')
  const office = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'assessment.read', 'assessment.read', office.path)
  return { ...row, office }
}

/** The bulletin, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadBulletinFor(cx: Cx, id: string, action: BulletinAction) {
  const bulletin = await loadBulletin(cx, id, { lock: true })
  requirePermission(cx, 'assessment.read', bulletinMoves[action].need, bulletin.office.path)
  if (!canMove(bulletinMoves, bulletin.status, action))
    throw new Refusal('bulletin.wrong_status', { status: bulletin.status, action })
  if (action === 'sign' && !isSecondPerson(cx.actor.personId, bulletin.editor_id))
    throw new Refusal('bulletin.own_text')
  return bulletin
}

export async function moveBulletin(cx: Cx, bulletin: BulletinRecord, change: Record<string, unknown>) {
  await cx.db
    .updateTable('bulletin')
    .set({ ...change, version: bulletin.version + 1, updated_at: cx.now })
    .where('id', '=', bulletin.id)
    .execute()
  cx.tell('assessment', bulletin.office_id)
}

const withCounts = (cx: Cx) =>
  cx.db
    .selectFrom('bulletin')
    .innerJoin('assessment_period', 'assessment_period.id', 'bulletin.period_id')
    .selectAll('bulletin')
    .select('assessment_period.name as period_name')
    .select([
      sql<number>`(select count(*)::int from bulletin_recipient r where r.bulletin_id = bulletin.id)`.as('recipients'),
      sql<number>`(select count(*)::int from bulletin_recipient r where r.bulletin_id = bulletin.id and r.read_at is not null)`.as(
        'readers',
      ),
      sql<string>`coalesce((select r.title from revision r where r.owner_id = bulletin.id order by r.number desc limit 1), '')`.as(
        'title',
      ),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withCounts>['executeTakeFirstOrThrow']>>

const rowOf = (row: Row): BulletinRow => ({
  id: row.id,
  title: row.title,
  periodName: row.period_name,
  status: row.status as BulletinStatus,
  editorName: row.editor_name,
  signerName: row.signer_name,
  releasedAt: row.released_at?.toISOString() ?? null,
  updatedAt: row.updated_at.toISOString(),
  recipientCount: row.recipients,
  readCount: row.readers,
})

export async function showBulletin(cx: Cx, id: string): Promise<Bulletin> {
  const bulletin = await loadBulletin(cx, id)
  const row = await withCounts(cx).where('bulletin.id', '=', id).executeTakeFirstOrThrow()
  const text = await headRevision(cx, id)
  const recipients = await cx.db
    .selectFrom('bulletin_recipient')
    .selectAll()
    .where('bulletin_id', '=', id)
    .orderBy('unit_name')
    .execute()
  return {
    ...rowOf(row),
    officeId: bulletin.office_id,
    officeName: bulletin.office.name,
    periodId: bulletin.period_id,
    body: text.body,
    textVersion: text.version,
    version: bulletin.version,
    digest: bulletin.digest,
    recipients: recipients.map((one) => ({
      unitName: one.unit_name,
      readAt: one.read_at?.toISOString() ?? null,
      readByName: one.read_by_name,
    })),
    timeline: await timelineOf(cx, bulletin.office_id, id),
    actions: (Object.keys(bulletinMoves) as BulletinAction[]).filter(
      (action) =>
        canMove(bulletinMoves, bulletin.status, action) &&
        can(cx.actor, bulletinMoves[action].need, bulletin.office.path) &&
        (action !== 'sign' || isSecondPerson(cx.actor.personId, bulletin.editor_id)),
    ),
  }
}

export async function listBulletins(cx: Cx, input: { cursor?: string; limit: number; officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  const all = withCounts(cx).where('bulletin.office_id', '=', office.id)
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(bulletin.updated_at, bulletin.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .orderBy('bulletin.updated_at', 'desc')
    .orderBy('bulletin.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.updated_at)
  return {
    items: shown.map(rowOf),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
