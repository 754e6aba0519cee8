import { canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'

/** More views than this nobody finds again. */
const most = 30

/** 常用视图: a person's own named filters of the inbox. A name used again is the same view with new filters. */
export async function saveView(cx: Cx, input: { name: string; ask: string }) {
  if (!canSomewhere(cx.actor, 'handling.read')) throw new Refusal('not_permitted', { need: 'handling.read' })
  const own = await listViews(cx)
  if (own.items.length >= most && !own.items.some((view) => view.name === input.name))
    throw new Refusal('inbox.too_many_views', { limit: most })
  const change = { ask: input.ask, saved_at: cx.now }
  await cx.db
    .insertInto('inbox_view')
    .values({ id: newId(), person_id: cx.actor.personId, name: input.name, ...change })
    .onConflict((oc) => oc.columns(['person_id', 'name']).doUpdateSet(change))
    .execute()
  cx.tell('desk', cx.actor.personId)
  return listViews(cx)
}

export async function dropView(cx: Cx, input: { id: string }) {
  await cx.db.deleteFrom('inbox_view').where('id', '=', input.id).where('person_id', '=', cx.actor.personId).execute()
  cx.tell('desk', cx.actor.personId)
  return listViews(cx)
}

export async function listViews(cx: Cx) {
  const items = await cx.db
    .selectFrom('inbox_view')
    .select(['id', 'name', 'ask'])
    .where('person_id', '=', cx.actor.personId)
    .orderBy('name')
    .execute()
  return { items }
}
