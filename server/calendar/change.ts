import type { DayKind } from '../../contract/calendar.ts'
import { mayKeepLists } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { shiftDay } from './rules/reckon.ts'

/** An office's own word on some days: a holiday of the province, duty in a flood. `kind` null takes it back. Deadlines already given stay. */
export async function setDays(
  cx: Cx,
  input: { officeId: string | null; from: string; to: string; kind: DayKind | null; name: string },
) {
  await requireKeeper(cx, input.officeId)
  const { officeId, from, to, kind, name } = input
  await cx.db
    .deleteFrom('calendar_day')
    .where('office_id', 'is not distinct from', officeId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  for (let day = from; kind !== null && day <= to; day = shiftDay(day, 1)) {
    await cx.db
      .insertInto('calendar_day')
      .values({ id: newId(), office_id: officeId, day, kind, name, set_at: cx.now, set_by: cx.actor.personId })
      .execute()
  }
  await told(cx, 'calendar.days_set', officeId, { from, to, kind, name })
  return { ok: true as const }
}

/** Says that all holidays of a year are entered, or that they are not after all. From then on its deadlines carry no warning. */
export async function confirmYear(cx: Cx, input: { year: number; officeId: string | null; confirmed: boolean }) {
  await requireKeeper(cx, input.officeId)
  const { year, officeId, confirmed } = input
  await cx.db
    .deleteFrom('calendar_year')
    .where('office_id', 'is not distinct from', officeId)
    .where('year', '=', year)
    .execute()
  if (confirmed) {
    await cx.db
      .insertInto('calendar_year')
      .values({ id: newId(), office_id: officeId, year, confirmed_at: cx.now, confirmed_by: cx.actor.personId })
      .execute()
  }
  await told(cx, 'calendar.year_confirmed', officeId, { year, confirmed })
  return { ok: true as const }
}

async function requireKeeper(cx: Cx, officeId: string | null) {
  if (!(await mayKeepLists(cx, officeId)))
    throw new Refusal('not_permitted', { need: officeId === null ? 'setting.manage' : 'catalogue.manage' })
}

async function told(cx: Cx, kind: string, officeId: string | null, data: Record<string, unknown>) {
  const unitId = officeId ?? cx.actor.unitId
  await cx.record(kind, { id: unitId, unitId }, data)
  cx.tell('calendar', '*') // every unit below an office lives by its calendar
}
