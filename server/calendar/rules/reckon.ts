import type { Span } from '../../../contract/calendar.ts'

/** What a calendar knows: is this day worked, and have the holidays of this year been told? Days are 'yyyy-mm-dd' in Asia/Shanghai. */
export interface Calendar {
  isWorking(day: string): boolean
  knows(year: number): boolean
}

/** `missingYears`: years between the beginning and the end whose holidays are not known; the deadline may be wrong by them. */
export interface Deadline {
  at: Date
  missingYears: number[]
}

const dayLength = 86_400_000
const shanghai = 8 * 3_600_000 // no summer time since 1991

/** The day in Shanghai at this instant. */
const dayIn = (at: Date): string => new Date(at.getTime() + shanghai).toISOString().slice(0, 10)

/** The last second of a day in Shanghai: a deadline "in three days" ends with the third day. */
export const endOfDay = (day: string): Date => new Date(Date.parse(day) + dayLength - 1000 - shanghai)

export const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * dayLength).toISOString().slice(0, 10)

/** The same day of a later month, or the last one of that month: one month after 31 January is 28 February. */
export function shiftMonths(day: string, by: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + by, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The first working day that is not before `day`. */
function nextWorkingDay(calendar: Calendar, day: string): string {
  let next = day
  while (!calendar.isWorking(next)) next = shiftDay(next, 1)
  return next
}

/** The day `amount` working days after `from`, which itself does not count. 0 is the day itself, or the next one that is worked. */
function addWorkingDays(calendar: Calendar, from: string, amount: number): string {
  let day = amount === 0 ? nextWorkingDay(calendar, from) : from
  for (let left = amount; left > 0; left--) day = nextWorkingDay(calendar, shiftDay(day, 1))
  return day
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  let count = 0
  for (let day = shiftDay(from, 1); day <= to; day = shiftDay(day, 1)) if (calendar.isWorking(day)) count++
  return count
}

/**
 * When something begun at `from` must be done. Days and months end with their last day; counted in working days a month that would end
 * on a day off ends on the next working day. Hours are clock hours, day and night.
 */
export function deadline(calendar: Calendar, span: Span, from: Date): Deadline {
  if (span.unit === 'hours') return { at: new Date(from.getTime() + span.amount * 3_600_000), missingYears: [] }
  const start = dayIn(from)
  const working = span.count === 'working'
  const plain = span.unit === 'days' ? shiftDay(start, span.amount) : shiftMonths(start, span.amount)
  const day = !working
    ? plain
    : span.unit === 'days'
      ? addWorkingDays(calendar, start, span.amount)
      : nextWorkingDay(calendar, plain)
  return { at: endOfDay(day), missingYears: working ? yearsUnknown(calendar, start, day) : [] }
}

function yearsUnknown(calendar: Calendar, from: string, to: string): number[] {
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!calendar.knows(year)) years.push(year)
  return years
}
