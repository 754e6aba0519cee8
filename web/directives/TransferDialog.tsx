import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Directive } from '../../contract/directives.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ActInput } from './ActDialog.tsx'
import { Milestones } from './Milestones.tsx'
import { useAct } from './use-act.ts'

/** 转办: the lead unit, co-units, what is required, and the deadlines that the office's rhythm gives. */
export function TransferDialog({ directive, onClose }: { directive: Directive; onClose: () => void }) {
  const id = useId()
  const hasLead = directive.assignments.some((part) => part.role === 'lead' && part.status !== 'withdrawn')
  const [lead, setLead] = useState<string[]>([])
  const [others, setOthers] = useState<string[]>([])
  const [form, setForm] = useState({ requirement: '', otherRequirement: '', contact: '', finalOn: '', every: '' })
  const preview = useQuery(api.directives.previewDeadlines.queryOptions({ input: { officeId: directive.officeId } }))
  const transfer = useAct(
    () =>
      client.directives.transfer({
        id: directive.id,
        version: directive.version,
        parts: [
          ...lead.map((unitId) => ({ unitId, role: 'lead' as const, requirement: form.requirement })),
          ...others.map((unitId) => ({
            unitId,
            role: 'other' as const,
            requirement: form.otherRequirement || form.requirement,
          })),
        ],
        finalOn: form.finalOn || undefined,
        periodic: form.every ? { amount: Number(form.every), unit: 'days', count: 'calendar' } : undefined,
        contact: form.contact,
      }),
    { inline: true, done: t('directives.transferred'), after: onClose },
  )
  const ready = (hasLead ? others.length > 0 : lead.length === 1) && form.requirement.trim() !== ''
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm({ ...form, [key]: value }),
  })
  return (
    <Dialog
      title={hasLead ? t('directives.transfer_more') : t('directives.transfer')}
      confirm={t('directives.transfer')}
      width={720}
      busy={transfer.isPending}
      disabled={!ready}
      onConfirm={() => transfer.mutate(undefined)}
      onCancel={onClose}
    >
      <p className="zx-directive-words">{directive.text}</p>
      <div className="zx-act-pair">
        {!hasLead && (
          <div className="zx-act-field">
            <label className="zx-label" htmlFor={`${id}-lead`}>
              {t('directives.lead_unit')}
            </label>
            <UnitPicker
              id={`${id}-lead`}
              label={t('directives.lead_unit')}
              value={lead}
              except={[directive.officeId, ...others]}
              onChange={setLead}
            />
          </div>
        )}
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={`${id}-others`}>
            {t('directives.other_units')}
            {!hasLead && <span className="zx-quiet">{t('directives.optional')}</span>}
          </label>
          <UnitPicker
            id={`${id}-others`}
            label={t('directives.other_units')}
            multiple
            value={others}
            except={[directive.officeId, ...lead]}
            onChange={setOthers}
          />
        </div>
      </div>
      <ActInput
        field={{ key: 'requirement', label: t('directives.requirement'), kind: 'area', required: true, max: 1000 }}
        {...field('requirement')}
      />
      <div className="zx-act-three">
        <ActInput field={{ key: 'finalOn', label: t('directives.final_on'), kind: 'day' }} {...field('finalOn')} />
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={`${id}-every`}>
            {t('directives.periodic')}
          </label>
          <select
            id={`${id}-every`}
            className="zx-input"
            value={form.every}
            onChange={(event) => setForm({ ...form, every: event.target.value })}
          >
            <option value="">{t('directives.periodic_no')}</option>
            {[7, 14, 30].map((days) => (
              <option key={days} value={days}>
                {t('directives.every_days', { days })}
              </option>
            ))}
          </select>
        </div>
        <ActInput
          field={{ key: 'contact', label: t('directives.contact'), kind: 'line', max: 60 }}
          {...field('contact')}
        />
      </div>
      <h3 className="zx-act-heading">{t('directives.deadlines')}</h3>
      {preview.data && <Milestones milestones={preview.data.milestones} plain />}
      {preview.data && preview.data.missingYears.length > 0 && (
        <p className="zx-warn">{t('directives.missing_years', { years: preview.data.missingYears.join('、') })}</p>
      )}
      <Refused error={transfer.error ?? preview.error} />
    </Dialog>
  )
}
