import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { UnitOption } from '../../contract/organisations.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useSettled } from './use-settled.ts'

interface Shared {
  asOf: string | undefined
  selected: string | undefined
  onSelect: (id: string) => void
  open: ReadonlySet<string>
  toggle: (id: string, open?: boolean) => void
}

/**
 * The tree beside a page: branches are fetched when opened; ↑ ↓ move, → opens, ← closes, Enter chooses.
 * `opened` are the units above the chosen one. With `dated` one looks at the tree of another day.
 */
export function UnitTree({
  selected,
  onSelect,
  opened = [],
  dated,
  asOf,
  onAsOf,
}: {
  selected: string | undefined
  onSelect: (id: string) => void
  opened?: string[]
  dated?: boolean
  asOf?: string
  onAsOf?: (day: string | undefined) => void
}) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  const id = useId()
  const toggle = (unitId: string, wish?: boolean) =>
    setOpen((before) => {
      const next = new Set(before)
      if (wish ?? !before.has(unitId)) next.add(unitId)
      else next.delete(unitId)
      return next
    })
  const top = useQuery(api.organisations.unitOptions.queryOptions({ input: { asOf } }))
  const first = top.data?.items.map((unit) => unit.id).join()
  useEffect(() => {
    for (const unitId of first?.split(',') ?? []) toggle(unitId, true)
  }, [first])
  const above = opened.join()
  useEffect(() => {
    for (const unitId of above.split(',')) if (unitId !== '') toggle(unitId, true)
  }, [above])
  const shared: Shared = { asOf, selected, onSelect, open, toggle }

  return (
    <div className="zx-tree-pane">
      <div className="zx-tree-tools">
        <input
          className="zx-input"
          type="search"
          aria-label={t('organisations.tree_search')}
          placeholder={t('organisations.tree_search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {dated && (
          <input
            className="zx-input"
            id={id}
            type="date"
            aria-label={t('organisations.as_of')}
            title={t('organisations.as_of')}
            value={asOf ?? ''}
            onChange={(event) => onAsOf?.(event.target.value || undefined)}
          />
        )}
      </div>
      {search === '' ? (
        <ul className="zx-tree" role="tree" aria-label={t('organisations.tree')} onKeyDown={moveByKey}>
          {top.data?.items.map((unit, index) => (
            <Branch key={unit.id} unit={unit} depth={0} first={index === 0} {...shared} />
          ))}
        </ul>
      ) : (
        <Hits search={search} {...shared} />
      )}
      {top.isPending && <p className="zx-tree-note">{t('app.loading')}</p>}
      {top.isError && (
        <div className="zx-tree-note">
          <Refused error={top.error} />
          <button type="button" className="zx-button" onClick={() => void top.refetch()}>
            {t('app.retry')}
          </button>
        </div>
      )}
    </div>
  )
}

function Branch({ unit, depth, first, ...shared }: Shared & { unit: UnitOption; depth: number; first?: boolean }) {
  const { asOf, selected, onSelect, open, toggle } = shared
  const isOpen = unit.hasChildren && open.has(unit.id)
  const below = useQuery({
    ...api.organisations.unitOptions.queryOptions({ input: { parentId: unit.id, asOf, limit: 500 } }),
    enabled: isOpen,
  })
  const labelId = useId()
  const item = useRef<HTMLLIElement>(null)
  const isSelected = selected === unit.id
  useEffect(() => {
    if (isSelected) item.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <li
      ref={item}
      role="treeitem"
      aria-labelledby={labelId}
      aria-level={depth + 1}
      aria-selected={isSelected}
      aria-expanded={unit.hasChildren ? isOpen : undefined}
      data-id={unit.id}
      tabIndex={isSelected || (selected === undefined && first) ? 0 : -1}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          onSelect(unit.id)
        }
        if (event.key === 'ArrowRight' && unit.hasChildren && !isOpen) {
          event.stopPropagation()
          event.preventDefault()
          toggle(unit.id, true)
        }
        if (event.key === 'ArrowLeft' && isOpen) {
          event.stopPropagation()
          event.preventDefault()
          toggle(unit.id, false)
        }
      }}
    >
      <div
        className="zx-tree-row"
        style={{ paddingLeft: depth * 18 }}
        onClick={() => {
          onSelect(unit.id)
          if (!isOpen) toggle(unit.id, true)
        }}
      >
        <span
          className="zx-tree-twist"
          onClick={(event) => {
            event.stopPropagation()
            toggle(unit.id)
          }}
        >
          {unit.hasChildren && <Icon name={isOpen ? 'down' : 'right'} size={12} />}
        </span>
        <span id={labelId} className={unit.validTo ? 'ended' : undefined}>
          {unit.shortName}
        </span>
      </div>
      {isOpen && (
        <ul role="group">
          {below.data?.items.map((child) => (
            <Branch key={child.id} unit={child} depth={depth + 1} {...shared} />
          ))}
          {below.isPending && (
            <li role="none" className="zx-tree-row zx-quiet" style={{ paddingLeft: (depth + 1) * 18 + 20 }}>
              {t('app.loading')}
            </li>
          )}
          {below.isError && (
            <li role="none" style={{ paddingLeft: (depth + 1) * 18 + 20 }}>
              <button type="button" className="zx-link-button" onClick={() => void below.refetch()}>
                {t('organisations.tree_failed')}
                {t('app.retry')}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

function Hits({ search, asOf, selected, onSelect }: Shared & { search: string }) {
  const hits = useQuery(
    api.organisations.unitOptions.queryOptions({ input: { search, asOf, withEnded: true, limit: 100 } }),
  )
  if (hits.isPending) return <p className="zx-tree-note">{t('app.loading')}</p>
  if (hits.isError)
    return (
      <div className="zx-tree-note">
        <Refused error={hits.error} />
      </div>
    )
  if (hits.data.items.length === 0)
    return (
      <p className="zx-tree-note" role="status">
        {t('organisations.no_hits')}
      </p>
    )
  return (
    <ul className="zx-tree" role="tree" aria-label={t('organisations.tree')} onKeyDown={moveByKey}>
      {hits.data.items.map((unit, index) => (
        <li
          key={unit.id}
          role="treeitem"
          aria-selected={selected === unit.id}
          tabIndex={index === 0 ? 0 : -1}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onSelect(unit.id)
          }}
        >
          <div className="zx-tree-row" style={{ paddingLeft: 10 }} onClick={() => onSelect(unit.id)}>
            <span className={unit.validTo ? 'ended' : undefined}>{unit.shortName}</span>
            <small>{unit.trail.slice(1).join(' › ')}</small>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Moves the focus over what is drawn; a branch that opens or closes has already taken its key. */
function moveByKey(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=treeitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const parent = items[at]!.parentElement?.closest<HTMLElement>('[role=treeitem]')
  const next = {
    ArrowDown: items[at + 1],
    ArrowRight: items[at + 1],
    ArrowUp: items[at - 1],
    ArrowLeft: parent ?? undefined,
    Home: items[0],
    End: items.at(-1),
  }[event.key]
  if (!next) return
  event.preventDefault()
  next.focus()
}
