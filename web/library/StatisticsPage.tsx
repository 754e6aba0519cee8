import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import type { Statistics } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, useGo } from '../app/links.tsx'
import { useEntryName } from '../catalogue/index.tsx'
import { formatNumber } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { addressOf, readAsk, searchOf } from './ask.ts'
import type { PageAsk } from './ask.ts'
import { LibraryFrame } from './LibraryFrame.tsx'
import { libraryPaths } from './paths.ts'
import { SearchBox } from './SearchBox.tsx'

const MonthChart = lazy(() => import('./MonthChart.tsx'))

/** 统计: by month, unit, topic, place and category; every bar opens the list behind it. */
export function StatisticsPage() {
  const ask = readAsk(useAddressSearch())
  const go = useGo()
  const category = useEntryName('category')
  const { data, error } = useQuery(api.library.statistics.queryOptions({ input: searchOf(ask) }))
  const search = (next: Partial<PageAsk>) => go(addressOf({ ...ask, ...next }, libraryPaths.statistics))
  return (
    <LibraryFrame actions={<Link to={addressOf(ask)}>{t('library.show_all')}</Link>}>
      <div className="zx-library-search">
        <SearchBox
          value={ask.q}
          onSearch={(q) => search({ q })}
          onChoose={(item) =>
            search(
              item.kind === 'unit'
                ? { unitId: item.id ?? undefined }
                : item.kind === 'topic'
                  ? { topic: [item.text] }
                  : item.kind === 'place'
                    ? { place: [item.text] }
                    : { q: item.text },
            )
          }
        />
      </div>
      <div className="zx-library-plain">
        {error && <Refused error={error} />}
        {data && <p role="status">{t('library.statistics_of', { count: formatNumber(data.total) })}</p>}
        {data && (
          <div className="zx-charts">
            <section className="zx-panel zx-chart-wide">
              <h2>{t('library.by_month')}</h2>
              {data.months.length === 0 ? (
                <p className="zx-quiet">{t('library.no_data')}</p>
              ) : (
                <Suspense fallback={<p className="zx-quiet">{t('app.loading')}</p>}>
                  <MonthChart
                    months={data.months}
                    onOpen={(month) => go(addressOf({ ...ask, from: `${month}-01`, to: lastDay(month) }))}
                  />
                </Suspense>
              )}
            </section>
            <Bars
              title={t('library.by_unit')}
              counts={data.units}
              to={(value) => addressOf({ ...ask, unitId: value })}
            />
            <Bars
              title={t('library.by_topic')}
              counts={data.topics}
              to={(value) => addressOf({ ...ask, topic: [value] })}
            />
            <Bars
              title={t('library.by_place')}
              counts={data.places}
              to={(value) => addressOf({ ...ask, place: [value] })}
            />
            <Bars
              title={t('library.by_category')}
              counts={data.categories.map((one) => ({ ...one, label: category(one.value) }))}
              to={(value) => addressOf({ ...ask, category: [value] })}
            />
          </div>
        )}
      </div>
    </LibraryFrame>
  )
}

const lastDay = (month: string): string => {
  const [year, of] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, of!, 0)).toISOString().slice(0, 10)
}

/** A bar for each value, as long as its count; a link to its list. */
function Bars({ title, counts, to }: { title: string; counts: Statistics['units']; to: (value: string) => string }) {
  const most = Math.max(1, ...counts.map((one) => one.count))
  return (
    <section className="zx-panel">
      <h2>{title}</h2>
      {counts.length === 0 && <p className="zx-quiet">{t('library.no_data')}</p>}
      <ol className="zx-bars">
        {counts.slice(0, 15).map((one) => (
          <li key={one.value}>
            <Link to={to(one.value)}>
              <span className="zx-bar-label">{one.label}</span>
              <span className="zx-bar" aria-hidden>
                <span style={{ width: `${(one.count / most) * 100}%` }} />
              </span>
              <span className="zx-bar-count">{formatNumber(one.count)}</span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
