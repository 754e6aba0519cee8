import { useMemo } from 'react'
import type { DirectiveTaskRow, Light } from '../../contract/directives.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Deadline } from '../ui/Deadline.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import './directives.css'
import { LightTag } from './LightTag.tsx'
import { directivePaths } from './paths.ts'
import { leaderLine, lights, partTones, partWord } from './words.ts'

const groups = ['all', 'toSignFor', 'open', 'toSign', 'given', 'done'] as const

const source: ListSource<DirectiveTaskRow> = {
  key: api.directives.tasks.key(),
  load: (ask, page) =>
    client.directives.tasks({
      ...page,
      group: groups.find((group) => group === ask.tab) ?? 'all',
      light: ask.filters['light']?.[0] as Light | undefined,
      search: ask.text || undefined,
      sort: ask.sort === '-arrived' ? 'arrived' : 'due',
    }),
}

/** 承办事项: what my unit carries out, what is due first. */
export function TasksPage() {
  const columns = useMemo<ListColumn<DirectiveTaskRow>[]>(
    () => [
      { key: 'light', title: t('directives.light'), width: '76px', render: (row) => <LightTag light={row.light} /> },
      {
        key: 'title',
        title: t('directives.item'),
        width: 'minmax(200px, 1fr)',
        render: (row) => row.title,
      },
      {
        key: 'leader',
        title: t('directives.leader'),
        width: '84px',
        render: (row) => <span title={leaderLine(row)}>{row.leaderName}</span>,
      },
      { key: 'giver', title: t('directives.giver'), width: '170px', render: (row) => row.giverName },
      { key: 'role', title: t('directives.role'), width: '56px', render: (row) => t(`directives.role_${row.role}`) },
      {
        key: 'status',
        title: t('directives.status'),
        width: '100px',
        render: (row) =>
          row.awaitsSignature ? (
            <StateTag tone="violet">{t('directives.awaits_signature')}</StateTag>
          ) : (
            <StateTag tone={partTones[row.status]}>{partWord(row.status)}</StateTag>
          ),
      },
      { key: 'next', title: t('directives.next'), width: '140px', render: (row) => row.nextName ?? '' },
      {
        key: 'urged',
        title: t('directives.urged'),
        width: '52px',
        align: 'right',
        render: (row) => (row.urgedCount > 0 ? row.urgedCount : ''),
      },
      {
        key: 'arrived',
        title: t('directives.arrived'),
        width: '126px',
        sort: 'arrived',
        descendingFirst: true,
        render: (row) => formatShort(row.arrivedAt),
      },
      {
        key: 'due',
        title: t('directives.due'),
        width: '120px',
        sort: 'due',
        render: (row) => <Deadline due={row.dueAt} />,
      },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('directives.tasks')} />
      <div className="zx-page-fill">
        <DataList<DirectiveTaskRow>
          label={t('directives.tasks')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => directivePaths.task(row.id)}
          defaultTab="all"
          defaultSort="due"
          tabs={groups.map((group) => ({ value: group, label: t(`directives.group_${group}`) }))}
          filters={[
            {
              kind: 'choice',
              key: 'light',
              label: t('directives.light'),
              choices: lights.map((light) => ({ value: light, label: t(`directives.light_${light}`) })),
              width: 110,
            },
          ]}
          searchHint={t('directives.search')}
          empty={t('directives.tasks_empty')}
          rowTone={(row) => (row.status === 'accepted' || row.status === 'withdrawn' ? 'muted' : undefined)}
        />
      </div>
    </div>
  )
}
