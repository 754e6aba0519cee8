import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatDateTime } from '../ui/format.ts'

export interface AnswersFieldProps {
  unitId: string
  value: string | null
  onChange: (commissionId: string | null) => void
}

/** Shown only to a unit that has something to answer. */
export default function AnswersField({ unitId, value, onChange }: AnswersFieldProps) {
  const id = useId()
  const items = useQuery(api.commissions.open.queryOptions({ input: { unitId } })).data?.items ?? []
  if (items.length === 0 && value === null) return null
  const chosen = items.find((item) => item.commissionId === value)
  return (
    <div className="zx-field">
      <label className="zx-label" htmlFor={id}>
        {t('commissions.answers_to')}
      </label>
      <select
        id={id}
        className="zx-input"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        <option value="">{t('commissions.answers_to_none')}</option>
        {value && !chosen && <option value={value}>…</option>}
        {items.map((item) => (
          <option key={item.commissionId} value={item.commissionId}>
            {item.title}（{item.officeName}）
          </option>
        ))}
      </select>
      <p className="zx-field-note">
        {chosen
          ? `${chosen.label}　${t('commissions.col_due')} ${formatDateTime(chosen.dueAt)}`
          : t('commissions.answers_to_hint')}
      </p>
    </div>
  )
}
