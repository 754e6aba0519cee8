import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccountAction, AccountRow, AccountStatus } from '../../contract/identity.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import type { Tone } from '../ui/StateTag.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { OpenAccount } from './OpenAccount.tsx'
import { Secret, addressOf } from './Secret.tsx'
import { useProof } from './useProof.tsx'
import './account.css'

const tones: Record<AccountStatus, Tone> = { active: 'green', invited: 'blue', locked: 'amber', disabled: 'neutral' }

const source: ListSource<AccountRow> = {
  key: api.identity.accounts.key(),
  load: (ask, page) =>
    client.identity.accounts({
      ...page,
      search: ask.text || undefined,
      status: ask.filters['status'] as AccountStatus[] | undefined,
    }),
}

/** 账号管理: who has an account, and what may be done with it. */
export function AccountsPage() {
  const [opening, setOpening] = useState(false)
  const [disabling, setDisabling] = useState<AccountRow>()
  const [link, setLink] = useState<{ name: string; path: string }>()
  const refusal = useRefusal()
  const { withProof, dialog } = useProof()
  const act = useMutation({
    mutationFn: async ({ action, account }: { action: AccountAction; account: AccountRow }) => {
      const { id, name } = account
      if (action === 'issueResetLink')
        return setLink({ name, path: (await withProof(() => client.identity.issueResetLink({ id }))).path })
      await client.identity[`${action}Account`]({ id })
      say.done(t(`identity.done_${action}`, { name }))
    },
    onError: refusal.show,
    onSettled: async () => {
      setDisabling(undefined)
      await refetchModules('identity')
    },
  })
  const start = (action: AccountAction, account: AccountRow) =>
    action === 'disable' ? setDisabling(account) : act.mutate({ action, account })
  const columns: ListColumn<AccountRow>[] = [
    { key: 'name', title: t('identity.name'), width: '130px', render: (row) => row.name },
    { key: 'login', title: t('identity.login'), width: '150px', render: (row) => row.login },
    { key: 'unit', title: t('identity.unit'), width: 'minmax(180px, 1fr)', render: (row) => row.unitName },
    {
      key: 'status',
      title: t('identity.state'),
      width: '96px',
      render: (row) => <StateTag tone={tones[row.status]}>{t(`identity.status_${row.status}`)}</StateTag>,
    },
    {
      key: 'last',
      title: t('identity.last_sign_in_short'),
      width: '130px',
      render: (row) => formatShort(row.lastSignInAt) || t('identity.never'),
    },
    { key: 'created', title: t('identity.created'), width: '130px', render: (row) => formatShort(row.createdAt) },
    {
      key: 'acts',
      title: t('identity.acts'),
      width: '210px',
      render: (row) => (
        <span className="zx-acts">
          {row.actions.map((action) => (
            <button
              key={action}
              type="button"
              className="zx-link-button"
              disabled={act.isPending}
              onClick={() => start(action, row)}
            >
              {t(`identity.do_${action}`)}
            </button>
          ))}
        </span>
      ),
    },
  ]
  return (
    <div className="zx-page">
      <PageHeader title={t('identity.accounts')} hint={t('identity.accounts_hint')} />
      <div className="zx-page-fill">
        <DataList
          label={t('identity.accounts')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          searchHint={t('identity.search_accounts')}
          empty={t('identity.no_accounts')}
          filters={[
            {
              kind: 'choice',
              key: 'status',
              label: t('identity.state'),
              multiple: true,
              width: 180,
              choices: (Object.keys(tones) as AccountStatus[]).map((value) => ({
                value,
                label: t(`identity.status_${value}`),
              })),
            },
          ]}
          tools={
            <button type="button" className="zx-button primary" onClick={() => setOpening(true)}>
              {t('identity.open_account')}
            </button>
          }
          rowTone={(row) => (row.status === 'disabled' ? 'muted' : undefined)}
        />
      </div>
      {opening && (
        <OpenAccount
          onClose={() => setOpening(false)}
          onOpened={(made) => {
            setOpening(false)
            setLink(made)
            void refetchModules('identity')
          }}
        />
      )}
      {disabling && (
        <Dialog
          title={t('identity.disable_title', { name: disabling.name })}
          confirm={t('identity.do_disable')}
          danger
          busy={act.isPending}
          onConfirm={() => act.mutate({ action: 'disable', account: disabling })}
          onCancel={() => setDisabling(undefined)}
        >
          <p>{t('identity.disable_hint')}</p>
        </Dialog>
      )}
      {link && (
        <Secret
          title={t('identity.link_title', { name: link.name })}
          hint={t('identity.link_hint')}
          value={addressOf(link.path)}
          onClose={() => setLink(undefined)}
        />
      )}
      {dialog}
    </div>
  )
}
