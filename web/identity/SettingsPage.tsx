import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { policyBounds } from '../../contract/security-policy.ts'
import type { SecurityPolicy } from '../../contract/identity.ts'
import type { PolicyKey } from '../../contract/security-policy.ts'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { OidcPanel } from './OidcPanel.tsx'
import { AdminAddresses } from './AdminAddresses.tsx'
import { ScannerPanel } from './ScannerPanel.tsx'
import './account.css'

const groups = {
  group_password: ['passwordMinLength', 'passwordMinClasses', 'passwordHistory', 'passwordDays'],
  group_sign_in: ['failuresBeforeLock', 'lockMinutes', 'addressFailures', 'secondFactorLevel'],
  group_session: ['idleMinutes', 'sessionHours', 'tokenMaxDays'],
} as const satisfies Record<string, readonly PolicyKey[]>

/** 安全设置: the numbers of the password and session policy, within what the standard allows. */
export function SettingsPage() {
  const { data, error } = useQuery(api.identity.settings.queryOptions({ refetchOnMount: 'always' }))
  return (
    <div className="zx-page zx-account">
      <PageHeader title={t('identity.settings')} hint={t('identity.settings_hint')} />
      {error && <Refused error={error} />}
      {!data && !error && <p role="status">{t('app.loading')}</p>}
      {data && <Form key={JSON.stringify(data.policy)} policy={data.policy} canManage={data.canManage} />}
      {data && <AdminAddresses />}
      {data && <ScannerPanel />}
      {data && <OidcPanel />}
    </div>
  )
}

function Form({ policy, canManage }: { policy: SecurityPolicy; canManage: boolean }) {
  const [next, setNext] = useState(policy)
  const [tried, setTried] = useState(false)
  const refusal = useRefusal('inline')
  const save = useMutation(
    api.identity.saveSettings.mutationOptions({
      onMutate: refusal.clear,
      onError: refusal.show,
      onSuccess: async () => {
        say.done(t('identity.saved'))
        await refetchModules('identity')
      },
    }),
  )
  const outside = (key: PolicyKey) =>
    !Number.isInteger(next[key]) || next[key] < policyBounds[key].min || next[key] > policyBounds[key].max
  const anyOutside = (Object.keys(policyBounds) as PolicyKey[]).some(outside)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!anyOutside) save.mutate(next)
  }
  return (
    <form className="zx-panel" onSubmit={submit} noValidate>
      <div className="zx-settings">
        {Object.entries(groups).map(([group, keys]) => [
          <h2 key={group}>{t(`identity.${group as keyof typeof groups}`)}</h2>,
          ...keys.map((key) => [
            <label key={`${key}-label`} htmlFor={key}>
              {t(`identity.setting_${key}`)}
            </label>,
            <input
              key={key}
              id={key}
              className="zx-input"
              type="number"
              readOnly={!canManage}
              min={policyBounds[key].min}
              max={policyBounds[key].max}
              aria-describedby={`${key}-range`}
              aria-invalid={tried && outside(key)}
              value={Number.isNaN(next[key]) ? '' : next[key]}
              onChange={(event) => setNext({ ...next, [key]: event.target.valueAsNumber })}
            />,
            <small key={`${key}-range`} id={`${key}-range`} className="zx-quiet">
              {t('identity.setting_range', policyBounds[key])}
            </small>,
          ]),
        ])}
      </div>
      {tried && anyOutside && (
        <p className="zx-problem" role="alert">
          {t('identity.out_of_range')}
        </p>
      )}
      <Refused error={refusal.error} />
      <div className="zx-settings-foot">
        {canManage ? (
          <button type="submit" className="zx-button primary" disabled={save.isPending}>
            {t('identity.save')}
          </button>
        ) : (
          <span className="zx-quiet">{t('identity.settings_read_only')}</span>
        )}
      </div>
    </form>
  )
}
