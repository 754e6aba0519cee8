import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { formatShort } from '../ui/format.ts'
import { useProof } from './useProof.tsx'
import './account.css'

type Holder = Awaited<ReturnType<typeof client.identity.factorHolders>>['items'][number]

/** 第二因素: the security administrator helps who lost a phone or a key. */
export function FactorHoldersPage() {
  const [search, setSearch] = useState('')
  const [clearing, setClearing] = useState<Holder>()
  const list = useQuery(
    api.identity.factorHolders.queryOptions({ input: { search: search.trim() }, placeholderData: keepPreviousData }),
  )
  const refusal = useRefusal('inline')
  const { withProof, dialog } = useProof()
  const clear = useMutation({
    mutationFn: (holder: Holder) => withProof(() => client.identity.clearFactors({ id: holder.id })),
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: async (_done, holder) => {
      setClearing(undefined)
      say.done(t('identity.factors_cleared', { name: holder.name }))
      await refetchModules('identity')
    },
  })
  return (
    <div className="zx-page zx-account">
      <PageHeader title={t('identity.factor_holders')} hint={t('identity.factor_holders_hint')} />
      <section className="zx-panel" aria-label={t('identity.factor_holders')}>
        <input
          className="zx-input"
          aria-label={t('identity.search_accounts')}
          placeholder={t('identity.search_accounts')}
          maxLength={60}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {list.error && <Refused error={list.error} />}
        {list.isPending && <p role="status">{t('app.loading')}</p>}
        {list.data?.items.length === 0 && <p>{t('identity.factor_holders_none')}</p>}
        {list.data && list.data.items.length > 0 && (
          <table className="zx-plain-table">
            <thead>
              <tr>
                <th>{t('identity.name')}</th>
                <th>{t('identity.login')}</th>
                <th>{t('identity.unit')}</th>
                <th>{t('identity.second_factor')}</th>
                <th>{t('identity.token_used')}</th>
                <th aria-label={t('identity.acts')} />
              </tr>
            </thead>
            <tbody>
              {list.data.items.map((holder) => (
                <tr key={holder.id}>
                  <td>{holder.name}</td>
                  <td>{holder.login}</td>
                  <td>{holder.unitName}</td>
                  <td>{holder.factors.join('、')}</td>
                  <td>{holder.lastUsedAt ? formatShort(holder.lastUsedAt) : t('identity.never')}</td>
                  <td>
                    <button type="button" className="zx-link-button" onClick={() => setClearing(holder)}>
                      {t('identity.factors_clear')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {clearing && (
        <Dialog
          title={t('identity.factors_clear_title', { name: clearing.name })}
          confirm={t('identity.factors_clear')}
          danger
          busy={clear.isPending}
          onConfirm={() => clear.mutate(clearing)}
          onCancel={() => setClearing(undefined)}
        >
          <p>{t('identity.factors_clear_hint')}</p>
          <Refused error={refusal.error} />
        </Dialog>
      )}
      {dialog}
    </div>
  )
}
