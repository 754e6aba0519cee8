import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { browserOf } from './browser-name.ts'

type Session = Awaited<ReturnType<typeof client.identity.onlineSessions>>['items'][number]

const source: ListSource<Session> = {
  key: api.identity.onlineSessions.key(),
  load: (ask, page) => client.identity.onlineSessions({ ...page, search: ask.text || undefined }),
}

/** 在线会话: the security administrator sees who is signed in and may end it. */
export function OnlinePage() {
  const [ending, setEnding] = useState<Session>()
  const refusal = useRefusal()
  const end = useMutation(
    api.identity.endSession.mutationOptions({
      onSuccess: () => say.done(t('identity.session_ended')),
      onError: refusal.show,
      onSettled: async () => {
        setEnding(undefined)
        await refetchModules('identity')
      },
    }),
  )
  const columns: ListColumn<Session>[] = [
    { key: 'name', title: t('identity.name'), width: '130px', render: (row) => row.name },
    { key: 'unit', title: t('identity.unit'), width: 'minmax(180px, 1fr)', render: (row) => row.unitName },
    { key: 'address', title: t('identity.address'), width: '150px', render: (row) => row.address },
    {
      key: 'device',
      title: t('identity.device'),
      width: '190px',
      render: (row) => <span title={row.userAgent}>{browserOf(row.userAgent)}</span>,
    },
    { key: 'since', title: t('identity.since'), width: '150px', render: (row) => formatDateTime(row.createdAt) },
    { key: 'seen', title: t('identity.last_seen'), width: '120px', render: (row) => formatShort(row.lastSeenAt) },
    {
      key: 'acts',
      title: t('identity.acts'),
      width: '90px',
      render: (row) =>
        row.current ? (
          <StateTag tone="blue">{t('identity.session_here')}</StateTag>
        ) : (
          <button type="button" className="zx-link-button" onClick={() => setEnding(row)}>
            {t('identity.end_session')}
          </button>
        ),
    },
  ]
  return (
    <div className="zx-page">
      <PageHeader title={t('identity.online')} hint={t('identity.online_hint')} />
      <div className="zx-page-fill">
        <DataList
          label={t('identity.online')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          searchHint={t('identity.search_online')}
          empty={t('identity.no_online')}
        />
      </div>
      {ending && (
        <Dialog
          title={t('identity.end_title', { name: ending.name })}
          confirm={t('identity.end_session')}
          danger
          busy={end.isPending}
          onConfirm={() => end.mutate({ id: ending.id })}
          onCancel={() => setEnding(undefined)}
        >
          <p>{t('identity.end_hint')}</p>
        </Dialog>
      )}
    </div>
  )
}
