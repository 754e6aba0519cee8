import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../app/i18n.ts'
import { useGo } from '../../app/links.tsx'
import { formatNumber } from '../format.ts'
import { KeyHints } from '../KeyHints.tsx'
import { Refused } from '../Refused.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FilterBar } from './FilterBar.tsx'
import { ListHead } from './ListHead.tsx'
import { ListRow } from './ListRow.tsx'
import './list.css'
import type { ListColumn, ListFilter, ListSource, ListTab } from './types.ts'
import { useListAsk } from './useListAsk.ts'
import { useListKeys } from './useListKeys.ts'
import { useListRows } from './useListRows.ts'
import { useSelection } from './useSelection.ts'

export interface DataListProps<Row> {
  /** What the list holds, for screen readers. */
  label: string
  source: ListSource<Row>
  columns: ListColumn<Row>[]
  rowKey: (row: Row) => string
  /** Where a row leads. Or `onOpen` for a pane beside the list; `openKey` marks the row that is open. */
  href?: (row: Row) => string
  onOpen?: (row: Row) => void
  openKey?: string
  filters?: ListFilter[]
  tabs?: ListTab[]
  defaultTab?: string
  defaultSort?: string
  searchHint?: string
  /** What may be done with the chosen rows; without it rows cannot be chosen. */
  batch?: (rows: Row[], clear: () => void) => ReactNode
  /** Right of the filters: 新建. */
  tools?: ReactNode
  /** 导出 Excel: the title of the table. Without it the list cannot be taken along. */
  exportAs?: string
  /** The sentence of an empty list: what will stand here, and what to do. */
  empty: ReactNode
  rowTone?: (row: Row) => 'unread' | 'urgent' | 'muted' | undefined
  rowHeight?: number
}

