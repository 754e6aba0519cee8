import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RoleGrant } from '../../contract/organisations.ts'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMe } from '../app/session.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { DelegateDialog } from './GrantForms.tsx'
import { GrantTable } from './GrantTable.tsx'
import './organisations.css'

/** 签发授权: what I hold, and whom I let sign for me. */
export function MyGrantsPage() {
  const me = useMe()
  const grants = useQuery(api.organisations.myGrants.queryOptions())
  const [lending, setLending] = useState<RoleGrant>()
  const refusal = useRefusal()
  const end = useMutation(
    api.organisations.endDelegation.mutationOptions({
      onError: refusal.show,
      onSettled: () => refetchModules('organisations'),
    }),
  )
  const items = grants.data?.items ?? []
  return (
    <div className="zx-page">
      <PageHeader title={t('organisations.my_grants')} hint={t('organisations.my_grants_hint')} />
      <div className="zx-page-body">
        {grants.isError && (
          <p>
            <Refused error={grants.error} />
          </p>
        )}
        {grants.isPending && <p className="zx-opening">{t('app.loading')}</p>}
        {grants.isSuccess && (
          <div className="zx-panels">
            <section className="zx-panel">
              <h2>{t('organisations.my_roles')}</h2>
              <GrantTable
                grants={items.filter((grant) => grant.personId === me.personId)}
                empty={t('organisations.no_grants')}
                only={['delegate']}
                onAct={(_, grant) => setLending(grant)}
              />
            </section>
            <section className="zx-panel">
              <h2>{t('organisations.lent')}</h2>
              <GrantTable
                withPerson
                grants={items.filter((grant) => grant.personId !== me.personId)}
                empty={t('organisations.nothing_lent')}
                only={['endDelegation']}
                onAct={(_, grant) => end.mutate({ id: grant.id })}
              />
            </section>
          </div>
        )}
      </div>
      {lending && <DelegateDialog grant={lending} onClose={() => setLending(undefined)} />}
    </div>
  )
}
