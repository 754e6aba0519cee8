import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'

/** My notices, newest first. */
export async function listNotices(cx: Cx, input: { cursor?: string; limit: number; unread: boolean }) {
  let mine = cx.db.selectFrom('notice').selectAll().where('person_id', '=', cx.actor.personId)
  if (input.unread) mine = mine.where('read_at', 'is', null)
  const cursor = readCursor(input.cursor)
  const page = cursor ? mine.where(sql<boolean>`(at, id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`) : mine
  const rows = await page
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.at)
  const count = cursor ? { total: null, totalCapped: false } : await cappedCount(mine)
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      subjectId: row.subject_id,
      data: row.data as Record<string, unknown>,
      at: row.at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
    nextCursor,
    ...count,
  }
}

export async function countUnread(cx: Cx): Promise<{ count: number }> {
  const row = await cx.db
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', cx.actor.personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count) }
}

/** Marks these, or all, as read. Other people's notices are not touched whatever ids are named. */
export async function readNotices(cx: Cx, input: { ids?: string[] }) {
  let mine = cx.db
    .updateTable('notice')
    .set({ read_at: cx.now })
    .where('person_id', '=', cx.actor.personId)
    .where('read_at', 'is', null)
  if (input.ids) mine = mine.where('id', 'in', input.ids.length > 0 ? input.ids : [cx.actor.personId])
  await mine.execute()
  cx.tell('home', cx.actor.personId)
  return { ok: true as const }
}
