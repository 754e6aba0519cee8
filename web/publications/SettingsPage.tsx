import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { ColumnsForm } from './ColumnsForm.tsx'
import { NumberingForm } from './NumberingForm.tsx'
import { PublicationForm } from './PublicationForm.tsx'
import './publications.css'
import { SettingsTabs } from './SettingsTabs.tsx'

/** 刊物目录: the publications of the office, each with its details and columns. */
export function SettingsPage() {
  const { data, error, isPending } = useQuery(api.publications.list.queryOptions({ input: {} }))
  const [openId, setOpenId] = useState<string>()
  const kind = useEntryName('publicationKind')
  const publications = data?.items ?? []
  const open = openId === undefined ? publications[0] : publications.find((one) => one.id === openId)
  return (
    <div className="zx-page">
      <PageHeader
        title={t('publications.settings')}
        actions={
          data?.mayManage && (
            <button type="button" className="zx-button primary" onClick={() => setOpenId('new')}>
              <Icon name="plus" size={16} />
              {t('publications.new_publication')}
            </button>
          )
        }
      >
        <SettingsTabs here="settings" />
      </PageHeader>
      <div className="zx-page-body zx-settings">
        <nav className="zx-settings-list" aria-label={t('publications.catalogue')}>
          <Refused error={error} />
          {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
          {data && publications.length === 0 && <p className="zx-quiet">{t('publications.publications_empty')}</p>}
          {publications.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-current={open?.id === one.id ? 'true' : undefined}
              onClick={() => setOpenId(one.id)}
            >
              <b>{one.name}</b>
              <span className="zx-quiet">
                {kind(one.kind)}　{one.periodicity}　{t('publications.issue_total', { count: one.issueCount })}
              </span>
              {!one.active && <StateTag>{t('publications.inactive')}</StateTag>}
            </button>
          ))}
        </nav>
        {(open || openId === 'new') && data && (
          <div className="zx-settings-forms">
            <PublicationForm
              key={open?.id ?? 'new'}
              publication={open}
              mayManage={data.mayManage}
              onSaved={(id) => setOpenId(id)}
            />
            {open && <NumberingForm key={`${open.id}-numbering`} publication={open} mayManage={data.mayManage} />}
            {open && <ColumnsForm key={`${open.id}-columns`} publication={open} mayManage={data.mayManage} />}
          </div>
        )}
      </div>
    </div>
  )
}
