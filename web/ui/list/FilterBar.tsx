import { Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { t } from '../../app/i18n.ts'
import { Icon } from '../Icon.tsx'
import type { ListAsk, ListFilter } from './types.ts'
import type { AskChange } from './useListAsk.ts'

interface Props {
  ask: ListAsk
  filters: ListFilter[]
  searchHint?: string
  searchBox: RefObject<HTMLInputElement | null>
  narrowed: boolean
  change: (change: AskChange) => void
  clear: () => void
  toList: () => void
  children?: ReactNode
}

export function FilterBar({ ask, filters, searchHint, searchBox, narrowed, change, clear, toList, children }: Props) {
  return (
    <div className="zx-filters" role="search">
      <SearchBox
        text={ask.text}
        hint={searchHint ?? t('ui.search')}
        box={searchBox}
        change={(text) => change({ text })}
        toList={toList}
      />
      {filters.map((filter) =>
        filter.kind === 'choice' ? (
          <Select
            key={filter.key}
            size="middle"
            allowClear
            showSearch={filter.choices.length > 8 ? { optionFilterProp: 'label' } : false}
            aria-label={filter.label}
            placeholder={filter.label}
            mode={filter.multiple ? 'multiple' : undefined}
            maxTagCount="responsive"
            popupMatchSelectWidth={false}
            style={{ width: filter.width ?? 132 }}
            value={filter.multiple ? (ask.filters[filter.key] ?? []) : (ask.filters[filter.key]?.[0] ?? null)}
            options={filter.choices}
            onChange={(value: string | string[] | null | undefined) =>
              change({ filters: { [filter.key]: value === null || value === undefined ? [] : [value].flat() } })
            }
          />
        ) : (
          <DaysFilter
            key={filter.key}
            label={filter.label}
            from={ask.filters[`${filter.key}From`]?.[0] ?? ''}
            to={ask.filters[`${filter.key}To`]?.[0] ?? ''}
            change={(from, to) =>
              change({ filters: { [`${filter.key}From`]: from ? [from] : [], [`${filter.key}To`]: to ? [to] : [] } })
            }
          />
        ),
      )}
      {narrowed && (
        <button type="button" className="zx-link-button" onClick={clear}>
          {t('ui.clear_filters')}
        </button>
      )}
      <span className="zx-filters-space" />
      {children}
    </div>
  )
}

/** Asks the server a quarter of a second after the last key, and not in the middle of typing pinyin. */
function SearchBox({
  text,
  hint,
  box,
  change,
  toList,
}: {
  text: string
  hint: string
  box: RefObject<HTMLInputElement | null>
  change: (text: string) => void
  toList: () => void
}) {
  const [typed, setTyped] = useState(text)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(text), [text])
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (value: string, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change(value.trim()), wait)
  }
  return (
    <label className="zx-search">
      <Icon name="search" size={16} />
      <input
        ref={box}
        type="search"
        value={typed}
        placeholder={hint}
        aria-label={hint}
        aria-keyshortcuts="/"
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          ask(event.currentTarget.value, 250)
        }}
        onChange={(event) => {
          setTyped(event.target.value)
          if (!composing.current) ask(event.target.value, 250)
        }}
        onKeyDown={(event) => {
          if (composing.current) return
          if (event.key === 'Enter') ask(typed, 0)
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            toList()
          }
          if (event.key === 'Escape') {
            setTyped('')
            ask('', 0)
            toList()
          }
        }}
      />
      {typed === '' && <kbd aria-hidden>/</kbd>}
    </label>
  )
}

/** Two days of the browser's own calendar: small, and every reader program knows it. */
function DaysFilter({
  label,
  from,
  to,
  change,
}: {
  label: string
  from: string
  to: string
  change: (from: string, to: string) => void
}) {
  return (
    <span className="zx-days" role="group" aria-label={label}>
      <span className="zx-days-label">{label}</span>
      <input
        type="date"
        aria-label={`${label} ${t('ui.from')}`}
        value={from}
        max={to || undefined}
        onChange={(event) => change(event.target.value, to)}
      />
      <span aria-hidden>–</span>
      <input
        type="date"
        aria-label={`${label} ${t('ui.to')}`}
        value={to}
        min={from || undefined}
        onChange={(event) => change(from, event.target.value)}
      />
    </span>
  )
}
