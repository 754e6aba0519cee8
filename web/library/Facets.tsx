import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Facet } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { formatNumber } from '../ui/format.ts'
import { filterOf, hasFilters, searchOf } from './ask.ts'
import type { PageAsk } from './ask.ts'
import { facetWord, kindWord, stateWord } from './words.ts'

const few = 6

/** 分面: how the hits spread, each value a filter to set and to take away. */
export function Facets({ ask, change }: { ask: PageAsk; change: (next: PageAsk) => void }) {
  const { data } = useQuery(
    api.library.facets.queryOptions({ input: searchOf(ask), placeholderData: (before) => before }),
  )
  return (
    <aside className="zx-facets" aria-label={t('library.filters')} tabIndex={0}>
      {hasFilters(ask) && (
        <button type="button" className="zx-link-button" onClick={() => change({ q: ask.q, sort: ask.sort })}>
          {t('library.clear')}
        </button>
      )}
      <Days ask={ask} change={change} />
      {data?.facets.map((facet) => (
        <FacetGroup key={facet.name} facet={facet} ask={ask} change={change} />
      ))}
      {data && data.capped && <p className="zx-quiet">{t('library.facets_of', { count: formatNumber(data.of) })}</p>}
    </aside>
  )
}

function Days({ ask, change }: { ask: PageAsk; change: (next: PageAsk) => void }) {
  return (
    <fieldset className="zx-facet-days">
      <legend>{t('library.days')}</legend>
      <label>
        {t('library.from')}
        <input
          type="date"
          className="zx-input"
          value={ask.from ?? ''}
          max={ask.to}
          onChange={(event) => change({ ...ask, from: event.target.value || undefined })}
        />
      </label>
      <label>
        {t('library.to')}
        <input
          type="date"
          className="zx-input"
          value={ask.to ?? ''}
          min={ask.from}
          onChange={(event) => change({ ...ask, to: event.target.value || undefined })}
        />
      </label>
    </fieldset>
  )
}

function FacetGroup({ facet, ask, change }: { facet: Facet; ask: PageAsk; change: (next: PageAsk) => void }) {
  const [all, setAll] = useState(false)
  const category = useEntryName('category')
  const chosen = chosenOf(ask, facet.name)
  const known = new Set(facet.values.map(({ value }) => value))
  const values = [
    ...facet.values,
    ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value, count: 0 })),
  ]
  if (values.length === 0 || (values.length === 1 && chosen.length === 0 && facet.name !== 'topic')) return null
  const label = (value: string, given: string) =>
    facet.name === 'kind'
      ? kindWord(value as never)
      : facet.name === 'state'
        ? stateWord(value)
        : facet.name === 'category'
          ? category(value)
          : given
  const toggle = (value: string) =>
    change({
      ...ask,
      ...changeOf(
        facet.name,
        chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
        value,
      ),
    })
  return (
    <section>
      <h2>{facetWord(facet.name)}</h2>
      <ul>
        {values.slice(0, all ? undefined : few).map(({ value, label: given, count }) => (
          <li key={value}>
            <label className={chosen.includes(value) ? 'chosen' : undefined}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
              <span title={label(value, given)}>{label(value, given)}</span>
              <span className="zx-facet-count">{formatNumber(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {values.length > few && (
        <button type="button" className="zx-link-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('library.facet_less') : t('library.facet_more')}
        </button>
      )}
    </section>
  )
}

function chosenOf(ask: PageAsk, name: Facet['name']): string[] {
  const value = ask[filterOf[name]]
  return value === undefined ? [] : Array.isArray(value) ? value : [String(value)]
}

/** A year and a unit are one at a time; of the others several may be chosen. */
function changeOf(name: Facet['name'], values: string[], last: string): Partial<PageAsk> {
  const filter = filterOf[name]
  const kept = values.includes(last)
  if (name === 'year') return { year: kept ? Number(last) : undefined }
  if (name === 'unit') return { unitId: kept ? last : undefined }
  return { [filter]: values.length > 0 ? values : undefined }
}
