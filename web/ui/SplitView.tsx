import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { t } from '../app/i18n.ts'

/** Two panes with a border one can move (pointer, or ← → on the border). `name` keeps the width on this machine. */
export function SplitView({
  name,
  left,
  right,
  initial = 0.5,
  min = 280,
}: {
  name: string
  left: ReactNode
  right: ReactNode
  initial?: number
  min?: number
}) {
  const key = `zhengxin.split.${name}`
  const box = useRef<HTMLDivElement>(null)
  const [share, setShare] = useState(() => Number(localStorage.getItem(key)) || initial)

  const move = (next: number) => {
    const width = box.current?.clientWidth ?? 1000
    const kept = Math.min(Math.max(next, min / width), 1 - min / width)
    setShare(kept)
    localStorage.setItem(key, String(kept))
  }
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const place = box.current!.getBoundingClientRect()
    move((event.clientX - place.left) / place.width)
  }
  const step = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') move(share - 0.03)
    if (event.key === 'ArrowRight') move(share + 0.03)
  }
  return (
    <div
      className="zx-split"
      ref={box}
      style={{ gridTemplateColumns: `minmax(0, ${share}fr) 9px minmax(0, ${1 - share}fr)` }}
    >
      <div className="zx-split-pane">{left}</div>
      <div
        className="zx-split-border"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('ui.move_border')}
        aria-valuenow={Math.round(share * 100)}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={step}
      />
      <div className="zx-split-pane">{right}</div>
    </div>
  )
}
