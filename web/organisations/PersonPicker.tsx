import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { PersonRow } from '../../contract/organisations.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { popupPlace } from './popup-place.ts'
import { useSettled } from './use-settled.ts'

export interface PersonPickerProps {
  value: string[]
  onChange: (ids: string[], people: PersonRow[]) => void
  multiple?: boolean
  /** Only people of this unit; they are listed without typing. */
  unitId?: string
  /** With `unitId`: also of the units below it. */
  below?: boolean
  except?: string[]
  id?: string
  label?: string
  placeholder?: string
  disabled?: boolean
}

/** Someone of the address book: type part of a name; unit and title tell people of one name apart. */
export default function PersonPicker({
  value,
  onChange,
  multiple,
  unitId,
  below,
  except = [],
  id,
  label,
  placeholder,
  disabled,
}: PersonPickerProps) {
  const [typed, setTyped] = useState('')
  const [known, setKnown] = useState<Map<string, PersonRow>>(new Map())
  const search = useSettled(typed.trim())
  const found = useQuery({
    ...api.organisations.people.queryOptions({
      input: { limit: 50, ...(search ? { search } : {}), ...(unitId ? { unitId, below } : {}) },
    }),
    enabled: search !== '' || unitId !== undefined,
  })
  const unnamed = value.filter((one) => !known.has(one))
  const named = useQuery({
    ...api.organisations.people.queryOptions({ input: { ids: unnamed, limit: 200 } }),
    enabled: unnamed.length > 0,
  })
  const people = new Map([
    ...known,
    ...[...(named.data?.items ?? []), ...(found.data?.items ?? [])].map((person) => [person.id, person] as const),
  ])
  const nameOf = (person: PersonRow) => `${person.name}　${person.unitName} ${person.title}`
  const listed = [...new Map((found.data?.items ?? []).map((person) => [person.id, person])).values()].filter(
    (person) => !except.includes(person.id),
  )

  return (
    <Select
      id={id}
      aria-label={label ?? placeholder ?? t('organisations.pick_person')}
      style={{ width: '100%' }}
      disabled={disabled}
      allowClear={!disabled}
      showSearch
      filterOption={false}
      mode={multiple ? 'multiple' : undefined}
      placeholder={placeholder ?? t('organisations.pick_person')}
      labelInValue
      value={
        (multiple ? value : value.slice(0, 1)).map((one) => ({
          value: one,
          label: people.get(one)?.name ?? '…',
        })) as never
      }
      getPopupContainer={popupPlace}
      searchValue={typed}
      onSearch={setTyped}
      listHeight={176}
      popupMatchSelectWidth={360}
      options={listed.map((person) => ({ value: person.id, label: nameOf(person) }))}
      notFoundContent={
        found.isFetching
          ? t('app.loading')
          : search === '' && !unitId
            ? t('organisations.type_to_search')
            : t('organisations.pick_nothing')
      }
      onChange={(picked: unknown) => {
        const list = (Array.isArray(picked) ? picked : picked ? [picked] : []) as { value: string }[]
        const ids = list.map((one) => one.value)
        setKnown(people)
        setTyped('')
        onChange(
          ids,
          ids.flatMap((one) => people.get(one) ?? []),
        )
      }}
    />
  )
}
