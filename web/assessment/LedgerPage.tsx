import { useMemo, useState } from 'react'
import type { FactRow, FactStatus } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { formatDay } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { EnterFactDialog } from './EnterFactDialog.tsx'
import { FactDialog } from './FactDialog.tsx'
import { factTones, kindWord, kinds } from './words.ts'
import './assessment.css'

const statuses: FactStatus[] = ['effective', 'pending', 'refused', 'withdrawn']
const source: ListSource<FactRow> = {
  key: api.assessment.facts.key(),
  load: (ask, page) =>
    client.assessment.facts({
      ...page,
      search: ask.text || undefined,
      status: statuses.filter((status) => status === ask.tab).length > 0 ? [ask.tab as FactStatus] : undefined,
      kind: kinds.filter((kind) => kind === ask.filters['kind']?.[0]),
      from: ask.filters['onFrom']?.[0],
      to: ask.filters['onTo']?.[0],
    }),
}

/** 计分台账: what happened that may score; what the system cannot know is entered here. */
export function LedgerPage() {
  const mayEnter = useMay('assessment.manage')
  const asked = useAddressSearch()['open']
  const [open, setOpen] = useState(typeof asked === 'string' ? asked : undefined)
  const [entering, setEntering] = useState(false)
  const columns = useMemo<ListColumn<FactRow>[]>(
    () => [
      { key: 'day', title: t('assessment.day'), width: '118px', render: (row) => formatDay(row.countedOn) },
      { key: 'kind', title: t('assessment.f_kinds'), width: '104px', render: (row) => kindWord(row.kind) },
      { key: 'title', title: t('assessment.item'), width: 'minmax(220px, 1fr)', render: (row) => row.title },
      { key: 'units', title: t('assessment.unit'), width: '190px', render: (row) => row.units.join('、') },
      { key: 'where', title: t('assessment.where'), width: '190px', render: (row) => row.where },
      {
        key: 'status',
        title: t('assessment.status'),
        width: '84px',
        render: (row) => <StateTag tone={factTones[row.status]}>{t(`assessment.fact_${row.status}`)}</StateTag>,
      },
      {
        key: 'by',
        title: t('assessment.entered_by'),
        width: '96px',
        render: (row) => (row.source === 'event' ? t('assessment.by_system') : row.enteredByName),
      },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_ledger')}
        hint={t('assessment.ledger_hint')}
        actions={
          mayEnter && (
            <button type="button" className="zx-button primary" onClick={() => setEntering(true)}>
              <Icon name="plus" size={16} />
              {t('assessment.enter_fact')}
            </button>
          )
        }
      />
      <div className="zx-page-fill">
        <DataList<FactRow>
          label={t('assessment.menu_ledger')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          onOpen={(row) => setOpen(row.id)}
          openKey={open}
          defaultTab="all"
          tabs={[
            { value: 'all', label: t('assessment.tab_all') },
            ...statuses.map((status) => ({ value: status, label: t(`assessment.fact_${status}`) })),
          ]}
          filters={[
            {
              kind: 'choice',
              key: 'kind',
              label: t('assessment.f_kinds'),
              choices: kinds
                .filter((kind) => kind !== 'revoked')
                .map((kind) => ({ value: kind, label: kindWord(kind) })),
            },
            { kind: 'days', key: 'on', label: t('assessment.day') },
          ]}
          searchHint={t('assessment.search_title')}
          empty={t('assessment.ledger_empty')}
          rowTone={(row) => (row.status === 'withdrawn' || row.status === 'refused' ? 'muted' : undefined)}
        />
      </div>
      {open && <FactDialog id={open} onClose={() => setOpen(undefined)} />}
      {entering && <EnterFactDialog onClose={() => setEntering(false)} />}
    </div>
  )
}
