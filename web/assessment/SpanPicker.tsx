import { useId } from 'react'
import type { Span } from '../../contract/assessment.ts'
import { t } from '../app/i18n.ts'
import { dayOf } from '../ui/format.ts'

const two = (value: number) => String(value).padStart(2, '0')
const monthsOf = (year: number, first: number, last: number): Span => ({
  startsOn: `${year}-${two(first)}-01`,
  endsOn: `${year}-${two(last)}-${two(new Date(Date.UTC(year, last, 0)).getUTCDate())}`,
})

/** The quarter we are in: what people ask for first. */
export function thisQuarter(): Span {
  const [year, month] = dayOf(new Date()).split('-').map(Number) as [number, number]
  const quarter = Math.ceil(month / 3)
  return monthsOf(year, quarter * 3 - 2, quarter * 3)
}

/** What an address may carry of a span; else this quarter. */
export function spanFrom(search: Record<string, unknown>): Span {
  const { from, to } = search
  const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return isDay(from) && isDay(to) ? { startsOn: from, endsOn: to } : thisQuarter()
}

export const spanQuery = (span: Span): string => `from=${span.startsOn}&to=${span.endsOn}`

/** Which days: month, quarter, half, year of a year, or two days of one's own. */
export function SpanPicker({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const id = useId()
  const year = Number(span.startsOn.slice(0, 4))
  const now = Number(dayOf(new Date()).slice(0, 4))
  const years = [...new Set([now, now - 1, now - 2, now - 3, year])].sort((one, other) => other - one)
  const choices = [
    ...[1, 2, 3, 4].map((quarter) => ({
      label: t('assessment.quarter_number', { number: quarter }),
      span: monthsOf(year, quarter * 3 - 2, quarter * 3),
    })),
    { label: t('assessment.half_first'), span: monthsOf(year, 1, 6) },
    { label: t('assessment.half_second'), span: monthsOf(year, 7, 12) },
    { label: t('assessment.whole_year'), span: monthsOf(year, 1, 12) },
    ...Array.from({ length: 12 }, (_, at) => ({
      label: t('assessment.month_number', { number: at + 1 }),
      span: monthsOf(year, at + 1, at + 1),
    })),
  ]
  const chosen = choices.findIndex(
    (choice) => choice.span.startsOn === span.startsOn && choice.span.endsOn === span.endsOn,
  )
  return (
    <div className="zx-row zx-spans" role="group" aria-label={t('assessment.span')}>
      <label className="zx-hidden" htmlFor={`${id}-year`}>
        {t('assessment.year')}
      </label>
      <select
        id={`${id}-year`}
        className="zx-input"
        value={year}
        onChange={(event) => {
          const moved = Number(event.target.value)
          const next = choices[chosen]
          if (!next) return onChange(monthsOf(moved, 1, 12))
          const [first, last] = [Number(next.span.startsOn.slice(5, 7)), Number(next.span.endsOn.slice(5, 7))]
          onChange(monthsOf(moved, first, last))
        }}
      >
        {years.map((one) => (
          <option key={one} value={one}>
            {t('assessment.year_number', { year: one })}
          </option>
        ))}
      </select>
      <label className="zx-hidden" htmlFor={`${id}-part`}>
        {t('assessment.span')}
      </label>
      <select
        id={`${id}-part`}
        className="zx-input"
        value={chosen}
        onChange={(event) => {
          const next = choices[Number(event.target.value)]
          if (next) onChange(next.span)
        }}
      >
        {chosen === -1 && <option value={-1}>{t('assessment.own_days')}</option>}
        {choices.map((choice, at) => (
          <option key={choice.label} value={at}>
            {choice.label}
          </option>
        ))}
      </select>
      <input
        type="date"
        className="zx-input"
        aria-label={t('assessment.from')}
        value={span.startsOn}
        max={span.endsOn}
        onChange={(event) => event.target.value && onChange({ ...span, startsOn: event.target.value })}
      />
      <span aria-hidden>–</span>
      <input
        type="date"
        className="zx-input"
        aria-label={t('assessment.to')}
        value={span.endsOn}
        min={span.startsOn}
        onChange={(event) => event.target.value && onChange({ ...span, endsOn: event.target.value })}
      />
    </div>
  )
}
