import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'

export interface Place {
  publicationId: string
  columnId: string
  mode: string
}

/** 刊物, 栏目 and, where it is decided, 采用方式. */
export function PlaceFields({
  officeId,
  place,
  onChange,
  withMode,
}: {
  officeId: string
  place: Place
  onChange: (place: Place) => void
  withMode?: boolean
}) {
  const options = useQuery(api.publications.options.queryOptions({ input: { officeId }, staleTime: 60_000 }))
  const id = useId()
  const publications = options.data?.publications ?? []
  const columns = publications.find((one) => one.id === place.publicationId)?.columns ?? []
  return (
    <>
      <label className="zx-label" htmlFor={`${id}-publication`}>
        {t('desk.publication')}
      </label>
      <select
        id={`${id}-publication`}
        className="zx-input"
        value={place.publicationId}
        onChange={(event) =>
          onChange({
            ...place,
            publicationId: event.target.value,
            columnId: publications.find((one) => one.id === event.target.value)?.columns[0]?.id ?? '',
          })
        }
      >
        <option value="">{options.isPending ? t('app.loading') : t('desk.choose')}</option>
        {publications.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <label className="zx-label" htmlFor={`${id}-column`}>
        {t('desk.column')}
      </label>
      <select
        id={`${id}-column`}
        className="zx-input"
        disabled={columns.length === 0}
        value={place.columnId}
        onChange={(event) => onChange({ ...place, columnId: event.target.value })}
      >
        <option value="">{t('desk.choose')}</option>
        {columns.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {withMode && (
        <>
          <label className="zx-label" htmlFor={`${id}-mode`}>
            {t('desk.mode')}
          </label>
          <select
            id={`${id}-mode`}
            className="zx-input"
            value={place.mode}
            onChange={(event) => onChange({ ...place, mode: event.target.value })}
          >
            {(options.data?.modes ?? []).map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </>
      )}
    </>
  )
}
