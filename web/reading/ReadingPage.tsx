import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ReadableIssue } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { WriteDirective } from '../directives/index.tsx'
import { Refused } from '../ui/Refused.tsx'
import { PassageDirective } from './PassageDirective.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { readingPaths } from './paths.ts'
import { ReadingBar } from './ReadingBar.tsx'
import './reading.css'
import { ReadingText } from './ReadingText.tsx'
import { useTypeSize } from './type-size.ts'
import { usePages } from './use-pages.ts'
import { useTurning } from './use-turning.ts'
import { useReadingKeys } from './use-reading-keys.ts'
import { Watermark } from './Watermark.tsx'

/** 阅读: one issue and nothing else on the screen. */
export function ReadingPage() {
  const { id } = usePathParams<{ id: string }>()
  // opening leaves a read mark: once for each visit, however often the lists around it are fetched again
  const opened = useQuery({
    queryKey: [['reading'], id],
    queryFn: () => client.publications.openIssue({ id }),
    staleTime: 'static',
    gcTime: 0,
  })
  return (
    <div className="zx-read">
      {opened.isPending && <p className="zx-opening">{t('app.loading')}</p>}
      {opened.error && (
        <div className="zx-notice-page">
          <Refused error={opened.error} />
          <ReadingBack />
        </div>
      )}
      {opened.data && <OpenIssue key={id} issue={opened.data} />}
    </div>
  )
}

function ReadingBack() {
  const go = useGo()
  return (
    <p>
      <button type="button" className="zx-button" onClick={() => go(readingPaths.home)}>
        {t('reading.back')}
      </button>
    </p>
  )
}

function OpenIssue({ issue }: { issue: ReadableIssue }) {
  const go = useGo()
  const type = useTypeSize()
  const [withContents, setWithContents] = useState(() => window.innerWidth >= 1100)
  const [asking, setAsking] = useState(false)
  const [at, setAt] = useState(0)
  const [directing, setDirecting] = useState<{ adoptionId: string; title: string; passage: string }>()
  const mayDirect = useMayDirect(issue)
  const scroller = useRef<HTMLDivElement>(null)
  const pages = usePages(scroller, type.size)
  const [withBar, setWithBar] = useState(false)
  const turning = useTurning({ turn: pages.turn, onMiddle: () => setWithBar(!withBar) })
  const entries = issue.columns.flatMap((column) => column.entries)

  const goTo = (index: number) => {
    const entry = entries[index]
    if (!entry) return
    setAt(index)
    const part = document.getElementById(`entry-${entry.adoptionId}`)
    if (pages.paged && part) pages.showPart(part)
    else part?.scrollIntoView({ block: 'start' })
  }
  const follow = () => {
    if (pages.paged) return
    const box = scroller.current!
    const edge = box.getBoundingClientRect().top + box.clientHeight / 3
    const passed = [...box.querySelectorAll('.zx-read-entry')].filter(
      (entry) => entry.getBoundingClientRect().top <= edge,
    )
    setAt(Math.max(0, passed.length - 1))
  }
  const open = (id: string | null) => {
    if (id) go(readingPaths.issue(id), { replace: true })
  }
  const print = () => void window.open(readingPaths.print(issue.id), '_blank', 'noopener')
  useReadingKeys({
    ArrowLeft: () => (pages.paged ? pages.turn(-1) : goTo(at - 1)),
    ArrowRight: () => (pages.paged ? pages.turn(1) : goTo(at + 1)),
    ...(pages.paged && {
      PageUp: () => pages.turn(-1),
      PageDown: () => pages.turn(1),
      ' ': () => pages.turn(1),
    }),
    f: pages.toggle,
    '[': () => open(issue.previousId),
    ']': () => open(issue.nextId),
    '-': () => type.step(-1),
    '+': () => type.step(1),
    '=': () => type.step(1),
    m: () => setWithContents(!withContents),
    p: print,
    '?': () => setAsking(true),
    Escape: () => (pages.paged && !withBar ? setWithBar(true) : go(readingPaths.home)),
  })

  return (
    <>
      {(!pages.paged || withBar) && (
        <ReadingBar
          issue={issue}
          type={type}
          withContents={withContents}
          onContents={() => setWithContents(!withContents)}
          onPrint={print}
          onKeys={() => setAsking(true)}
          onBack={() => go(readingPaths.home)}
          onItem={(by) => goTo(at + by)}
          isFirst={at === 0}
          isLast={at >= entries.length - 1}
          onIssue={open}
          paged={pages.paged}
          onPaged={pages.toggle}
        />
      )}
      <div className="zx-read-body">
        {withContents && !pages.paged && (
          <nav className="zx-read-contents" aria-label={t('reading.contents')}>
            {issue.columns.map((column) => (
              <section key={column.name}>
                <h2>{column.name}</h2>
                <ol>
                  {column.entries.map((entry) => (
                    <li key={entry.adoptionId}>
                      <button
                        type="button"
                        aria-current={entries[at] === entry ? 'true' : undefined}
                        onClick={() => goTo(entries.indexOf(entry))}
                      >
                        {entry.title}
                      </button>
                    </li>
                  ))}
                </ol>
              </section>
            ))}
          </nav>
        )}
        <div
          className={pages.paged ? 'zx-read-scroll paged' : 'zx-read-scroll'}
          ref={scroller}
          tabIndex={0}
          role="region"
          aria-label={`${issue.publicationName} ${issue.label}`}
          onScroll={follow}
          {...(pages.paged ? turning : {})}
          style={{ '--read-size': `${type.size}px` } as React.CSSProperties}
        >
          <ReadingText
            issue={issue}
            onDirect={
              mayDirect
                ? ({ adoptionId, title }) => setDirecting({ adoptionId, title, passage: markedText() })
                : undefined
            }
          />
        </div>
      </div>
      {pages.paged && (
        <button
          type="button"
          className="zx-read-page"
          aria-label={t('reading.page_menu', { page: pages.page + 1, count: pages.count })}
          aria-expanded={withBar}
          onClick={() => setWithBar(!withBar)}
        >
          {pages.page + 1} / {pages.count}
        </button>
      )}
      {mayDirect && <PassageDirective onDirect={setDirecting} />}
      {issue.hasWatermark && <Watermark name={issue.readerName} unit={issue.readerUnit} />}
      {directing && <WriteDirective {...directing} onClose={() => setDirecting(undefined)} />}
      {asking && <KeysDialog onClose={() => setAsking(false)} />}
    </>
  )
}

/** What the reader has marked in the text: the passage the directive refers to. */
const markedText = () => (window.getSelection()?.toString() ?? '').trim().slice(0, 500)

/** A leader, or whoever records for one; on an issue that holds. */
function useMayDirect(issue: ReadableIssue): boolean {
  const writers = useQuery(api.directives.writers.queryOptions({ staleTime: 60_000 }))
  return issue.status !== 'voided' && (writers.data?.items.length ?? 0) > 0
}
