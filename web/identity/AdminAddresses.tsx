import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'

/** 管理终端地址范围 (SEC-19): a line an address or a range. */
export function AdminAddresses() {
  const { data, error } = useQuery(api.identity.adminAddresses.queryOptions({ refetchOnMount: 'always' }))
  if (!data) return <Refused error={error} />
  return <Form key={data.addresses.join()} {...data} />
}

function Form({ addresses, yours, canManage }: { addresses: string[]; yours: string; canManage: boolean }) {
  const [lines, setLines] = useState(addresses.join('\n'))
  const refusal = useRefusal('inline')
  const save = useMutation(
    api.identity.saveAdminAddresses.mutationOptions({
      onMutate: refusal.clear,
      onError: refusal.show,
      onSuccess: async () => {
        say.done(t('identity.admin_addresses_saved'))
        await refetchModules('identity')
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ addresses: lines.split(/[\s,，;；]+/).filter(Boolean) })
  }
  return (
    <form className="zx-panel zx-form" onSubmit={submit}>
      <h2>{t('identity.admin_addresses')}</h2>
      <textarea
        className="zx-input"
        rows={5}
        cols={40}
        aria-label={t('identity.admin_addresses')}
        aria-describedby="admin-addresses-hint"
        readOnly={!canManage}
        spellCheck={false}
        value={lines}
        onChange={(event) => setLines(event.target.value)}
      />
      <small id="admin-addresses-hint">{t('identity.admin_addresses_hint', { address: yours })}</small>
      <Refused error={refusal.error} />
      {canManage && (
        <button type="submit" className="zx-button primary" disabled={save.isPending}>
          {t('identity.save')}
        </button>
      )}
    </form>
  )
}
