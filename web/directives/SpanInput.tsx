import type { Span } from '../../contract/calendar.ts'
import { t } from '../app/i18n.ts'

const kinds = ['days.working', 'days.calendar', 'months.working', 'months.calendar', 'hours.calendar'] as const
type Kind = (typeof kinds)[number]
const kindOf = (span: Span) => `${span.unit}.${span.unit === 'hours' ? 'calendar' : span.count}` as Kind

/** '3 个工作日'. 0 days is the same day. */
export function SpanInput({
  label,
  span,
  disabled,
  onChange,
}: {
  label: string
  span: Span
  disabled?: boolean
  onChange: (span: Span) => void
}) {
  return (
    <span className="zx-span">
      <input
        className="zx-input"
        type="number"
        min={0}
        max={400}
        aria-label={label}
        value={span.amount}
        disabled={disabled}
        onChange={(event) => onChange({ ...span, amount: Math.max(0, Math.round(Number(event.target.value))) })}
      />
      <select
        className="zx-input"
        aria-label={t('directives.span_kind', { what: label })}
        value={kindOf(span)}
        disabled={disabled}
        onChange={(event) => {
          const [unit, count] = event.target.value.split('.') as [Span['unit'], Span['count']]
          onChange({ amount: span.amount, unit, count })
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`directives.span_${kind.replace('.', '_') as 'days_working'}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
