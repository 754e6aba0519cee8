import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 } from 'uuid'
import type { Tier } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PersonPicker, UnitPicker } from '../organisations/index.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './publications.css'
import { SettingsTabs } from './SettingsTabs.tsx'
import { useAct } from './use-act.ts'

/** 服务层次 (第三条): who may read what. A tier is people and units; a publication names the tiers it goes to. */
export function TiersPage() {
  const { data, error, isPending } = useQuery(api.publications.tiers.queryOptions({ input: {} }))
  const [openId, setOpenId] = useState<string>()
  const tiers = data?.items ?? []
  const open = openId === 'new' ? undefined : (tiers.find((tier) => tier.id === openId) ?? tiers[0])
  return (
    <div className="zx-page">
      <PageHeader
        title={t('publications.settings')}
        actions={
          data?.mayManage && (
            <button type="button" className="zx-button primary" onClick={() => setOpenId('new')}>
              <Icon name="plus" size={16} />
              {t('publications.new_tier')}
            </button>
          )
        }
      >
        <SettingsTabs here="tiers" />
      </PageHeader>
      <div className="zx-page-body zx-settings">
        <nav className="zx-settings-list" aria-label={t('publications.tiers')}>
          <Refused error={error} />
          {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
          {data && tiers.length === 0 && <p className="zx-quiet">{t('publications.tiers_empty')}</p>}
          {tiers.map((tier) => (
            <button
              key={tier.id}
              type="button"
              aria-current={open?.id === tier.id ? 'true' : undefined}
              onClick={() => setOpenId(tier.id)}
            >
              <b>{tier.name}</b>
              <span className="zx-quiet">
                {t('publications.tier_members', { count: tier.members.length })}　{tier.note}
              </span>
              {!tier.active && <StateTag>{t('publications.inactive')}</StateTag>}
            </button>
          ))}
        </nav>
        {(open || openId === 'new') && data && (
          <div className="zx-settings-forms">
            <TierForm key={open?.id ?? 'new'} tier={open} mayManage={data.mayManage} onSaved={(id) => setOpenId(id)} />
          </div>
        )}
      </div>
    </div>
  )
}

function TierForm({
  tier,
  mayManage,
  onSaved,
}: {
  tier: Tier | undefined
  mayManage: boolean
  onSaved: (id: string) => void
}) {
  const id = useId()
  const [tierId] = useState(() => tier?.id ?? v7())
  const [draft, setDraft] = useState({
    name: tier?.name ?? '',
    note: tier?.note ?? '',
    active: tier?.active ?? true,
    personIds: (tier?.members ?? []).flatMap((member) => member.personId ?? []),
    unitIds: (tier?.members ?? []).flatMap((member) => member.unitId ?? []),
  })
  const save = useAct(() => client.publications.saveTier({ id: tierId, ...draft }), {
    inline: true,
    done: t('publications.saved_tier'),
    after: (saved) => onSaved(saved.id),
  })
  return (
    <form
      className="zx-panel"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <h2>{tier ? tier.name : t('publications.new_tier')}</h2>
      <p className="zx-quiet">{t('publications.tiers_hint')}</p>
      <fieldset className="zx-settings-fields" disabled={!mayManage}>
        <div>
          <label className="zx-label" htmlFor={`${id}-name`}>
            {t('publications.tier_name')}
          </label>
          <input
            id={`${id}-name`}
            className="zx-input"
            maxLength={30}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        </div>
        <div>
          <label className="zx-label" htmlFor={`${id}-note`}>
            {t('publications.tier_note')}
          </label>
          <input
            id={`${id}-note`}
            className="zx-input"
            maxLength={200}
            value={draft.note}
            onChange={(event) => setDraft({ ...draft, note: event.target.value })}
          />
        </div>
        <div className="wide">
          <label className="zx-label" htmlFor={`${id}-people`}>
            {t('publications.tier_people')}
          </label>
          <PersonPicker
            id={`${id}-people`}
            label={t('publications.tier_people')}
            multiple
            disabled={!mayManage}
            value={draft.personIds}
            onChange={(personIds) => setDraft({ ...draft, personIds })}
          />
        </div>
        <div className="wide">
          <label className="zx-label" htmlFor={`${id}-units`}>
            {t('publications.tier_units')}
          </label>
          <UnitPicker
            id={`${id}-units`}
            label={t('publications.tier_units')}
            multiple
            disabled={!mayManage}
            value={draft.unitIds}
            onChange={(unitIds) => setDraft({ ...draft, unitIds })}
          />
        </div>
        <div className="zx-issue-tiers">
          <label>
            <input
              type="checkbox"
              checked={draft.active}
              onChange={(event) => setDraft({ ...draft, active: event.target.checked })}
            />
            {t('publications.active')}
          </label>
        </div>
      </fieldset>
      <Refused error={save.error} />
      {mayManage && (
        <button type="submit" className="zx-button primary" disabled={save.isPending || draft.name.trim() === ''}>
          {t('publications.save')}
        </button>
      )}
    </form>
  )
}
