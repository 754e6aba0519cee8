import { useMemo } from 'react'
import type { Copy, CopyStatus } from '../../contract/publications-copies.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { publicationPaths } from './paths.ts'
import './publications.css'
import { copyTones } from './words.ts'

const statuses: CopyStatus[] = ['held', 'inStock', 'returned', 'missing', 'destroyed']
const isStatus = (tab: string | undefined): tab is CopyStatus => statuses.some((status) => status === tab)

const source: ListSource<Copy> = {
  key: api.publications.copyRegister.key(),
  load: (ask, page) =>
    client.publications.copyRegister({
      ...page,
      search: ask.text || undefined,
      status: isStatus(ask.tab) ? [ask.tab] : undefined,
    }),
}

/** 份号登记簿: every numbered print of the office; opens on those that somebody holds. */
export function CopyRegisterPage() {
  const columns = useMemo<ListColumn<Copy>[]>(
    () => [
      { key: 'mark', title: t('publications.copy_number'), width: '92px', render: (row) => row.mark },
      { key: 'issue', title: t('publications.label'), width: 'minmax(200px, 1fr)', render: (row) => row.issueName },
      {
        key: 'status',
        title: t('publications.status'),
        width: '88px',
        render: (row) => <StateTag tone={copyTones[row.status]}>{t(`publications.copy_${row.status}`)}</StateTag>,
      },
      {
        key: 'holder',
        title: t('publications.copy_holder'),
        width: 'minmax(140px, 240px)',
        render: (row) => row.holder ?? '',
      },
      { key: 'given', title: t('publications.copy_given'), width: '150px', render: (row) => formatShort(row.givenAt) },
      {
        key: 'settled',
        title: t('publications.copy_settled'),
        width: '150px',
        render: (row) => formatShort(row.settledAt),
      },
      {
        key: 'by',
        title: t('publications.copy_by'),
        width: '90px',
        render: (row) => row.settledByName ?? row.givenByName ?? '',
      },
      { key: 'note', title: t('publications.copies_note'), width: 'minmax(100px, 200px)', render: (row) => row.note },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('publications.copy_register')} />
      <div className="zx-page-fill">
        <DataList<Copy>
          label={t('publications.copy_register')}
          source={source}
          columns={columns}
          exportAs={t('publications.copy_register')}
          rowKey={(row) => row.id}
          href={(row) => publicationPaths.issue(row.issueId)}
          defaultTab="held"
          tabs={[
            ...statuses.map((status) => ({ value: status, label: t(`publications.copy_${status}`) })),
            { value: 'all', label: t('publications.tab_all') },
          ]}
          searchHint={t('publications.copy_search')}
          empty={t('publications.copy_register_empty')}
        />
      </div>
    </div>
  )
}
