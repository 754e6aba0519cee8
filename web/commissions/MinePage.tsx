import { useMemo, useState } from 'react'
import type { CommissionRow } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { commissionColumns } from './columns.tsx'
import './commissions.css'
import { commissionPaths } from './paths.ts'
import { RequestDialog } from './RequestDialog.tsx'

const source: ListSource<CommissionRow> = {
  key: api.commissions.list.key(),
  load: (ask, { cursor, limit }) =>
    client.commissions.list({ scope: 'mine', cursor, limit, search: ask.text || undefined }),
}

/** 我的约稿: what a leader asked for, and what came of it. */
export function MinePage() {
  const columns = useMemo(() => commissionColumns().filter((column) => column.key !== 'origin'), [])
  const [asking, setAsking] = useState(false)
  return (
    <div className="zx-page">
      <PageHeader
        title={t('commissions.menu_mine')}
        actions={
          <button type="button" className="zx-button primary" onClick={() => setAsking(true)}>
            <Icon name="plus" size={16} />
            {t('commissions.request')}
          </button>
        }
      />
      <div className="zx-page-fill">
        <DataList<CommissionRow>
          label={t('commissions.menu_mine')}
          source={source}
          columns={columns}
          rowKey={(row) => row.id}
          href={(row) => commissionPaths.commission(row.id)}
          searchHint={t('commissions.search')}
          empty={t('commissions.mine_empty')}
        />
      </div>
      {asking && <RequestDialog onClose={() => setAsking(false)} />}
    </div>
  )
}
