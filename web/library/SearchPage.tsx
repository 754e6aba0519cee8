import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client, api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, useGo } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { formatNumber } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { addressOf, hasFilters, readAsk, searchOf } from './ask.ts'
import type { PageAsk } from './ask.ts'
import { CollectDialog } from './CollectDialog.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { Facets } from './Facets.tsx'
import { HitItem } from './HitItem.tsx'
import { LibraryFrame } from './LibraryFrame.tsx'
import { libraryPaths } from './paths.ts'
import { SaveSearchDialog } from './SaveSearchDialog.tsx'
import { SearchBox } from './SearchBox.tsx'
import type { Suggested } from './SearchBox.tsx'
import { SearchHelp } from './SearchHelp.tsx'

type Asking = 'save' | 'export' | 'collect' | null

/** 检索: one box, what narrows the hits on the left, the hits on the right. */
export function SearchPage() {
  const ask = readAsk(useAddressSearch())
  const go = useGo()
  const change = (next: PageAsk) => go(addressOf(next))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking>(null)
  const mayExport = useMay('library.export')
  const key = JSON.stringify(ask)
  useEffect(() => setChosen(new Set()), [key])
  const found = useInfiniteQuery({
    queryKey: [...api.library.search.key(), ask],
    queryFn: ({ pageParam }) => client.library.search({ ...ask, cursor: pageParam, limit: 20 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  })
  const pages = found.data?.pages ?? []
  const hits = pages.flatMap((page) => page.items)
  const first = pages[0]
  const something = ask.q !== '' || hasFilters(ask)
  const choose = (item: Suggested) => {
    if (item.kind === 'title' && item.id) go(libraryPaths.record(item.id))
    else if (item.kind === 'unit' && item.id) change({ ...ask, unitId: item.id })
    else if (item.kind === 'topic') change({ ...ask, topic: [item.text] })
    else if (item.kind === 'place') change({ ...ask, place: [item.text] })
    else if (item.kind === 'person') change({ ...ask, author: item.text })
  }
  return (
    <LibraryFrame>
      <div className="zx-library-search">
        <SearchBox
          value={ask.q}
          onSearch={(q) => change({ ...ask, q, sort: q ? ask.sort : 'newest' })}
          onChoose={choose}
        />
        <SearchHelp />
      </div>
      <div className="zx-library-body">
        <Facets ask={ask} change={change} />
        <section className="zx-hits" aria-label={t('library.search')} aria-busy={found.isFetching}>
          <div className="zx-hits-bar">
            <span role="status">
              {first?.total === undefined || first.total === null
                ? t('library.loading')
                : t(first.totalCapped ? 'library.total_capped' : 'library.total', { count: formatNumber(first.total) })}
            </span>
            {ask.author && (
              <button type="button" className="zx-link-button" onClick={() => change({ ...ask, author: undefined })}>
                {t('library.suggest.person')}：{ask.author} ×
              </button>
            )}
            <span className="zx-hits-acts">
              {chosen.size > 0 && (
                <button type="button" className="zx-button" onClick={() => setAsking('collect')}>
                  {t('library.to_collection')}（{chosen.size}）
                </button>
              )}
              {something && (
                <>
                  <button type="button" className="zx-link-button" onClick={() => setAsking('save')}>
                    {t('library.save_search')}
                  </button>
                  <Link to={addressOf(searchOf(ask), libraryPaths.statistics)}>{t('library.see_statistics')}</Link>
                  {mayExport && (
                    <button type="button" className="zx-link-button" onClick={() => setAsking('export')}>
                      {t('library.export')}
                    </button>
                  )}
                </>
              )}
              <span className="zx-segments" role="radiogroup" aria-label={t('library.sort')}>
                {(['newest', 'relevance'] as const).map((sort) => (
                  <button
                    key={sort}
                    type="button"
                    role="radio"
                    aria-checked={ask.sort === sort}
                    disabled={sort === 'relevance' && !ask.q}
                    onClick={() => change({ ...ask, sort })}
                  >
                    {t(`library.${sort}`)}
                  </button>
                ))}
              </span>
            </span>
          </div>
          {found.isError && <Refused error={found.error} />}
          {first?.didYouMean && (
            <p className="zx-did-you-mean">
              {t('library.did_you_mean')}
              <Link to={addressOf({ ...ask, q: first.didYouMean })}>{first.didYouMean}</Link>
            </p>
          )}
          {first && hits.length === 0 && (
            <p className="zx-library-empty">{something ? t('library.nothing') : t('library.nothing_yet')}</p>
          )}
          <ol className="zx-hit-list">
            {hits.map((hit) => (
              <HitItem
                key={hit.id}
                hit={hit}
                q={ask.q}
                chosen={chosen.has(hit.id)}
                onChoose={(on) =>
                  setChosen(new Set(on ? [...chosen, hit.id] : [...chosen].filter((id) => id !== hit.id)))
                }
              />
            ))}
          </ol>
          {found.hasNextPage && (
            <button
              type="button"
              className="zx-button"
              disabled={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {t('library.more')}
            </button>
          )}
        </section>
      </div>
      {asking === 'save' && <SaveSearchDialog search={searchOf(ask)} onClose={() => setAsking(null)} />}
      {asking === 'export' && <ExportDialog search={searchOf(ask)} onClose={() => setAsking(null)} />}
      {asking === 'collect' && (
        <CollectDialog
          recordIds={[...chosen]}
          onClose={(done) => {
            setAsking(null)
            if (done) setChosen(new Set())
          }}
        />
      )}
    </LibraryFrame>
  )
}
