import type { CommissionRow } from '../../contract/commissions.ts'
import { t } from '../app/i18n.ts'
import { Deadline } from '../ui/Deadline.tsx'
import type { ListColumn } from '../ui/list/types.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { statusTones, statusWord } from './words.ts'

/** How commissions stand in a list, for the office and for a leader. */
export const commissionColumns = (): ListColumn<CommissionRow>[] => [
  { key: 'label', title: t('commissions.col_label'), width: '128px', render: (row) => row.label ?? '—' },
  { key: 'title', title: t('commissions.col_title'), width: 'minmax(240px, 1fr)', render: (row) => row.title },
  {
    key: 'origin',
    title: t('commissions.col_origin'),
    width: '140px',
    render: (row) =>
      row.origin === 'leader' && row.leaderName
        ? t('commissions.leader_line', { name: row.leaderName })
        : t(`commissions.origin.${row.origin}`),
  },
  {
    key: 'status',
    title: t('commissions.col_status'),
    width: '84px',
    render: (row) => <StateTag tone={statusTones[row.status]}>{statusWord(row.status)}</StateTag>,
  },
  {
    key: 'progress',
    title: t('commissions.col_progress'),
    width: '220px',
    render: (row) => (row.counts.targets > 0 ? <Progress row={row} /> : null),
  },
  {
    key: 'due',
    title: t('commissions.col_due'),
    width: '132px',
    render: (row) =>
      row.status === 'issued' && row.counts.waiting === 0 ? null : row.status === 'ended' ||
        row.status === 'revoked' ? null : (
        <Deadline due={row.dueAt} />
      ),
  },
]

export function Progress({ row }: { row: Pick<CommissionRow, 'counts' | 'isOverdue'> }) {
  const { targets, answered, late, waiting } = row.counts
  return (
    <span className="zx-progress">
      <span className="zx-progress-bar" aria-hidden>
        <span style={{ width: `${((answered - late) / targets) * 100}%` }} />
        <span className="late" style={{ width: `${(late / targets) * 100}%` }} />
      </span>
      {t('commissions.progress', { answered, targets })}
      {row.isOverdue && <b>{t('commissions.progress_waiting', { waiting })}</b>}
    </span>
  )
}
