import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { CommissionDetails } from '../../contract/commissions.ts'
import type { FileRef } from '../../contract/common.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { FileUpload } from '../ui/FileUpload.tsx'
import { fromField, toField } from '../ui/format.ts'
import RecipientsField from './RecipientsField.tsx'

export type FormValue = Omit<CommissionDetails, 'fileIds'> & { files: FileRef[] }
export const emptyForm: FormValue = {
  origin: 'own',
  leaderId: null,
  sourceLabel: '',
  title: '',
  content: '',
  requirements: '',
  contactName: '',
  contactPhone: '',
  dueAt: null,
  unitIds: [],
  groupIds: [],
  files: [],
}
export const toDetails = ({ files, ...rest }: FormValue): CommissionDetails => ({
  ...rest,
  fileIds: files.map((file) => file.id),
})
const origins = ['own', 'leader', 'upper', 'state'] as const

/** What is asked, of whom, by when. */
export function CommissionForm({
  officeId,
  value,
  onChange,
  leaderFixed,
}: {
  officeId?: string
  value: FormValue
  onChange: (value: FormValue) => void
  leaderFixed?: string
}) {
  const leaders = useQuery(api.commissions.options.queryOptions({ input: { officeId } })).data?.leaders ?? []
  const change = (part: Partial<FormValue>) => onChange({ ...value, ...part })
  return (
    <div className="zx-commission-form">
      <div className="zx-commission-main">
        <Labelled label={t('commissions.field_title')}>
          {(id) => (
            <input
              id={id}
              className="zx-input zx-commission-title"
              maxLength={120}
              value={value.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('commissions.field_content')}>
          {(id) => (
            <textarea
              id={id}
              className="zx-input zx-area"
              rows={8}
              maxLength={4000}
              placeholder={t('commissions.field_content_hint')}
              value={value.content}
              onChange={(event) => change({ content: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('commissions.field_requirements')}>
          {(id) => (
            <textarea
              id={id}
              className="zx-input zx-area"
              rows={4}
              maxLength={2000}
              placeholder={t('commissions.field_requirements_hint')}
              value={value.requirements}
              onChange={(event) => change({ requirements: event.target.value })}
            />
          )}
        </Labelled>
        <span className="zx-label">{t('commissions.field_files')}</span>
        <FileUpload files={value.files} onChange={(files) => change({ files })} />
      </div>
      <div className="zx-commission-side">
        <Labelled label={t('commissions.field_due')}>
          {(id) => (
            <input
              id={id}
              className="zx-input"
              type="datetime-local"
              value={toField(value.dueAt)}
              onChange={(event) => change({ dueAt: fromField(event.target.value) })}
            />
          )}
        </Labelled>
        <RecipientsField
          officeId={officeId}
          unitIds={value.unitIds}
          groupIds={value.groupIds}
          onChange={(chosen) => change(chosen)}
        />
        <Labelled label={t('commissions.field_origin')}>
          {(id) => (
            <select
              id={id}
              className="zx-input"
              disabled={leaderFixed !== undefined}
              value={value.origin}
              onChange={(event) => {
                const origin = event.target.value as FormValue['origin']
                change({ origin, leaderId: origin === 'leader' ? value.leaderId : null })
              }}
            >
              {origins.map((origin) => (
                <option key={origin} value={origin}>
                  {t(`commissions.origin.${origin}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {leaderFixed !== undefined && (
          <p className="zx-quiet">
            {t('commissions.field_leader')}　{leaderFixed}
          </p>
        )}
        {value.origin === 'leader' && leaderFixed === undefined && (
          <Labelled label={t('commissions.field_leader')}>
            {(id) => (
              <select
                id={id}
                className="zx-input"
                value={value.leaderId ?? ''}
                onChange={(event) => change({ leaderId: event.target.value || null })}
              >
                <option value="" />
                {leaders.map((leader) => (
                  <option key={leader.id} value={leader.id}>
                    {leader.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        {(value.origin === 'upper' || value.origin === 'state') && (
          <Labelled label={t('commissions.field_source')}>
            {(id) => (
              <input
                id={id}
                className="zx-input"
                maxLength={60}
                placeholder={t('commissions.field_source_hint')}
                value={value.sourceLabel}
                onChange={(event) => change({ sourceLabel: event.target.value })}
              />
            )}
          </Labelled>
        )}
        <div className="zx-commission-pair">
          <Labelled label={t('commissions.field_contact')}>
            {(id) => (
              <input
                id={id}
                className="zx-input"
                maxLength={30}
                value={value.contactName}
                onChange={(event) => change({ contactName: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={t('commissions.field_phone')}>
            {(id) => (
              <input
                id={id}
                className="zx-input"
                type="tel"
                maxLength={40}
                value={value.contactPhone}
                onChange={(event) => change({ contactPhone: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      </div>
    </div>
  )
}

export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="zx-field">
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  )
}
