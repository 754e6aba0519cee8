import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { UnitOption } from '../../contract/organisations.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { popupPlace } from './popup-place.ts'
import { useSettled } from './use-settled.ts'

export interface UnitPickerProps {
  /** Ids of the chosen units; one at most unless `multiple`. */
  value: string[]
  onChange: (ids: string[], units: UnitOption[]) => void
  multiple?: boolean
  /** Only units with a desk can be chosen; the others still show the way. */
  officesOnly?: boolean
  /** Units that cannot be chosen. */
  except?: string[]
  id?: string
  label?: string
  placeholder?: string
  disabled?: boolean
}

interface Node {
  id: string
  pId: string
  value: string
  title: string
  isLeaf: boolean
  disabled: boolean
}

/** A unit of the tree: open the branches, or type part of a name or a code. Branches are fetched when they are opened. */
export default function UnitPicker({
  value,
  onChange,
  multiple,
  officesOnly,
  except = [],
  id,
  label,
  placeholder,
  disabled,
}: UnitPickerProps) {
  const ownId = useId()
  const inputId = id ?? ownId
  const [known, setKnown] = useState<Map<string, UnitOption>>(new Map())
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim())
  const asked = useRef(new Set<string>())
  const learn = (units: UnitOption[]) =>
    setKnown((before) => new Map([...before, ...units.map((unit) => [unit.id, unit] as const)]))

  const top = useQuery(api.organisations.unitOptions.queryOptions({ input: {} }))
  const hits = useQuery({
    ...api.organisations.unitOptions.queryOptions({ input: { search, limit: 60 } }),
    enabled: search !== '',
  })
  // opened by hand once the top is there: a new tree would lose what was typed meanwhile
  const [expanded, setExpanded] = useState<string[]>([])
  const unnamed = value.filter((chosen) => !known.has(chosen))
  const chosen = useQuery({
    ...api.organisations.unitOptions.queryOptions({ input: { ids: unnamed } }),
    enabled: unnamed.length > 0,
  })

  const open = async (parentId: string) => {
    if (asked.current.has(parentId)) return
    asked.current.add(parentId)
    try {
      learn((await client.organisations.unitOptions({ parentId, limit: 500 })).items)
    } catch {
      asked.current.delete(parentId) // opened again, it is asked again
    }
  }
  useEffect(() => {
    if (!top.data) return
    learn(top.data.items)
    setExpanded((before) => [...new Set([...before, ...top.data.items.map((unit) => unit.id)])])
    for (const unit of top.data.items) void open(unit.id)
  }, [top.data])
  useEffect(() => {
    if (hits.data) learn(hits.data.items)
  }, [hits.data])
  useEffect(() => {
    if (chosen.data) learn(chosen.data.items)
  }, [chosen.data])

  const treeData = useMemo(() => {
    const node = (unit: UnitOption, flat: boolean): Node => ({
      id: unit.id,
      pId: flat ? '' : (unit.parentId ?? ''),
      value: unit.id,
      isLeaf: flat || !unit.hasChildren,
      title: flat ? [...unit.trail.slice(1), unit.shortName].join(' › ') : unit.shortName,
      disabled: except.includes(unit.id) || (officesOnly === true && !unit.isOffice),
    })
    if (search !== '') return (hits.data?.items ?? []).map((unit) => node(unit, true))
    const shown = new Set<string>()
    const units = [...known.values()]
    const roots = new Set(top.data?.items.map((unit) => unit.id))
    for (const unit of units)
      if (roots.has(unit.id) || (unit.parentId !== null && asked.current.has(unit.parentId))) shown.add(unit.id)
    return units.filter((unit) => shown.has(unit.id)).map((unit) => node(unit, false))
  }, [known, hits.data, search, top.data, officesOnly, except.join()])

  return (
    <TreeSelect
      id={inputId}
      popupRender={(tree) => <div id={`${inputId}_list`}>{tree}</div>}
      aria-label={label ?? placeholder ?? t(multiple ? 'organisations.pick_units' : 'organisations.pick_unit')}
      style={{ width: '100%' }}
      disabled={disabled}
      placeholder={placeholder ?? t(multiple ? 'organisations.pick_units' : 'organisations.pick_unit')}
      allowClear={!disabled}
      showSearch
      filterTreeNode={false}
      multiple={multiple}
      treeLine={search === ''}
      treeDataSimpleMode
      treeData={treeData}
      loadData={(branch) => open(String(branch.value))}
      treeExpandedKeys={expanded}
      onTreeExpand={(keys) => setExpanded(keys.map(String))}
      labelInValue
      value={value.map((one) => ({ value: one, label: known.get(one)?.shortName ?? '…' }))}
      getPopupContainer={popupPlace}
      searchValue={typed}
      onSearch={setTyped}
      listHeight={176}
      popupMatchSelectWidth={360}
      notFoundContent={search !== '' && hits.isFetching ? t('app.loading') : t('organisations.pick_nothing')}
      onChange={(picked: unknown) => {
        const list = (Array.isArray(picked) ? picked : picked ? [picked] : []) as { value: string }[]
        const ids = list.map((one) => one.value)
        setTyped('')
        onChange(
          ids,
          ids.flatMap((one) => known.get(one) ?? []),
        )
      }}
    />
  )
}
