import type { DayKind, SpecialDay } from '../../contract/calendar.ts'
import { mayKeepLists } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { publishedDay, publishedYear } from './published.ts'
import { shiftDay } from './rules/reckon.ts'

/** A year as an office has it: the published days, and in their place what the node or the office has set. */
export async function showYear(cx: Cx, { year, officeId = null }: { year: number; officeId?: string | null }) {
  const special = new Map<string, SpecialDay>()
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = shiftDay(day, 1)) {
    const published = publishedDay(day)
    if (published) special.set(day, { day, ...published, source: 'published' })
  }
  for (const row of await setByOffices(cx, year, officeId)) {
    const source = row.office_id ? 'office' : 'node'
    special.set(row.day, { day: row.day, kind: row.kind as DayKind, name: row.name, source })
  }
  const confirmed = await cx.db
    .selectFrom('calendar_year')
    .select('id')
    .where('year', '=', year)
    .where((eb) => eb.or([eb('office_id', 'is', null), eb('office_id', 'is not distinct from', officeId)]))
    .executeTakeFirst()
  return {
    year,
    knownBy: publishedYear(year) ? ('published' as const) : confirmed ? ('confirmed' as const) : null,
    days: [...special.values()].sort((one, other) => (one.day < other.day ? -1 : 1)),
    mayChange: await mayKeepLists(cx, officeId),
  }
}

/** The node's rows first, so that the office's own take their place. */
const setByOffices = (cx: Cx, year: number, officeId: string | null) =>
  cx.db
    .selectFrom('calendar_day')
    .select(['office_id', 'day', 'kind', 'name'])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .where((eb) => eb.or([eb('office_id', 'is', null), eb('office_id', 'is not distinct from', officeId)]))
    .orderBy('office_id', (order) => order.asc().nullsFirst())
    .execute()
