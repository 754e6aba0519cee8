import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 } from 'uuid'
import type { ReactNode } from 'react'
import type { Publication, PublicationDetails } from '../../contract/publications.ts'
import { api, client, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMe } from '../app/session.tsx'
import { useOptions } from '../catalogue/index.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'
import { useDraft } from './use-draft.ts'

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** As it is typed: a list is one text with a line for each. */
type Typed = Omit<PublicationDetails, 'reportTo' | 'sendTo' | 'issueTo'> & {
  reportTo: string
  sendTo: string
  issueTo: string
}
const typedOf = ({
  name,
  kind,
  issuer,
  periodicity,
  notice,
  classificationCode,
  reportTo,
  sendTo,
  issueTo,
  hasWatermark,
  layout,
  tierIds,
  active,
}: PublicationDetails): Typed => ({
  name,
  kind,
  issuer,
  periodicity,
  notice,
  classificationCode,
  reportTo: reportTo.join('\n'),
  sendTo: sendTo.join('\n'),
  issueTo: issueTo.join('\n'),
  hasWatermark,
  layout,
  tierIds,
  active,
})

/** The details of a publication: whose it is, what stands on it, for whom it is by default. */
export function PublicationForm({
  publication,
  mayManage,
  onSaved,
}: {
  publication: Publication | undefined
  mayManage: boolean
  onSaved: (id: string) => void
}) {
  const id = useId()
  const me = useMe()
  const [kinds, classifications] = [useOptions('publicationKind'), useOptions('classification')]
  const tiers = useQuery(api.publications.tiers.queryOptions({ input: {} }))
  const [newId] = useState(() => v7())
  const stored = typedOf(
    publication ?? {
      name: '',
      kind: 'main',
      issuer: me.unitName,
      periodicity: '',
      notice: t('publications.default_notice'),
      classificationCode: 'internal',
      reportTo: [],
      sendTo: [],
      issueTo: [],
      hasWatermark: true,
      layout: { contents: false, columnNames: true, sources: true },
      tierIds: [],
      active: true,
    },
  )
  const {
    draft: details,
    setDraft: setDetails,
    version,
    take,
    takeNewest,
  } = useDraft(stored, publication?.version ?? 0)
  const set = (change: Partial<Typed>) => setDetails({ ...details, ...change })
  const save = useAct(
    async () => {
      const whole = {
        ...details,
        reportTo: linesOf(details.reportTo),
        sendTo: linesOf(details.sendTo),
        issueTo: linesOf(details.issueTo),
      }
      return publication
        ? client.publications.edit({ ...whole, id: publication.id, version })
        : client.publications.create({ ...whole, id: newId })
    },
    {
      inline: true,
      done: t('publications.saved_publication'),
      after: (saved) => {
        take(typedOf(saved), saved.version)
        onSaved(saved.id)
      },
    },
  )

  const text = (field: 'name' | 'issuer' | 'periodicity' | 'notice', max: number, hint?: string) => (
    <Field id={`${id}-${field}`} label={t(`publications.${field}`)}>
      <input
        id={`${id}-${field}`}
        className="zx-input"
        maxLength={max}
        placeholder={hint}
        value={details[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  )
  const choice = (field: 'kind' | 'classificationCode', label: string, options: { code: string; name: string }[]) => (
    <Field id={`${id}-${field}`} label={label}>
      <select
        id={`${id}-${field}`}
        className="zx-input"
        value={details[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      >
        {!options.some((option) => option.code === details[field]) && (
          <option value={details[field]}>{details[field]}</option>
        )}
        {options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.name}
          </option>
        ))}
      </select>
    </Field>
  )
  const list = (field: 'reportTo' | 'sendTo' | 'issueTo', label: string) => (
    <Field id={`${id}-${field}`} label={label}>
      <textarea
        id={`${id}-${field}`}
        className="zx-input zx-area"
        rows={3}
        value={details[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  )
  const flipTier = (tierId: string) =>
    set({
      tierIds: details.tierIds.includes(tierId)
        ? details.tierIds.filter((one) => one !== tierId)
        : [...details.tierIds, tierId],
    })

  return (
    <form
      className="zx-panel"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <h2>{publication ? publication.name : t('publications.new_publication')}</h2>
      <fieldset className="zx-settings-fields" disabled={!mayManage}>
        {text('name', 40)}
        {choice('kind', t('publications.kind'), kinds)}
        {text('issuer', 60)}
        {text('periodicity', 40, t('publications.periodicity_hint'))}
        {text('notice', 40, t('publications.notice_hint'))}
        {choice('classificationCode', t('publications.classification'), classifications)}
        {list('reportTo', t('publications.report_list'))}
        {list('sendTo', t('publications.send_list'))}
        {list('issueTo', t('publications.issue_list'))}
        <div>
          <span className="zx-label" id={`${id}-tiers`}>
            {t('publications.default_tiers')}
          </span>
          <div className="zx-issue-tiers" role="group" aria-labelledby={`${id}-tiers`}>
            {(tiers.data?.items ?? [])
              .filter((tier) => tier.active || details.tierIds.includes(tier.id))
              .map((tier) => (
                <label key={tier.id}>
                  <input
                    type="checkbox"
                    checked={details.tierIds.includes(tier.id)}
                    onChange={() => flipTier(tier.id)}
                  />
                  {tier.name}
                </label>
              ))}
          </div>
          <span className="zx-label" id={`${id}-layout`}>
            {t('publications.layout')}
          </span>
          <div className="zx-issue-tiers" role="group" aria-labelledby={`${id}-layout`}>
            {(['contents', 'columnNames', 'sources'] as const).map((part) => (
              <label key={part}>
                <input
                  type="checkbox"
                  checked={details.layout[part]}
                  onChange={(event) => set({ layout: { ...details.layout, [part]: event.target.checked } })}
                />
                {t(`publications.layout_${part}`)}
              </label>
            ))}
          </div>
          <div className="zx-issue-tiers">
            <label>
              <input
                type="checkbox"
                checked={details.hasWatermark}
                onChange={(event) => set({ hasWatermark: event.target.checked })}
              />
              {t('publications.watermark')}
            </label>
            <label>
              <input
                type="checkbox"
                checked={details.active}
                onChange={(event) => set({ active: event.target.checked })}
              />
              {t('publications.active')}
            </label>
          </div>
        </div>
      </fieldset>
      <Refused error={save.error} />
      {refusalOf(save.error)?.code === 'stale' && (
        <button
          type="button"
          className="zx-button"
          onClick={() => {
            save.reset()
            takeNewest()
          }}
        >
          {t('publications.take_newest')}
        </button>
      )}
      {mayManage && (
        <button
          type="submit"
          className="zx-button primary"
          disabled={save.isPending || details.name.trim() === '' || details.issuer.trim() === ''}
        >
          {t('publications.save')}
        </button>
      )}
    </form>
  )
}

const Field = ({ id, label, children }: { id: string; label: string; children: ReactNode }) => (
  <div>
    <label className="zx-label" htmlFor={id}>
      {label}
    </label>
    {children}
  </div>
)
