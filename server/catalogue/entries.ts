import type { CatalogueList } from '../../contract/catalogue.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'

export interface Entry {
  code: string
  name: string
  data: Record<string, unknown>
}

/** The entry an office uses for a code: its own, else the node's. Refuses with catalogue.unknown_value when none is active. */
export async function loadEntry(cx: Cx, officeId: string, list: CatalogueList, code: string): Promise<Entry> {
  const entry = await findEntry(cx, officeId, list, code)
  if (!entry?.active) throw new Refusal('catalogue.unknown_value', { list, code })
  return { code: entry.code, name: entry.name, data: entry.data }
}

/** What an office calls a code, also one no longer in use: for what was written while it was. Empty when nobody here knows it. */
export const entryName = async (cx: Cx, officeId: string, list: CatalogueList, code: string): Promise<string> =>
  (await findEntry(cx, officeId, list, code))?.name ?? ''

async function findEntry(
  cx: Cx,
  officeId: string,
  list: CatalogueList,
  code: string,
): Promise<(Entry & { active: boolean }) | undefined> {
  const rows = await cx.db
    .selectFrom('catalogue_entry')
    .select(['code', 'name', 'data', 'active', 'office_id'])
    .where('list', '=', list)
    .where('code', '=', code)
    .where((eb) => eb.or([eb('office_id', '=', officeId), eb('office_id', 'is', null)]))
    .execute()
  const row = rows.find(({ office_id }) => office_id !== null) ?? rows[0]
  return (
    row && { code: row.code, name: row.name, active: row.active, data: (row.data ?? {}) as Record<string, unknown> }
  )
}

/**
 * When a wait that starts now should end, from the urgency's hours for that wait; null when the urgency sets none,
 * or when this office does not know the urgency: what another office wrote must not be refused for its word.
 */
export async function deadlineFor(
  cx: Cx,
  officeId: string,
  urgencyCode: string,
  wait: 'reviewHours' | 'signHours' | 'receiveHours' | 'handleHours',
): Promise<Date | null> {
  const hours = (await findEntry(cx, officeId, 'urgency', urgencyCode))?.data[wait]
  return typeof hours === 'number' ? new Date(cx.now.getTime() + hours * 3_600_000) : null
}
