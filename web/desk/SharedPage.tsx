import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SharedRow } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { DataList } from '../ui/list/DataList.tsx'
import type { ListColumn, ListSource } from '../ui/list/types.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import './desk.css'
import { deskPaths } from './paths.ts'

const source: ListSource<SharedRow> = {
  key: api.desk.sharedItems.key(),
  load: (ask, { cursor, limit }) => client.desk.sharedItems({ cursor, limit, search: ask.text || undefined }),
}

/** 共享信息: what the offices above let every unit read, beside the text. */
export function SharedPage() {
  const open = useAddressSearch().open as string | undefined
  const go = useGo()
  const show = (id: string) => {
    const search = new URLSearchParams(window.location.search)
    search.set('open', id)
    go(`${deskPaths.shared}?${search}`, { replace: true })
  }
  const columns = useMemo<ListColumn<SharedRow>[]>(
    () => [
      {
        key: 'item',
        title: t('desk.title'),
        width: 'minmax(0, 1fr)',
        render: (row) => (
          <span className="zx-desk-item">
            <span className="zx-desk-item-title">{row.title}</span>
            <span className="zx-desk-item-by">{row.sourceUnitName}</span>
          </span>
        ),
      },
      { key: 'office', title: t('desk.shared_by'), width: '150px', render: (row) => row.officeName },
      { key: 'at', title: t('desk.shared_at'), width: '122px', render: (row) => formatShort(row.sharedAt) },
    ],
    [],
  )
  return (
    <div className="zx-page">
      <PageHeader title={t('desk.shared_items')} />
      <div className="zx-page-fill">
        <SplitView
          name="shared"
          initial={0.48}
          min={360}
          left={
            <div className="zx-desk-inbox">
              <DataList<SharedRow>
                label={t('desk.shared_items')}
                source={source}
                columns={columns}
                exportAs={t('desk.shared_items')}
                rowKey={(row) => row.id}
                rowHeight={62}
                openKey={open}
                onOpen={(row) => show(row.id)}
                searchHint={t('desk.search_hint')}
                empty={t('desk.shared_empty')}
              />
            </div>
          }
          right={
            open ? <SharedText key={open} id={open} /> : <p className="zx-desk-empty">{t('desk.shared_choose')}</p>
          }
        />
      </div>
    </div>
  )
}

function SharedText({ id }: { id: string }) {
  const { data, error } = useQuery(api.desk.sharedItem.queryOptions({ input: { id } }))
  if (error)
    return (
      <div className="zx-desk-empty">
        <Refused error={error} />
      </div>
    )
  if (!data)
    return (
      <div className="zx-opening" role="status">
        {t('app.loading')}
      </div>
    )
  return (
    <section className="zx-desk-pane" aria-label={data.title}>
      <header className="zx-desk-pane-head">
        <h2>{data.title}</h2>
        <p className="zx-quiet">
          {[
            data.sourceUnitName,
            t('desk.shared_line', {
              office: data.officeName,
              name: data.sharedByName,
              time: formatDateTime(data.sharedAt),
            }),
          ].join('　')}
        </p>
        {data.ground && (
          <p className="zx-quiet">
            {t('desk.ground')}　{data.ground}
          </p>
        )}
      </header>
      <div className="zx-desk-pane-body" tabIndex={0} role="region" aria-label={t('desk.text')}>
        <BodyView body={data.text.body} title={data.text.title} />
        {data.files.length > 0 && (
          <section className="zx-panel">
            <h2>{t('desk.files')}</h2>
            <FileUpload files={data.files} readOnly />
          </section>
        )}
      </div>
    </section>
  )
}
