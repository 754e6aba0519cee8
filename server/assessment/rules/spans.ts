import type { PeriodKind, Span } from '../../../contract/assessment.ts'

const two = (number: number) => String(number).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const span = (year: number, first: number, last: number): Span => ({
  startsOn: `${year}-${two(first)}-01`,
  endsOn: `${year}-${two(last)}-${two(lastDay(year, last))}`,
})

const wordsOf = ['一', '二', '三', '四']

/** The days and the name of a period: whole months, 31 December included (domain.md 0.13). */
export function periodOf(kind: PeriodKind, year: number, part: number): (Span & { name: string }) | null {
  switch (kind) {
    case 'month':
      return part <= 12 ? { ...span(year, part, part), name: `${year}年${part}月` } : null
    case 'quarter':
      return part <= 4 ? { ...span(year, part * 3 - 2, part * 3), name: `${year}年第${wordsOf[part - 1]}季度` } : null
    case 'half':
      return part <= 2
        ? { ...span(year, part * 6 - 5, part * 6), name: `${year}年${part === 1 ? '上' : '下'}半年` }
        : null
    case 'year':
      return part === 1 ? { ...span(year, 1, 12), name: `${year}年度` } : null
    case 'cumulative':
      return part <= 12 ? { ...span(year, 1, part), name: `${year}年1至${part}月累计` } : null
  }
}

/** The twelve months up to and with the month of this day: '2026-03'. */
export function monthsUntil(day: string, count = 12): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return Array.from({ length: count }, (_, at) => {
    const index = year * 12 + month - 1 - (count - 1 - at)
    return `${Math.floor(index / 12)}-${two((index % 12) + 1)}`
  })
}

export const spanOfMonth = (month: string): Span =>
  span(Number(month.slice(0, 4)), Number(month.slice(5)), Number(month.slice(5)))
export const isWithin = (day: string, { startsOn, endsOn }: Span): boolean => day >= startsOn && day <= endsOn

export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
