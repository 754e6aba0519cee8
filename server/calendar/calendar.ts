import { sql } from 'kysely'
import type { DayKind, Span } from '../../contract/calendar.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { isWeekend, publishedDay, publishedYear } from './published.ts'
import { deadline as reckon } from './rules/reckon.ts'
import type { Calendar, Deadline } from './rules/reckon.ts'

/** The calendar a unit lives by: what is published, corrected by the node, by the offices above it and by itself; the nearest word counts. */
export async function calendarOf(cx: Cx, unitId: string | null): Promise<Calendar> {
  const path = unitId ? (await loadUnit(cx, unitId)).path : '/'
  const corrections = await correctionsFor(cx, path)
  const confirmed = await yearsConfirmedFor(cx, path)
  return {
    isWorking(day) {
      const kind = corrections.get(day) ?? publishedDay(day)?.kind
      return kind ? kind === 'work' : !isWeekend(day)
    },
    knows: (year) => confirmed.has(year) || publishedYear(year),
  }
}

/** When a span that begins at `from` ends for this unit. `missingYears` is not empty when holidays on the way are not known: show it. */
export async function deadline(cx: Cx, unitId: string, span: Span, from: Date = cx.now): Promise<Deadline> {
  return reckon(await calendarOf(cx, unitId), span, from)
}

/** The end of the day `amount` working days after `from`. */
export async function addWorkingDays(cx: Cx, unitId: string, amount: number, from: Date = cx.now): Promise<Deadline> {
  return deadline(cx, unitId, { amount, unit: 'days', count: 'working' }, from)
}

async function correctionsFor(cx: Cx, path: string): Promise<Map<string, DayKind>> {
  const rows = await cx.db
    .selectFrom('calendar_day')
    .leftJoin('unit', 'unit.id', 'calendar_day.office_id')
    .select(['calendar_day.day', 'calendar_day.kind'])
    .where((eb) => eb.or([eb('office_id', 'is', null), sql<boolean>`starts_with(${path}, unit.path)`]))
    .orderBy(sql`length(unit.path)`, (order) => order.asc().nullsFirst())
    .execute()
  return new Map(rows.map((row) => [row.day, row.kind as DayKind])) // later rows are nearer: they win
}

async function yearsConfirmedFor(cx: Cx, path: string): Promise<Set<number>> {
  const rows = await cx.db
    .selectFrom('calendar_year')
    .leftJoin('unit', 'unit.id', 'calendar_year.office_id')
    .select('calendar_year.year')
    .where((eb) => eb.or([eb('office_id', 'is', null), sql<boolean>`starts_with(${path}, unit.path)`]))
    .execute()
  return new Set(rows.map((row) => row.year))
}
