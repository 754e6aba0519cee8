import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { CatalogueList } from '../../contract/catalogue.ts'
import { api, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'
import { AnswersField } from '../commissions/index.tsx'
import { PointsField } from '../guidance/index.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { Refused } from '../ui/Refused.tsx'
import type { DetailsState } from './use-details.ts'

/** What stands beside the text. Each change saves itself. */
export function DetailsForm({
  details,
  unitId,
  missing,
}: {
  details: DetailsState
  unitId: string
  missing: readonly string[]
}) {
  const { value, change } = details
  const receivers = useQuery(api.submissions.receivers.queryOptions({ input: { unitId } })).data?.items ?? []
  const toggle = (id: string, on: boolean) =>
    change({ receiverIds: on ? [...value.receiverIds, id] : value.receiverIds.filter((other) => other !== id) })
  const id = useId()
  return (
    <section className="zx-details" aria-label={t('submissions.details')}>
      <div className="zx-details-head">
        <h2>{t('submissions.details')}</h2>
        <SavedState details={details} />
      </div>
      <Conflict details={details} />
      <AnswersField unitId={unitId} value={value.commissionId} onChange={(commissionId) => change({ commissionId })} />
      <PointsField unitId={unitId} value={value.pointIds} onChange={(pointIds) => change({ pointIds })} />
      <CategoryField
        value={value.categoryCode}
        missing={missing.includes('category')}
        onChange={(categoryCode) => change({ categoryCode })}
      />
      <div className="zx-details-pair">
        <CodeField
          list="genre"
          label={t('submissions.genre')}
          value={value.genreCode}
          onChange={(genreCode) => change({ genreCode })}
          optional
        />
        <CodeField
          list="urgency"
          label={t('submissions.urgency')}
          value={value.urgencyCode}
          onChange={(urgencyCode) => change({ urgencyCode: urgencyCode ?? 'normal' })}
        />
      </div>
      <div className="zx-details-pair">
        <CodeField
          list="classification"
          label={t('submissions.classification')}
          value={value.classificationCode}
          onChange={(code) => change({ classificationCode: code ?? 'internal' })}
        />
        <div>
          <span className="zx-label">{t('submissions.is_major')}</span>
          <label className="zx-check">
            <input
              type="checkbox"
              checked={value.isMajor}
              onChange={(event) => change({ isMajor: event.target.checked })}
            />
            {t('submissions.is_major_hint')}
          </label>
        </div>
      </div>
      <Field label={t('submissions.keywords')}>
        {(fieldId) => (
          <Select
            id={fieldId}
            mode="tags"
            style={{ width: '100%' }}
            open={false}
            suffixIcon={null}
            tokenSeparators={['，', ',', '、', ' ', '；']}
            placeholder={t('submissions.keywords_hint')}
            value={value.keywords}
            onChange={(keywords: string[]) =>
              change({
                keywords: keywords
                  .map((word) => word.trim().slice(0, 30))
                  .filter(Boolean)
                  .slice(0, 20),
              })
            }
          />
        )}
      </Field>
      <div className="zx-details-pair">
        <Field label={t('submissions.author')} missing={missing.includes('authorName')}>
          {(fieldId) => (
            <input
              id={fieldId}
              className="zx-input"
              maxLength={50}
              value={value.authorName}
              onChange={(event) => change({ authorName: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('submissions.phone')}>
          {(fieldId) => (
            <input
              id={fieldId}
              className="zx-input"
              type="tel"
              maxLength={40}
              value={value.authorPhone}
              onChange={(event) => change({ authorPhone: event.target.value })}
            />
          )}
        </Field>
      </div>
      <fieldset className="zx-receivers" aria-labelledby={id}>
        <legend id={id} className="zx-label">
          {t('submissions.receivers')}
        </legend>
        {receivers.map((office) => (
          <label key={office.id} className="zx-check">
            <input
              type="checkbox"
              checked={value.receiverIds.includes(office.id)}
              onChange={(event) => toggle(office.id, event.target.checked)}
            />
            {office.name}
          </label>
        ))}
        {receivers.length === 0 && <p className="zx-quiet">{t('submissions.receivers_none')}</p>}
      </fieldset>
      <span className="zx-label">{t('submissions.attachments')}</span>
      <FileUpload files={value.files} onChange={(files) => change({ files })} />
    </section>
  )
}

/** The five kinds of 第十条 and the research of 第十一条, each with what belongs there. */
function CategoryField({
  value,
  missing,
  onChange,
}: {
  value: string | null
  missing: boolean
  onChange: (code: string | null) => void
}) {
  const options = useOptions('category')
  const chosen = options.find((option) => option.code === value)
  return (
    <Field label={t('submissions.category')} missing={missing}>
      {(fieldId) => (
        <>
          <Select
            id={fieldId}
            style={{ width: '100%' }}
            allowClear
            virtual={false}
            listHeight={420}
            placeholder={t('submissions.category_choose')}
            value={value}
            status={missing ? 'error' : undefined}
            onChange={(code: string | undefined) => onChange(code ?? null)}
            options={options.map((option) => ({
              value: option.code,
              label: option.name,
              note: option.note,
              article: String(option.data['article'] ?? ''),
            }))}
            optionRender={(option) => (
              <div className="zx-category">
                <b>
                  {option.data.label}
                  <span>{option.data.article}</span>
                </b>
                <span>{option.data.note}</span>
              </div>
            )}
          />
          {chosen?.note && (
            <p className="zx-field-note">
              {String(chosen.data['article'] ?? '')}　{chosen.note}
            </p>
          )}
        </>
      )}
    </Field>
  )
}

function CodeField({
  list,
  label,
  value,
  optional,
  onChange,
}: {
  list: CatalogueList
  label: string
  value: string | null
  optional?: boolean
  onChange: (code: string | null) => void
}) {
  const options = useOptions(list)
  return (
    <Field label={label}>
      {(fieldId) => (
        <Select
          id={fieldId}
          style={{ width: '100%' }}
          allowClear={optional}
          placeholder={t('submissions.none')}
          value={value}
          onChange={(code: string | undefined) => onChange(code ?? null)}
          options={options.map((option) => ({ value: option.code, label: option.name }))}
        />
      )}
    </Field>
  )
}

function Field({
  label,
  missing,
  children,
}: {
  label: string
  missing?: boolean
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={missing ? 'zx-field missing' : 'zx-field'}>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  )
}

function SavedState({ details }: { details: DetailsState }) {
  if (details.state === 'refused') return null
  return (
    <span className="zx-save" role="status">
      {t(details.state === 'saving' ? 'submissions.details_saving' : 'submissions.details_saved')}
    </span>
  )
}

function Conflict({ details }: { details: DetailsState }) {
  if (details.state !== 'refused') return null
  if (!details.isStale) return <Refused error={details.error} />
  return (
    <div className="zx-strip" role="alert">
      <span>{t('submissions.details_stale', { by: String(refusalOf(details.error)?.data['by'] ?? '') })}</span>
      <button type="button" className="zx-button" onClick={details.takeTheirs}>
        {t('submissions.details_reload')}
      </button>
      <button type="button" className="zx-button" onClick={details.keepMine}>
        {t('submissions.details_mine')}
      </button>
    </div>
  )
}
