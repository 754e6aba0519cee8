import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { api, refetchModules } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatShort } from '../ui/format.ts'
import { noticeAddress } from './destinations.ts'
import './home.css'

/** What I was told, newest first, with a read mark. */
export function NoticesPage() {
  const list = useInfiniteQuery(
    api.home.notices.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, limit: 50 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  )
  const read = useMutation(api.home.readNotices.mutationOptions({ onSuccess: () => refetchModules('home') }))
  const notices = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="zx-page zx-notices">
      <PageHeader
        title={t('app.notices')}
        actions={
          <button
            type="button"
            className="zx-link-button"
            disabled={notices.every((notice) => notice.readAt)}
            onClick={() => read.mutate({})}
          >
            {t('home.read_all')}
          </button>
        }
      />
      <div className="zx-page-body">
        {list.error && <Refused error={list.error} />}
        {list.isSuccess && notices.length === 0 && <p className="zx-home-empty">{t('home.no_notices')}</p>}
        <ul className="zx-home-group">
          {notices.map((notice) => (
            <li key={notice.id}>
              <Link
                to={noticeAddress(notice.kind, notice.subjectId)}
                className={notice.readAt ? undefined : 'unread'}
                onClick={() => notice.readAt || read.mutate({ ids: [notice.id] })}
              >
                <span className="zx-home-title">
                  {notice.readAt ? null : <span className="zx-dot" title={t('home.unread')} />}
                  {sentenceOf(notice)}
                </span>
                <span className="zx-home-since">{formatShort(notice.at)}</span>
              </Link>
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <button type="button" className="zx-link-button" onClick={() => void list.fetchNextPage()}>
            {t('home.more')}
          </button>
        )}
      </div>
    </div>
  )
}

function sentenceOf(notice: { kind: string; data: Record<string, unknown> }): string {
  const sentence = tMaybe(`home.notice_${notice.kind.replaceAll('.', '_')}`, t('home.notice_other'))
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => String(notice.data[name] ?? ''))
}
