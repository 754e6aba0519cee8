import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { DirectiveCards } from './MyDirectives.tsx'

/** 我的批示: all I wrote, and how each stands. */
export function MinePage() {
  const list = useInfiniteQuery(
    api.directives.mine.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 30 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="zx-page zx-read-home">
      <PageHeader title={t('directives.mine')} hint={t('directives.mine_hint')} />
      <div className="zx-page-body">
        <Refused error={list.error} />
        {list.isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {list.isSuccess && rows.length === 0 && <p className="zx-quiet">{t('directives.mine_empty')}</p>}
        <DirectiveCards rows={rows} />
        {list.hasNextPage && (
          <button type="button" className="zx-button" onClick={() => void list.fetchNextPage()}>
            {t('directives.more')}
          </button>
        )}
      </div>
    </div>
  )
}
