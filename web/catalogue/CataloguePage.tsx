import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dataFields } from '../../contract/catalogue-fields.ts'
import type { CatalogueEntry, CatalogueList } from '../../contract/catalogue.ts'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import './catalogue.css'
import { EntryDialog } from './EntryDialog.tsx'
import { EntryTable } from './EntryTable.tsx'
import { cataloguePaths } from './paths.ts'

const lists = Object.keys(dataFields) as CatalogueList[]
type Open = { kind: 'add' } | { kind: 'edit' | 'override'; entry: CatalogueEntry }

/** 字典: the lists of the whole system and of an office. What is chosen stands in the address. */
export function CataloguePage() {
  const search = useAddressSearch()
  const go = useGo()
  const list = lists.find((one) => one === search['list']) ?? 'category'
  const owners = useQuery(api.catalogue.owners.queryOptions())
  const wanted = typeof search['office'] === 'string' ? search['office'] : undefined
  const owner = owners.data?.items.find((one) => (one.officeId ?? 'all') === wanted) ?? owners.data?.items[0]
  const officeId = owner?.officeId ?? null
  const entries = useQuery({
    ...api.catalogue.entries.queryOptions({ input: { list, ...(officeId ? { officeId } : {}) } }),
    enabled: owners.isSuccess,
  })
  const [open, setOpen] = useState<Open>()
  const refusal = useRefusal()
  const options = { onError: refusal.show, onSettled: () => refetchModules('catalogue') }
  const activate = useMutation(api.catalogue.setActive.mutationOptions(options))
  const reorder = useMutation(api.catalogue.reorder.mutationOptions(options))
  const show = (change: { list?: string; office?: string }) =>
    go(
      `${cataloguePaths.catalogue}?${new URLSearchParams({ list, ...(wanted ? { office: wanted } : {}), ...change })}`,
      { replace: true },
    )
  const items = entries.data?.items ?? []
  const mayChange = entries.data?.mayChange === true

  const move = (entry: CatalogueEntry, by: -1 | 1) => {
    const codes = items.map((one) => one.code)
    const from = codes.indexOf(entry.code)
    const beside = codes[from + by]
    if (beside === undefined) return
    codes[from + by] = entry.code
    codes[from] = beside
    reorder.mutate({ list, officeId, codes })
  }
  return (
    <div className="zx-page">
      <PageHeader
        title={t('catalogue.title')}
        hint={t('catalogue.hint')}
        actions={
          <>
            {(owners.data?.items.length ?? 0) > 1 && (
              <label className="zx-row">
                {t('catalogue.owner')}
                <select
                  className="zx-input"
                  value={officeId ?? 'all'}
                  onChange={(event) => show({ office: event.target.value })}
                >
                  {owners.data!.items.map((one) => (
                    <option key={one.officeId ?? 'all'} value={one.officeId ?? 'all'}>
                      {one.officeId ? one.name : t('catalogue.whole_node')}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {mayChange && (
              <button type="button" className="zx-button primary" onClick={() => setOpen({ kind: 'add' })}>
                {t('catalogue.add')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-fill zx-catalogue">
        <nav className="zx-panel" aria-label={t('catalogue.lists')}>
          {lists.map((one) => (
            <button
              key={one}
              type="button"
              aria-current={one === list ? 'true' : undefined}
              onClick={() => show({ list: one })}
            >
              {t(`catalogue.list_${one}`)}
            </button>
          ))}
        </nav>
        <section className="zx-panel" aria-label={t(`catalogue.list_${list}`)} aria-busy={entries.isFetching}>
          {(owners.error ?? entries.error) && (
            <div>
              <Refused error={owners.error ?? entries.error} />
              <button
                type="button"
                className="zx-button"
                onClick={() => void (owners.error ? owners : entries).refetch()}
              >
                {t('app.retry')}
              </button>
            </div>
          )}
          {(owners.isPending || entries.isPending) && !owners.error && <p className="zx-opening">{t('app.loading')}</p>}
          {entries.isSuccess && !mayChange && <p className="zx-quiet">{t('catalogue.not_yours')}</p>}
          {entries.isSuccess && (
            <EntryTable
              list={list}
              entries={items}
              ofOffice={officeId !== null}
              mayChange={mayChange}
              busy={reorder.isPending || activate.isPending}
              onMove={move}
              onAct={(action, entry) =>
                action === 'edit' || action === 'override'
                  ? setOpen({ kind: action, entry })
                  : activate.mutate({ id: entry.id, active: action === 'activate' })
              }
            />
          )}
        </section>
      </div>
      {open && (
        <EntryDialog
          list={list}
          officeId={officeId}
          kind={open.kind}
          entry={open.kind === 'add' ? undefined : open.entry}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  )
}
