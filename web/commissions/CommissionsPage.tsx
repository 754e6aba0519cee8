import { useMemo } from 'react'
import type { CommissionRow, CommissionStatus } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { commissionColumns } from './columns.tsx'
import './commissions.css'
import { commissionPaths } from './paths.ts'

const tabs = ['all', 'issued', 'overdue', 'requested', 'draft', 'ended'] as const
const statusesOf: Record<string, CommissionStatus[]> = {
  issued: ['issued'],
  requested: ['requested'],
  draft: ['draft'],
  ended: ['ended', 'revoked'],
}
const source: ListSource<CommissionRow> = {
  key: api.commissions.list.key(),
  load: (ask, { cursor, limit }) =>
    client.commissions.list({
      cursor,
      limit,
      search: ask.text || undefined,
      overdue: ask.tab === 'overdue' ? true : undefined,
      status: ask.tab ? statusesOf[ask.tab] : undefined,
    }),
}

/** 约稿 of the office, newest first. */
export function CommissionsPage() {
  const columns = useMemo(commissionColumns, [])
  const mayManage = useMay('commission.manage')
  return (
    <div className="zx-page">
      <PageHeader
        title={t('commissions.title')}
        actions={
          <>
            <Link to={commissionPaths.overdue} className="zx-button">
              {t('commissions.overdue_list')}
            </Link>
            {mayManage && (
              <>
                <Link to={commissionPaths.settings} className="zx-button">
                  {t('commissions.settings')}
                </Link>
                <Link to={commissionPaths.new} className="zx-button primary">
                  <Icon name="plus" size={16} />
                  {t('commissions.new')}
                </Link>
              </>
            )}
          </>
        }
      />
      <div className="zx-page-fill">
        <DataList<CommissionRow>
          label={t('commissions.title')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => commissionPaths.commission(row.id)}
          searchHint={t('commissions.search')}
          empty={t('commissions.list_empty')}
          defaultTab="all"
          tabs={tabs.map((value) => ({ value, label: t(`commissions.tab.${value}`) }))}
          rowTone={(row) => (row.isOverdue ? 'urgent' : undefined)}
        />
      </div>
    </div>
  )
}
