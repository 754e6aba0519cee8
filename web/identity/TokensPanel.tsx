import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { Secret } from './Secret.tsx'
import { useProof } from './useProof.tsx'

type Token = Awaited<ReturnType<typeof client.identity.tokens>>['items'][number]

/** Access tokens for integration. */
export function TokensPanel() {
  const list = useQuery(api.identity.tokens.queryOptions())
  const [making, setMaking] = useState(false)
  const [token, setToken] = useState<string>()
  const refusal = useRefusal()
  const revoke = useMutation(
    api.identity.revokeToken.mutationOptions({
      onSuccess: async () => {
        say.done(t('identity.token_revoked_done'))
        await refetchModules('identity')
      },
      onError: refusal.show,
    }),
  )
  return (
    <section className="zx-panel" aria-labelledby="tokens">
      <div className="zx-panel-head">
        <h2 id="tokens">{t('identity.tokens')}</h2>
        <button type="button" className="zx-button" onClick={() => setMaking(true)}>
          {t('identity.token_new')}
        </button>
      </div>
      <p className="zx-quiet">{t('identity.tokens_hint')}</p>
      {list.error && <Refused error={list.error} />}
      {list.isPending && <p role="status">{t('app.loading')}</p>}
      {list.data?.items.length === 0 && <p>{t('identity.no_tokens')}</p>}
      {list.data && list.data.items.length > 0 && (
        <table className="zx-plain-table">
          <thead>
            <tr>
              <th>{t('identity.token_name')}</th>
              <th>{t('identity.state')}</th>
              <th>{t('identity.token_ends')}</th>
              <th>{t('identity.token_used')}</th>
              <th aria-label={t('identity.acts')} />
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((row) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td>
                  <TokenState token={row} />
                </td>
                <td>{formatDay(row.expiresAt)}</td>
                <td>{formatShort(row.lastUsedAt) || t('identity.never')}</td>
                <td>
                  {!row.revokedAt && (
                    <button
                      type="button"
                      className="zx-link-button"
                      disabled={revoke.isPending}
                      onClick={() => revoke.mutate({ id: row.id })}
                    >
                      {t('identity.token_revoke')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {making && (
        <NewToken
          maxDays={list.data?.maxDays ?? 365}
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setToken(made)
            void refetchModules('identity')
          }}
        />
      )}
      {token && (
        <Secret
          title={t('identity.token_made')}
          hint={t('identity.token_once')}
          value={token}
          onClose={() => setToken(undefined)}
        />
      )}
    </section>
  )
}

function TokenState({ token }: { token: Token }) {
  if (token.revokedAt) return <StateTag tone="red">{t('identity.token_revoked')}</StateTag>
  if (new Date(token.expiresAt) < new Date()) return <StateTag>{t('identity.token_ended')}</StateTag>
  return <StateTag tone="green">{t('identity.token_alive')}</StateTag>
}

function NewToken({
  maxDays,
  onClose,
  onMade,
}: {
  maxDays: number
  onClose: () => void
  onMade: (token: string) => void
}) {
  const [name, setName] = useState('')
  const [days, setDays] = useState(Math.min(90, maxDays))
  const refusal = useRefusal('inline')
  const { withProof, dialog } = useProof()
  const make = useMutation({
    mutationFn: () => withProof(() => client.identity.createToken({ name: name.trim(), days })),
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: ({ token }) => onMade(token),
  })
  return (
    <>
      <Dialog
        title={t('identity.token_new')}
        confirm={t('identity.token_new')}
        busy={make.isPending}
        disabled={name.trim() === '' || !(days >= 1 && days <= maxDays)}
        onConfirm={() => make.mutate()}
        onCancel={onClose}
      >
        <label className="zx-label" htmlFor="token-name">
          {t('identity.token_name')}
        </label>
        <input
          id="token-name"
          className="zx-input"
          maxLength={60}
          autoFocus
          placeholder={t('identity.token_name_hint')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label className="zx-label" htmlFor="token-days">
          {t('identity.token_days')}（{t('identity.setting_range', { min: 1, max: maxDays })}）
        </label>
        <input
          id="token-days"
          className="zx-input"
          type="number"
          min={1}
          max={maxDays}
          value={Number.isNaN(days) ? '' : days}
          onChange={(event) => setDays(event.target.valueAsNumber)}
        />
        <Refused error={refusal.error} />
      </Dialog>
      {dialog}
    </>
  )
}
