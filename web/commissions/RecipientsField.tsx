import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { UnitPicker } from '../organisations/index.tsx'
import './commissions.css'

export interface RecipientsFieldProps {
  officeId?: string
  label?: string
  unitIds: string[]
  groupIds: string[]
  onChange: (chosen: { unitIds: string[]; groupIds: string[] }) => void
}

/** Groups of the office to tick, and units of the tree beside them. */
export default function RecipientsField({ officeId, label, unitIds, groupIds, onChange }: RecipientsFieldProps) {
  const groups =
    useQuery(api.commissions.groups.queryOptions({ input: { officeId } })).data?.items.filter((one) => one.active) ?? []
  const units = new Set([
    ...unitIds,
    ...groups.filter((one) => groupIds.includes(one.id)).flatMap((one) => one.units.map((unit) => unit.id)),
  ])
  const toggle = (id: string) =>
    onChange({
      unitIds,
      groupIds: groupIds.includes(id) ? groupIds.filter((other) => other !== id) : [...groupIds, id],
    })
  return (
    <fieldset className="zx-recipients">
      <legend className="zx-label">
        {label ?? t('commissions.field_targets')}
        {units.size > 0 && <b>{t('commissions.to_all', { count: units.size })}</b>}
      </legend>
      <span className="zx-recipients-how">{t('commissions.field_groups')}</span>
      <div className="zx-recipients-groups">
        {groups.map((group) => (
          <label key={group.id} className="zx-check" title={group.units.map((unit) => unit.name).join('、')}>
            <input type="checkbox" checked={groupIds.includes(group.id)} onChange={() => toggle(group.id)} />
            {group.name}
            <span className="zx-quiet">{t('commissions.group_units', { count: group.units.length })}</span>
          </label>
        ))}
        {groups.length === 0 && <p className="zx-quiet">{t('commissions.groups_none')}</p>}
      </div>
      <span className="zx-recipients-how">{t('commissions.field_units')}</span>
      <UnitPicker
        multiple
        value={unitIds}
        label={t('commissions.field_units')}
        onChange={(ids) => onChange({ unitIds: ids, groupIds })}
      />
    </fieldset>
  )
}
