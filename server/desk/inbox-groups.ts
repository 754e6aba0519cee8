import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { InboxGrouping } from '../../contract/desk.ts'
import type { Cx } from '../platform/command.ts'
import { inTab } from './inbox-query.ts'
import type { InboxQuery } from './inbox-query.ts'
import { alike } from './rules/alike.ts'

/** So many of the newest items are held against each other; older ones are read already or decided. */
const compared = 400
const most = 60

/** 分组: what lies in a tab of the inbox, by topic (关键词), unit, urgency or likeness, the largest group first. */
export async function groupInbox(cx: Cx, input: Pick<InboxQuery, 'officeId' | 'group'> & { by: InboxGrouping }) {
  if (input.by === 'similar') {
    const items = (await alikeIn(cx, input)).map((group) => ({
      key: group[0]!.id,
      label: group[0]!.title,
      count: group.length,
    }))
    return { items: items.toSorted((a, b) => b.count - a.count).slice(0, most) }
  }
  const [key, label] = {
    topic: [sql<string>`topic`, sql<string>`topic`],
    unit: [sql<string>`source_unit_id::text`, sql<string>`max(source_unit_name)`],
    urgency: [sql<string>`urgency_code`, sql<string>`urgency_code`],
  }[input.by] as [RawBuilder<string>, RawBuilder<string>]
  const items = inTab(cx, input).select([
    'handling.source_unit_id',
    'handling.source_unit_name',
    'handling.urgency_code',
    input.by === 'topic' ? sql<string>`unnest(handling.keywords)`.as('topic') : sql<string>`''`.as('topic'),
  ])
  const rows = await cx.db
    .selectFrom(items.as('item'))
    .where(key, 'is not', null)
    .select([key.as('key'), label.as('label'), sql<string>`count(*)`.as('count')])
    .groupBy(key)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(key)
    .limit(most)
    .execute()
  return { items: rows.map((row) => ({ key: row.key, label: row.label, count: Number(row.count) })) }
}

/** The ids of the group that is named by this item. */
export async function alikeTo(cx: Cx, input: Pick<InboxQuery, 'officeId' | 'group'>, id: string): Promise<string[]> {
  const group = (await alikeIn(cx, input)).find(([first]) => first!.id === id)
  return group?.map((item) => item.id) ?? [id]
}

async function alikeIn(cx: Cx, input: Pick<InboxQuery, 'officeId' | 'group'>) {
  const newest = await inTab(cx, input)
    .select(['handling.id', 'handling.title'])
    .orderBy('handling.arrived_at', 'desc')
    .orderBy('handling.id', 'desc')
    .limit(compared)
    .execute()
  return alike(newest.toReversed()) // named by the first that came
}
