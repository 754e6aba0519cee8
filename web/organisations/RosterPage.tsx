import { useQuery } from '@tanstack/react-query'
import type { RosterRow, Standing, UnitKind } from '../../contract/organisations.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import './organisations.css'
import { organisationPaths } from './paths.ts'
import { standingTones, unitKinds } from './values.ts'

const source: ListSource<RosterRow> = {
  key: api.organisations.roster.key(),
  load: (ask, page) =>
    client.organisations.roster({
      ...page,
      search: ask.text || undefined,
      kind: ask.filters['kind'] as UnitKind[] | undefined,
      standing: ask.filters['standing'] as Standing[] | undefined,
    }),
}

/** 信息员队伍 (第五条): officers by unit, vacancies first to see, turnover of a year. */
export function RosterPage() {
  const columns: ListColumn<RosterRow>[] = [
    { key: 'unit', title: t('organisations.unit'), width: 'minmax(240px, 1fr)', render: (row) => row.unitName },
    {
      key: 'kind',
      title: t('organisations.kind'),
      width: '130px',
      render: (row) => t(`organisations.kind_${row.kind}`),
    },
    {
      key: 'standing',
      title: t('organisations.standing'),
      width: '100px',
      render: (row) => (
        <StateTag tone={standingTones[row.standing]}>{t(`organisations.standing_${row.standing}`)}</StateTag>
      ),
    },
    {
      key: 'fullTime',
      title: t('organisations.full_time'),
      width: '80px',
      align: 'right',
      render: (row) => row.fullTime,
    },
    {
      key: 'partTime',
      title: t('organisations.part_time'),
      width: '80px',
      align: 'right',
      render: (row) => row.partTime,
    },
    { key: 'begun', title: t('organisations.begun'), width: '100px', align: 'right', render: (row) => row.begun },
    { key: 'gone', title: t('organisations.gone'), width: '100px', align: 'right', render: (row) => row.ended },
  ]
  return (
    <div className="zx-page">
      <PageHeader title={t('organisations.roster')} hint={t('organisations.roster_hint')} />
      <div className="zx-page-fill">
        <Sums />
        <DataList
          label={t('organisations.roster')}
          source={source}
          columns={columns}
          exportAs={t('organisations.roster')}
          rowKey={(row) => row.unitId}
          href={(row) => organisationPaths.directoryOf(row.unitId)}
          searchHint={t('organisations.search_roster')}
          empty={t('organisations.no_roster')}
          filters={[
            {
              kind: 'choice',
              key: 'standing',
              label: t('organisations.standing'),
              multiple: true,
              width: 170,
              choices: (Object.keys(standingTones) as Standing[]).map((value) => ({
                value,
                label: t(`organisations.standing_${value}`),
              })),
            },
            {
              kind: 'choice',
              key: 'kind',
              label: t('organisations.kind'),
              multiple: true,
              width: 200,
              choices: unitKinds.map((value) => ({ value, label: t(`organisations.kind_${value}`) })),
            },
          ]}
        />
      </div>
    </div>
  )
}

function Sums() {
  const summary = useQuery(api.organisations.roster.queryOptions({ input: { limit: 1 } })).data?.summary
  if (!summary) return null
  const sums: [string, number, boolean][] = [
    [t('organisations.summary_units'), summary.units, false],
    [t('organisations.summary_vacant'), summary.vacant, summary.vacant > 0],
    [t('organisations.summary_needs'), summary.needsFullTime, summary.needsFullTime > 0],
    [t('organisations.full_time'), summary.fullTime, false],
    [t('organisations.part_time'), summary.partTime, false],
    [t('organisations.begun'), summary.begun, false],
    [t('organisations.gone'), summary.ended, false],
  ]
  return (
    <dl className="zx-sums">
      {sums.map(([label, value, bad]) => (
        <div key={label} className={bad ? 'bad' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
