import { useId } from 'react'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'

/** 知悉范围 of a directive: it stands on the slip. */
export function ClassificationField({
  officeId,
  value,
  onChange,
}: {
  officeId: string | undefined
  value: string
  onChange: (code: string) => void
}) {
  const id = useId()
  const options = useOptions('classification', officeId)
  return (
    <div className="zx-act-field">
      <label className="zx-label" htmlFor={id}>
        {t('directives.classification')}
      </label>
      <select id={id} className="zx-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  )
}
