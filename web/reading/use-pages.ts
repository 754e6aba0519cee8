import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

const key = 'zhengxin.reading.paged'

/** 翻页: the text in pages as wide as the window instead of one long sheet; kept on this machine. */
export function usePages(box: RefObject<HTMLElement | null>, size: number) {
  const [paged, setPaged] = useState(remembered)
  const [page, setPage] = useState(0)
  const [count, setCount] = useState(1)
  const sheet = () => box.current?.querySelector<HTMLElement>('.zx-read-text') ?? null
  const last = count - 1
  const here = Math.min(page, last)

  useEffect(() => {
    const text = sheet()
    if (!text || !paged) return
    const measure = () => setCount(Math.max(1, Math.ceil((text.scrollWidth - 1) / box.current!.clientWidth)))
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(box.current!)
    return () => watch.disconnect()
  })
  useEffect(() => {
    const text = sheet()
    if (text) text.style.transform = paged ? `translateX(-${here * box.current!.clientWidth}px)` : ''
  }, [paged, here, size, count])

  return {
    paged,
    page: here,
    count,
    turn: (by: 1 | -1) => setPage(Math.min(Math.max(here + by, 0), last)),
    /** The page on which this part of the text begins. */
    showPart: (part: Element) => {
      const from = sheet()!.getBoundingClientRect().left
      setPage(Math.max(0, Math.floor((part.getBoundingClientRect().left - from) / box.current!.clientWidth)))
    },
    toggle: () => {
      setPaged(!paged)
      setPage(0)
      remember(!paged)
      box.current?.scrollTo({ top: 0 })
    },
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false
  }
}

function remember(paged: boolean) {
  try {
    localStorage.setItem(key, paged ? 'yes' : 'no')
  } catch {
    // a browser that keeps nothing: it lasts until the page is closed
  }
}