/** A list over 100,000 rows: the server filters, sorts and pages, the page draws what is in sight. All by keyboard. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, source, columns, rowKey, href, onOpen, openKey, filters = [], tabs, batch, rowHeight = 42 } = props
  const filterKeys = filters.flatMap((filter) =>
    filter.kind === 'days' ? [`${filter.key}From`, `${filter.key}To`] : [filter.key],
  )
  const { ask, at, change, clear, isNarrowed } = useListAsk(filterKeys, {
    sort: props.defaultSort,
    tab: props.defaultTab ?? tabs?.[0]?.value,
  })
  const { rows, query, total, totalCapped, outdated, renew } = useListRows(source, ask)
  const [active, setActive] = useState(-1)
  const selection = useSelection(rows, rowKey)
  const scroller = useRef<HTMLDivElement>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const go = useGo()

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1000, height: 600 },
  })
  const visible = virtual.getVirtualItems()
  const lastVisible = visible.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible >= rows.length - 40) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, rows.length])

  // coming back from a record: stand where one left
  const returned = useRef(false)
  useEffect(() => {
    if (returned.current || rows.length === 0) return
    returned.current = true
    const index = at === undefined ? -1 : rows.findIndex((row) => rowKey(row) === at)
    if (index < 0) return
    setActive(index)
    virtual.scrollToIndex(index, { align: 'center' })
  }, [rows, at, rowKey, virtual])
  const askKey = JSON.stringify(ask)
  const askBefore = useRef(askKey)
  useEffect(() => {
    if (askBefore.current === askKey) return
    askBefore.current = askKey
    setActive(-1)
    scroller.current?.scrollTo?.({ top: 0 })
  }, [askKey])

  const activate = (index: number) => {
    const next = Math.max(0, Math.min(index, rows.length - 1))
    setActive(next)
    virtual.scrollToIndex(next)
    if (document.activeElement !== scroller.current) scroller.current?.focus({ preventScroll: true })
  }
  const open = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    if (onOpen) onOpen(row)
    else if (href) {
      change({ at: rowKey(row) })
      setTimeout(() => go(href(row))) // one after the other: the router would merge the two into one entry of the history
    }
  }
  useListKeys(scroller, {
    move: (by) => activate(active < 0 ? (by > 0 ? 0 : rows.length - 1) : active + by),
    moveTo: (place) => activate(place === 'first' ? 0 : rows.length - 1),
    open: () => open(active),
    select: (range) => {
      if (batch && active >= 0) selection.toggle(active, range)
    },
    escape: () => {
      if (selection.rows.length > 0) selection.clear()
    },
    search: () => searchBox.current?.focus(),
  })

  const template = `${batch ? '36px ' : ''}${columns.map((column) => column.width).join(' ')}`
  const activeRow = rows[active]
  return (
    <section className="zx-list" aria-label={label}>
      {tabs && <Tabs tabs={tabs} current={ask.tab} choose={(tab) => change({ tab })} />}
      <FilterBar
        ask={ask}
        filters={filters}
        searchHint={props.searchHint}
        searchBox={searchBox}
        narrowed={isNarrowed}
        change={change}
        clear={clear}
        toList={() => scroller.current?.focus()}
      >
        {props.tools}
        {props.exportAs && <ExportButton title={props.exportAs} source={source} columns={columns} ask={ask} />}
      </FilterBar>
      {batch && selection.rows.length > 0 && (
        <div className="zx-batch" role="toolbar" aria-label={t('ui.batch')}>
          <b>{t('ui.chosen', { count: selection.rows.length })}</b>
          {batch(selection.rows, selection.clear)}
          <button type="button" className="zx-link-button" onClick={selection.clear}>
            {t('ui.clear_choice')}
          </button>
        </div>
      )}
      {outdated && (
        <button type="button" className="zx-list-renew" onClick={renew}>
          {t('ui.list_changed')}
        </button>
      )}
      <div
        className={query.isPlaceholderData ? 'zx-grid waiting' : 'zx-grid'}
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active < 0 && rows.length > 0) setActive(0)
        }}
        aria-rowcount={totalCapped || total === null ? -1 : total + 1}
        aria-colcount={columns.length}
        aria-busy={query.isFetching}
        aria-multiselectable={batch ? true : undefined}
        aria-activedescendant={activeRow === undefined ? undefined : `row-${rowKey(activeRow)}`}
      >
        <ListHead
          columns={columns}
          template={template}
          sort={ask.sort}
          change={(sort) => change({ sort })}
          selection={batch ? selection : undefined}
        />
        <div className="zx-grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const row = rows[index]!
            const key = rowKey(row)
            return (
              <ListRow
                key={key}
                id={`row-${key}`}
                row={row}
                index={index}
                start={start}
                height={rowHeight}
                template={template}
                columns={columns}
                tone={props.rowTone?.(row)}
                href={href?.(row)}
                active={index === active}
                open={openKey === key}
                selected={batch ? selection.has(key) : undefined}
                onOpen={() => {
                  setActive(index)
                  open(index)
                }}
                onSelect={(range) => {
                  setActive(index)
                  selection.toggle(index, range)
                }}
              />
            )
          })}
        </div>
        {query.isPending && <Waiting />}
        {query.isError && (
          <div className="zx-list-note">
            <Refused error={query.error} />
            <button type="button" className="zx-button" onClick={() => void query.refetch()}>
              {t('app.retry')}
            </button>
          </div>
        )}
        {query.isSuccess && rows.length === 0 && (
          <div className="zx-list-note">
            {isNarrowed ? (
              <>
                {t('ui.nothing_matches')}{' '}
                <button type="button" className="zx-link-button" onClick={clear}>
                  {t('ui.clear_filters')}
                </button>
              </>
            ) : (
              props.empty
            )}
          </div>
        )}
      </div>
      <footer className="zx-list-foot">
        <span aria-live="polite">{countText(total, totalCapped)}</span>
        <KeyHints
          keys={[
            ['↑ ↓ J K', t('ui.key_move')],
            ['Enter', t('ui.key_open')],
            ...(batch ? [['Space', t('ui.key_choose')] as const] : []),
            ['/', t('ui.key_search')],
          ]}
        />
      </footer>
    </section>
  )
}

function countText(total: number | null, capped: boolean): string {
  if (total === null) return ''
  return t(capped ? 'ui.count_more' : 'ui.count', { count: formatNumber(total) })
}

function Tabs({
  tabs,
  current,
  choose,
}: {
  tabs: ListTab[]
  current: string | undefined
  choose: (value: string) => void
}) {
  return (
    <div className="zx-tabs" role="tablist">
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === current}
          onClick={() => choose(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && tab.count > 0 && (
            <span className="zx-tab-count">{tab.count > 999 ? '999+' : tab.count}</span>
          )}
        </button>
      ))}
    </div>
  )
}

/** Only to look at: that it loads is said by the grid (aria-busy), which may hold no role of its own kind. */
function Waiting() {
  return (
    <div className="zx-list-waiting" aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => (
        <i key={index} style={{ width: `${88 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  )
}
