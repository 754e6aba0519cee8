import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, queryClient, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { meQuery } from '../app/session.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { AddTotpDialog } from './AddTotpDialog.tsx'
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx'
import { useProof } from './useProof.tsx'

/** 第二因素: what is asked for besides the password, and what replaces it when the phone is lost. */
export function FactorsPanel() {
  const list = useQuery(api.identity.factors.queryOptions())
  const [adding, setAdding] = useState<{ id: string; secret: string; uri: string }>()
  const [codes, setCodes] = useState<string[]>()
  const refusal = useRefusal('inline')
  const { withProof, dialog } = useProof()

  const refresh = async () => {
    await refetchModules('identity')
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
  }
  const added = async ({ recoveryCodes }: { recoveryCodes: string[] | null }) => {
    setAdding(undefined)
    say.done(t('identity.factor_added'))
    if (recoveryCodes) setCodes(recoveryCodes)
    else await refresh()
  }
  const act = <Input, Output>(work: (input: Input) => Promise<Output>, done: (output: Output) => unknown) => ({
    mutationFn: (input: Input) => withProof(() => work(input)),
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: (output: Output) => void done(output),
  })
  const startTotp = useMutation(
    act(() => client.identity.startTotp({ name: t('identity.factor_name_totp') }), setAdding),
  )
  const addPasskey = useMutation(act(makePasskey, (made) => made && added(made)))
  const remove = useMutation(
    act(
      (id: string) => client.identity.removeFactor({ id }),
      () => (say.done(t('identity.factor_removed')), refresh()),
    ),
  )
  const renew = useMutation(
    act(
      () => client.identity.renewRecoveryCodes(),
      (renewed) => setCodes(renewed.recoveryCodes),
    ),
  )
  const data = list.data
  return (
    <section className="zx-panel" aria-labelledby="factors">
      <div className="zx-panel-head">
        <h2 id="factors">{t('identity.second_factor')}</h2>
        <span>
          <button type="button" className="zx-button" onClick={() => startTotp.mutate(undefined)}>
            {t('identity.add_totp')}
          </button>{' '}
          {data?.passkeysAvailable && (
            <button type="button" className="zx-button" onClick={() => addPasskey.mutate(undefined)}>
              {t('identity.add_passkey')}
            </button>
          )}
        </span>
      </div>
      <p className="zx-quiet">
        {t('identity.second_factor_hint')}
        {data?.required && t('identity.factor_required')}
      </p>
      {list.error && <Refused error={list.error} />}
      {list.isPending && <p role="status">{t('app.loading')}</p>}
      {data?.items.length === 0 && <p>{t('identity.no_factors')}</p>}
      {data && data.items.length > 0 && (
        <>
          <table className="zx-plain-table">
            <thead>
              <tr>
                <th>{t('identity.factor_name')}</th>
                <th>{t('identity.second_factor')}</th>
                <th>{t('identity.factor_added_on')}</th>
                <th>{t('identity.token_used')}</th>
                <th aria-label={t('identity.acts')} />
              </tr>
            </thead>
            <tbody>
              {data.items.map((factor) => (
                <tr key={factor.id}>
                  <td>{factor.name}</td>
                  <td>{t(`identity.factor_${factor.kind}`)}</td>
                  <td>{formatDateTime(factor.createdAt)}</td>
                  <td>{factor.lastUsedAt ? formatShort(factor.lastUsedAt) : t('identity.never')}</td>
                  <td>
                    <button type="button" className="zx-link-button" onClick={() => remove.mutate(factor.id)}>
                      {t('identity.factor_remove')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="zx-quiet">
            {t('identity.recovery_codes_left', { count: data.recoveryCodesLeft })}{' '}
            <button type="button" className="zx-link-button" onClick={() => renew.mutate(undefined)}>
              {t('identity.recovery_codes_renew')}
            </button>
          </p>
        </>
      )}
      <Refused error={refusal.error} />
      {adding && <AddTotpDialog begun={adding} onAdded={added} onCancel={() => setAdding(undefined)} />}
      {codes && (
        <RecoveryCodesDialog
          codes={codes}
          onClose={() => {
            setCodes(undefined)
            void refresh()
          }}
        />
      )}
      {dialog}
    </section>
  )
}

/** Asks the device for a new passkey; nothing when the person thinks better of it. */
async function makePasskey() {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { step, options } = await client.identity.startPasskey()
  const response = await startRegistration({ optionsJSON: options as never }).catch(() => undefined)
  if (!response) {
    say.warning(t('identity.passkey_cancelled'))
    return undefined
  }
  const name = t('identity.factor_name_passkey')
  return client.identity.addPasskey({ step, name, response: response as unknown as Record<string, unknown> })
}
