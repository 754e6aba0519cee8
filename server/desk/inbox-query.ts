import type { InboxGroup } from '../../contract/desk.ts'
import { within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { groups } from './rules/life.ts'

export interface InboxQuery {
  cursor?: string
  limit: number
  officeId?: string
  group: InboxGroup
  unitId?: string
  urgency?: string[]
  category?: string[]
  arrivedFrom?: string
  arrivedTo?: string
  unread: boolean
  search?: string
  topic?: string
  /** The items of the group of alike ones that this item names. */
  alikeTo?: string
  sort: 'arrived' | 'due' | 'urgency'
}

/** What lies in these offices, as far as the actor may read it. */
export const inOffices = (cx: Cx, officeId: string | undefined) => {
  const query = cx.db.selectFrom('handling').where(within(cx.actor, 'handling.read', 'handling.office_id'))
  return officeId === undefined ? query : query.where('handling.office_id', '=', officeId)
}

/** What lies in one tab of the inbox. */
export function inTab(cx: Cx, { officeId, group }: Pick<InboxQuery, 'officeId' | 'group'>) {
  const query = inOffices(cx, officeId)
  return group === 'all' ? query : query.where('handling.status', 'in', [...groups[group]])
}
