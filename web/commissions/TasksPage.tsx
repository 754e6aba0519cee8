import { useMemo } from 'react'
import type { CommissionTaskRow } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Deadline } from '../ui/Deadline.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './commissions.css'
import { commissionPaths } from './paths.ts'
import { taskTones, taskWord } from './words.ts'

const groups = ['all', 'new', 'open', 'overdue', 'answered', 'declined', 'ended'] as const
const source: ListSource<CommissionTaskRow> = {
  key: api.commissions.tasks.key(),
  load: (ask, { cursor, limit }) =>
    client.commissions.tasks({
      cursor,
      limit,
      search: ask.text || undefined,
      group: groups.find((group) => group === ask.tab) ?? 'all',
    }),
}

/** 收到的约稿: what my unit is asked for. */
export function TasksPage() {
  const columns = useMemo<ListColumn<CommissionTaskRow>[]>(
    () => [
      { key: 'title', title: t('commissions.col_title'), width: 'minmax(240px, 1fr)', render: (row) => row.title },
      { key: 'office', title: t('commissions.col_office'), width: '184px', render: (row) => row.officeName },
      {
        key: 'origin',
        title: t('commissions.col_origin'),
        width: '112px',
        render: (row) =>
          row.leaderName
            ? t('commissions.leader_line', { name: row.leaderName })
            : t(`commissions.origin.${row.origin}`),
      },
      {
        key: 'status',
        title: t('commissions.col_status'),
        width: '136px',
        render: (row) => (
          <span className="zx-row">
            <StateTag tone={taskTones[row.status]}>{taskWord(row.status)}</StateTag>
            {row.onTime === false && <StateTag tone="amber">{t('commissions.late')}</StateTag>}
          </span>
        ),
      },
      {
        key: 'due',
        title: t('commissions.col_due'),
        width: '124px',
        render: (row) =>
          row.endedAt ? (
            t('commissions.tab.ended')
          ) : row.status === 'declined' ? null : (
            <Deadline due={row.dueAt} doneAt={row.answeredAt} />
          ),
      },
      { key: 'unit', title: t('commissions.col_unit'), width: '168px', render: (row) => row.unitName },
      { key: 'issued', title: t('commissions.issue'), width: '126px', render: (row) => formatShort(row.issuedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('commissions.menu_received')} />
      <div className="zx-page-fill">
        <DataList<CommissionTaskRow>
          label={t('commissions.menu_received')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => commissionPaths.task(row.id)}
          searchHint={t('commissions.search')}
          empty={t('commissions.received_empty')}
          defaultTab="all"
          tabs={groups.map((value) => ({
            value,
            label: value === 'overdue' ? t('commissions.overdue') : t(`commissions.tab.${value}`),
          }))}
          rowTone={(row) => (row.isOverdue ? 'urgent' : row.status === 'issued' ? 'unread' : undefined)}
        />
      </div>
    </div>
  )
}
