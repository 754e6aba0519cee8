import { useState } from 'react'
import type { HeldLetter } from '../../contract/exchange.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { LinesTabs } from './LinesTabs.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useAct } from './use-act.ts'
import { letterOf, reasonOf } from './words.ts'
import './exchange.css'

const source: ListSource<HeldLetter> = {
  key: api.exchange.heldLetters.key(),
  load: (ask, page) =>
    client.exchange.heldLetters({
      ...page,
      search: ask.text || undefined,
      status: ask.tab === 'waiting' || ask.tab === 'refused' ? [ask.tab] : undefined,
    }),
}

/** 滞留信件: what this node could not take yet (a newer version, an unknown unit), and what it refused. Nothing here is lost. */
export function HeldPage() {
  const [aside, setAside] = useState<HeldLetter>()
  const again = useAct((id: string) => client.exchange.handleAgain({ id }), {
    after: (result) =>
      result.status === 'handled' || result.status === 'relayed'
        ? say.done(t('exchange.handled'))
        : say.warning(t('exchange.still_held', { reason: reasonOf(result.reason ?? '') })),
  })
  const setAsideAct = useAct((reason: string) => client.exchange.setAside({ id: aside!.id, reason }), {
    inline: true,
    done: t('exchange.done'),
    after: () => setAside(undefined),
  })
  const columns: ListColumn<HeldLetter>[] = [
    { key: 'kind', title: t('exchange.letter'), width: '150px', render: (row) => letterOf(row.kind) },
    { key: 'node', title: t('exchange.node'), width: '150px', render: (row) => row.nodeName },
    {
      key: 'units',
      title: t('exchange.from_to'),
      width: 'minmax(200px, 1fr)',
      render: (row) => `${row.fromUnitName} → ${row.toUnitName}`,
    },
    { key: 'at', title: t('exchange.received'), width: '150px', render: (row) => formatDateTime(row.receivedAt) },
    {
      key: 'reason',
      title: t('exchange.why_held'),
      width: 'minmax(180px, 1fr)',
      render: (row) => (
        <>
          <StateTag tone={row.status === 'waiting' ? 'amber' : 'red'}>{t(`exchange.held_${row.status}`)}</StateTag>{' '}
          {reasonOf(row.reason)}
        </>
      ),
    },
    {
      key: 'acts',
      title: t('exchange.acts_short'),
      width: '150px',
      render: (row) => (
        <>
          {row.actions.includes('handleAgain') && (
            <button type="button" className="zx-link-button" onClick={() => again.mutate(row.id)}>
              {t('exchange.handle_again')}
            </button>
          )}{' '}
          {row.actions.includes('setAside') && (
            <button type="button" className="zx-link-button" onClick={() => setAside(row)}>
              {t('exchange.set_aside')}
            </button>
          )}
        </>
      ),
    },
  ]
  return (
    <div className="zx-page">
      <PageHeader title={t('exchange.lines')} hint={t('exchange.held_hint')}>
        <LinesTabs here="held" />
      </PageHeader>
      <div className="zx-page-fill">
        <DataList
          label={t('exchange.held')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          searchHint={t('exchange.search_held')}
          empty={t('exchange.no_held')}
          tabs={[
            { value: 'all', label: t('exchange.all') },
            { value: 'waiting', label: t('exchange.held_waiting') },
            { value: 'refused', label: t('exchange.held_refused') },
          ]}
        />
      </div>
      {aside && (
        <ReasonDialog
          title={t('exchange.set_aside')}
          hint={t('exchange.hint_set_aside')}
          busy={setAsideAct.isPending}
          error={setAsideAct.error}
          onGive={(reason) => setAsideAct.mutate(reason)}
          onCancel={() => setAside(undefined)}
        />
      )}
    </div>
  )
}
