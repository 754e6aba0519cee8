import type { Period, ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CountingDate, Span } from '../../../contract/assessment-scheme.ts'

/** Days are texts like 2026-12-31 and are compared as such. Both ends of a span belong to it. */
export interface DaySpan {
  from: string
  to: string
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))
const iso = (date: Date): string => date.toISOString().slice(0, 10)
const utc = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)))

export const addDays = (day: string, days: number): string => iso(new Date(utc(day) + days * 86_400_000))
const lastDayOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** One text for each day, so that days are compared without reading them: a million moments fall on a few hundred days. */
const daysKnown = new Map<number, string>()

/** The day in Asia/Shanghai (always UTC+8) on which a moment falls. 31 December 23:59:59.999 there is 15:59:59.999 UTC: the old year. */
export function shanghaiDay(moment: string): string {
  const isNext = moment.length > 10 && numberAt(moment, 11) >= 16
  const date =
    (numberAt(moment, 0) * 100 + numberAt(moment, 2)) * 10_000 + numberAt(moment, 5) * 100 + numberAt(moment, 8)
  const key = isNext ? -date : date
  let day = daysKnown.get(key)
  if (day === undefined) {
    day = moment.slice(0, 10)
    daysKnown.set(key, (day = isNext ? addDays(day, 1) : day))
  }
  return day
}

/** Two digits of a text, read without cutting it. */
const numberAt = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528

/** When an event counts; null while it waits for its issue. What has no issue by its nature counts when it happened. */
export function countingMoment(event: ScoreEvent, by: CountingDate): string | null {
  if (by === 'submitted') return event.submittedAt ?? event.at
  if (by === 'issued') {
    if (event.issuedAt) return event.issuedAt
    if (event.kind === 'adopted') return null
  }
  return event.at
}

export function countingDay(event: ScoreEvent, by: CountingDate): string | null {
  const moment = countingMoment(event, by)
  return moment === null ? null : shanghaiDay(moment)
}

/** The week, month, quarter, half year or year a day lies in. Weeks begin on Monday. */
export function spanOf(day: string, span: Span): DaySpan {
  if (span === 'week') {
    const from = addDays(day, -((new Date(utc(day)).getUTCDay() + 6) % 7))
    return { from, to: addDays(from, 6) }
  }
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const length = { month: 1, quarter: 3, half: 6, year: 12 }[span]
  const first = Math.floor((month - 1) / length) * length + 1
  const last = first + length - 1
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(lastDayOfMonth(year, last))}` }
}

const spansKnown = new Map<string, readonly DaySpan[]>()

/** Every such span that touches these days, in order. Thousands of units ask for the same ones, one after the other. */
export function spansOver(from: string, to: string, span: Span): readonly DaySpan[] {
  const key = `${from} ${to} ${span}`
  const known = spansKnown.get(key)
  if (known) return known
  if (spansKnown.size > 1000) spansKnown.clear()
  const spans: DaySpan[] = []
  spansKnown.set(key, spans)
  for (let at = spanOf(from, span); at.from <= to; at = spanOf(addDays(at.to, 1), span)) spans.push(at)
  return spans
}

export const yearStart = (day: string): string => `${day.slice(0, 4)}-01-01`

type SettledKind = Exclude<Period['kind'], 'custom'>
const partsOfYear = { month: 12, quarter: 4, half: 2, year: 1, cumulative: 12 } as const satisfies Record<
  SettledKind,
  number
>

/** Has the year a fifth quarter, a second year? */
export const isPartOfYear = (kind: SettledKind, number: number): boolean => number >= 1 && number <= partsOfYear[kind]

/** A period by its kind, year and number in the year: the third quarter, January to May. Whole days, 31 December included (domain.md 0.13). */
export function periodOf(kind: SettledKind, year: number, number = 1): Period {
  if (kind === 'cumulative')
    return { kind, from: `${year}-01-01`, to: `${year}-${two(number)}-${two(lastDayOfMonth(year, number))}` }
  const length = { month: 1, quarter: 3, half: 6, year: 12 }[kind]
  return { kind, ...spanOf(`${year}-${two((number - 1) * length + 1)}-01`, kind) }
}

const words = ['一', '二', '三', '四']

/** 2026年第一季度. */
export function periodName({ kind, from, to }: Period): string {
  const [year, first, last] = [from.slice(0, 4), Number(from.slice(5, 7)), Number(to.slice(5, 7))]
  if (kind === 'month') return `${year}年${first}月`
  if (kind === 'quarter') return `${year}年第${words[(first - 1) / 3]}季度`
  if (kind === 'half') return `${year}年${first === 1 ? '上' : '下'}半年`
  if (kind === 'year') return `${year}年度`
  if (kind === 'cumulative') return `${year}年1至${last}月累计`
  return `${from}至${to}`
}

/** The name of a span inside a period: 3月, 第一季度. */
export function spanName(span: DaySpan, per: Span | 'period'): string {
  if (per === 'week') return `${span.from}当周`
  if (per === 'period') return '本期'
  return periodName({ kind: per, ...span })
}

/** So many months up to and with the month of this day: '2026-03'. */
export function monthsUntil(day: string, count = 12): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, at) => {
    const index = last - (count - 1 - at)
    return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`
  })
}

/** Days as the module's tables and routes name them: both ends belong to it. */
interface Days {
  startsOn: string
  endsOn: string
}

export function spanOfMonth(month: string): Days {
  const { from, to } = spanOf(`${month}-01`, 'month')
  return { startsOn: from, endsOn: to }
}

export const isWithin = (day: string, { startsOn, endsOn }: Days): boolean => day >= startsOn && day <= endsOn
