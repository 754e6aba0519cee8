import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { DirectiveRow, Light } from '../../contract/directives.ts'
import type { DirectiveType } from '../../contract/directives.letters.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import './directives.css'
import { LightTag } from './LightTag.tsx'
import { directivePaths } from './paths.ts'
import { RecordDialog } from './RecordDialog.tsx'
import { directiveStatuses, directiveTones, directiveTypes, directiveWord, lights, typeWord } from './words.ts'

const source: ListSource<DirectiveRow> = {
  key: api.directives.ledger.key(),
  load: (ask, page) =>
    client.directives.ledger({
      ...page,
      search: ask.text || undefined,
      status: directiveStatuses.filter((status) => status === ask.tab),
      light: ask.filters['light']?.[0] as Light | undefined,
      type: ask.filters['type']?.[0] as DirectiveType | undefined,
      sort: ask.sort === 'due' ? 'due' : 'recorded',
    }),
}

/** 批示台账 of the office. */
export function LedgerPage() {
  const [recording, setRecording] = useState(false)
  const mayManage = useMay('directive.manage')
  const counts = useQuery(api.directives.counts.queryOptions({ input: {} }))
  const countOf = (status: string) => counts.data?.statuses.find((one) => one.status === status)?.count
  const columns = useMemo<ListColumn<DirectiveRow>[]>(
    () => [
      { key: 'light', title: t('directives.light'), width: '84px', render: (row) => <LightTag light={row.light} /> },
      { key: 'label', title: t('directives.number'), width: '132px', render: (row) => row.label },
      { key: 'title', title: t('directives.item'), width: 'minmax(200px, 1fr)', render: (row) => row.itemTitle },
      {
        key: 'leader',
        title: t('directives.leader'),
        width: '78px',
        render: (row) => <span title={row.leaderTitle}>{row.leaderName}</span>,
      },
      { key: 'type', title: t('directives.type'), width: '76px', render: (row) => typeWord(row.type) },
      {
        key: 'status',
        title: t('directives.status'),
        width: '84px',
        render: (row) => <StateTag tone={directiveTones[row.status]}>{directiveWord(row.status)}</StateTag>,
      },
      {
        key: 'lead',
        title: t('directives.lead_unit'),
        width: '180px',
        render: (row) => (
          <span title={row.leadUnitName ?? ''}>
            {row.leadUnitName ?? ''}
            {row.unitCount > 1 && (
              <span className="zx-quiet"> {t('directives.and_units', { count: row.unitCount })}</span>
            )}
          </span>
        ),
      },
      {
        key: 'urged',
        title: t('directives.urged'),
        width: '52px',
        align: 'right',
        render: (row) => (row.urgedCount > 0 ? row.urgedCount : ''),
      },
      {
        key: 'on',
        title: t('directives.directed_on'),
        width: '132px',
        sort: 'recorded',
        descendingFirst: true,
        render: (row) => formatDay(row.directedOn),
      },
      {
        key: 'due',
        title: t('directives.due'),
        width: '124px',
        sort: 'due',
        render: (row) => <Deadline due={row.dueAt} />,
      },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader
        title={t('directives.ledger')}
        tags={
          <span className="zx-row">
            {(counts.data?.lights ?? [])
              .filter((one) => one.count > 0)
              .map((one) => (
                <Link key={one.light} to={`${directivePaths.ledger}?light=${one.light}`} className="zx-light-count">
                  <LightTag light={one.light} /> {one.count}
                </Link>
              ))}
          </span>
        }
        actions={
          <>
            {mayManage && (
              <Link to={directivePaths.rules} className="zx-button">
                {t('directives.rules')}
              </Link>
            )}
            {mayManage && (
              <button type="button" className="zx-button primary" onClick={() => setRecording(true)}>
                <Icon name="plus" size={16} />
                {t('directives.record')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-fill">
        <DataList<DirectiveRow>
          label={t('directives.ledger')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => directivePaths.directive(row.id)}
          defaultTab="all"
          defaultSort="-recorded"
          tabs={[
            { value: 'all', label: t('directives.all') },
            ...directiveStatuses.map((status) => ({
              value: status,
              label: directiveWord(status),
              count: ['registered', 'assigned', 'inClosing', 'reported'].includes(status) ? countOf(status) : undefined,
            })),
          ]}
          filters={[
            {
              kind: 'choice',
              key: 'light',
              label: t('directives.light'),
              choices: lights.map((light) => ({ value: light, label: t(`directives.light_${light}`) })),
              width: 110,
            },
            {
              kind: 'choice',
              key: 'type',
              label: t('directives.type'),
              choices: directiveTypes.map((type) => ({ value: type, label: typeWord(type) })),
              width: 130,
            },
          ]}
          searchHint={t('directives.search')}
          empty={t('directives.ledger_empty')}
          rowTone={(row) => (row.status === 'voided' || row.status === 'archived' ? 'muted' : undefined)}
        />
      </div>
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
    </div>
  )
}
