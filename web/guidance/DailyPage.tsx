import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatDay } from '../ui/format.ts'
import './guidance.css'
import { guidancePaths } from './paths.ts'

/** 每日采用: what offices adopted of my unit, day by day. */
export function DailyPage() {
  const list = useInfiniteQuery(
    api.guidance.words.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 30 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
  const words = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: guidancePaths.received, label: t('guidance.back_received') }}
        title={t('guidance.tab.daily')}
      />
      <div className="zx-page-body zx-guidance">
        <Refused error={list.error} />
        {list.isPending && <p role="status">{t('app.loading')}</p>}
        {list.isSuccess && words.length === 0 && <p className="zx-quiet">{t('guidance.words_empty')}</p>}
        {words.map((word) => (
          <section key={word.id} className="zx-panel">
            <h2>
              {t('guidance.word_title', {
                office: word.officeName,
                day: formatDay(word.day),
                count: word.items.length,
              })}
            </h2>
            <ol className="zx-guidance-words">
              {word.items.map((item) => (
                <li key={item.title + item.at}>
                  {t('guidance.word_line', {
                    title: item.title,
                    publication: item.publicationName,
                    column: item.columnName,
                  })}
                </li>
              ))}
            </ol>
          </section>
        ))}
        {list.hasNextPage && (
          <button type="button" className="zx-link-button" onClick={() => void list.fetchNextPage()}>
            {t('home.more')}
          </button>
        )}
      </div>
    </div>
  )
}
