import { useState } from 'react'

/** The sizes of the type in pixels: from that of a book to that for tired eyes. */
const typeSizes = [18, 21, 24, 28, 32, 38] as const
const usual = 2
const key = 'zhengxin.reading.size'

/** 字号: kept on this machine. `step` moves by one and stays within the sizes. */
export function useTypeSize(): { size: number; smallest: boolean; largest: boolean; step: (by: 1 | -1) => void } {
  const [at, setAt] = useState(remembered)
  const step = (by: 1 | -1) => {
    setAt((before) => {
      const next = Math.min(Math.max(before + by, 0), typeSizes.length - 1)
      remember(next)
      return next
    })
  }
  return { size: typeSizes[at]!, smallest: at === 0, largest: at === typeSizes.length - 1, step }
}

function remembered(): number {
  try {
    const index = typeSizes.indexOf(Number(localStorage.getItem(key)) as (typeof typeSizes)[number])
    return index < 0 ? usual : index
  } catch {
    return usual
  }
}

function remember(index: number) {
  try {
    localStorage.setItem(key, String(typeSizes[index]))
  } catch {
    // a browser that keeps nothing: the size lasts until the page is closed
  }
}
