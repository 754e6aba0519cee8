import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { OidcSettings } from '../../contract/identity.ts'
import { client, api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useProof } from './useProof.tsx'

/** 单点登录: the provincial provider. Only the security administrator sees and sets it. */
export function OidcPanel() {
  const keeper = useMay('session.manage')
  const { data, error } = useQuery(
    api.identity.oidcSettings.queryOptions({ enabled: keeper, refetchOnMount: 'always' }),
  )
  if (!keeper) return null
  if (!data) return <Refused error={error} />
  return <Form key={JSON.stringify(data)} settings={data} />
}

function Form({ settings }: { settings: OidcSettings }) {
  const { hasSecret, redirectUri, ...before } = settings
  const [next, setNext] = useState(before)
  const [clientSecret, setSecret] = useState('')
  const { withProof, dialog } = useProof()
  const save = useMutation({
    mutationFn: () =>
      withProof(() => client.identity.saveOidcSettings({ ...next, ...(clientSecret === '' ? {} : { clientSecret }) })),
    onSuccess: async () => {
      say.done(t('identity.oidc_saved'))
      await refetchModules('identity')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const text = (key: 'label' | 'issuer' | 'clientId' | 'loginClaim') => ({
    className: 'zx-input',
    spellCheck: false,
    required: next.enabled,
    value: next[key],
    onChange: (event: { target: { value: string } }) => setNext({ ...next, [key]: event.target.value }),
  })
  return (
    <form className="zx-panel zx-form" onSubmit={submit}>
      <h2>{t('identity.oidc')}</h2>
      <p className="zx-quiet">{t('identity.oidc_hint')}</p>
      <label className="zx-check">
        <input
          type="checkbox"
          checked={next.enabled}
          onChange={(event) => setNext({ ...next, enabled: event.target.checked })}
        />
        {t('identity.oidc_enabled')}
      </label>
      <label htmlFor="oidc-label">{t('identity.oidc_label')}</label>
      <input id="oidc-label" {...text('label')} maxLength={20} />
      <label htmlFor="oidc-issuer">{t('identity.oidc_issuer')}</label>
      <input id="oidc-issuer" {...text('issuer')} placeholder="https://sso.example.gov.cn" />
      <label htmlFor="oidc-client">{t('identity.oidc_client_id')}</label>
      <input id="oidc-client" {...text('clientId')} />
      <label htmlFor="oidc-secret">{t('identity.oidc_secret')}</label>
      <input
        id="oidc-secret"
        className="zx-input"
        type="password"
        autoComplete="off"
        aria-describedby="oidc-secret-hint"
        value={clientSecret}
        onChange={(event) => setSecret(event.target.value)}
      />
      <small id="oidc-secret-hint">{t(hasSecret ? 'identity.oidc_secret_kept' : 'identity.oidc_secret_none')}</small>
      <label htmlFor="oidc-claim">{t('identity.oidc_claim')}</label>
      <input id="oidc-claim" aria-describedby="oidc-claim-hint" {...text('loginClaim')} />
      <small id="oidc-claim-hint">{t('identity.oidc_claim_hint')}</small>
      <p>
        {t('identity.oidc_redirect')}{' '}
        {redirectUri ? <code>{redirectUri}</code> : <span className="zx-warn">{t('identity.oidc_no_origin')}</span>}
      </p>
      <Refused error={save.error} />
      <button type="submit" className="zx-button primary" disabled={save.isPending}>
        {t('identity.save')}
      </button>
      {dialog}
    </form>
  )
}
