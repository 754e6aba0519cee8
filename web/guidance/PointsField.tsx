import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'

export interface PointsFieldProps {
  unitId: string
  value: string[]
  onChange: (pointIds: string[]) => void
}

/** Shown only to a unit that has points to choose from. */
export default function PointsField({ unitId, value, onChange }: PointsFieldProps) {
  const id = useId()
  const items = useQuery(api.guidance.openPoints.queryOptions({ input: { unitId } })).data?.items ?? []
  if (items.length === 0 && value.length === 0) return null
  return (
    <div className="zx-field">
      <label className="zx-label" htmlFor={id}>
        {t('guidance.points_of')}
      </label>
      <Select
        id={id}
        mode="multiple"
        style={{ width: '100%' }}
        optionFilterProp="label"
        placeholder={t('guidance.points_hint')}
        notFoundContent={t('guidance.points_none')}
        value={value}
        onChange={(pointIds: string[]) => onChange(pointIds.slice(0, 20))}
        options={items.map((item) => ({
          value: item.id,
          label: item.text,
          title: `${item.paperTitle}（${item.officeName}）`,
        }))}
      />
    </div>
  )
}
