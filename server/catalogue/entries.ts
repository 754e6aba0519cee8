import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { CatalogueList } from '../../contract/catalogue.ts'

export interface Entry { code: string; name: string; data: Record<string, unknown> }

/** The entry an office uses for a code: its own, else the node's. Refuses with catalogue.unknown_value when none is active. */
export async function loadEntry(cx: Cx, officeId: string, list: CatalogueList, code: string): Promise<Entry> {
  const rows = await cx.db.selectFrom('catalogue_entry').select(['code', 'name', 'data', 'active', 'office_id'])
    .where('list', '=', list).where('code', '=', code).where((eb) => eb.or([eb('office_id', '=', officeId), eb('office_id', 'is', null)])).execute()
  const entry = rows.find((row) => row.office_id !== null) ?? rows[0]
  if (!entry?.active) throw new Refusal('catalogue.unknown_value', { list, code })
  return { code: entry.code, name: entry.name, data: (entry.data ?? {}) as Record<string, unknown> }
}

/** When a wait that starts now should end, from the urgency's hours for that wait; null when the urgency sets none. */
export async function deadlineFor(cx: Cx, officeId: string, urgencyCode: string, wait: 'reviewHours' | 'signHours' | 'receiveHours' | 'handleHours'): Promise<Date | null> {
  const hours = (await loadEntry(cx, officeId, 'urgency', urgencyCode)).data[wait]
  return typeof hours === 'number' ? new Date(cx.now.getTime() + hours * 3_600_000) : null
}
