import { useRef } from 'react'
import type { PointerEvent } from 'react'

/** A finger or a mouse on a page: a swipe or a touch at either side turns it, a touch in the middle calls the bar. Marking text does nothing. */
export function useTurning({ turn, onMiddle }: { turn: (by: 1 | -1) => void; onMiddle: () => void }) {
  const from = useRef<{ x: number; y: number } | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: (event: PointerEvent) => {
      const start = from.current
      from.current = null
      if (!start || (event.target as Element).closest('button, a, input')) return
      if ((window.getSelection()?.toString() ?? '') !== '') return
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y]
      if (Math.abs(dx) > 48 && Math.abs(dx) > Math.abs(dy)) return turn(dx < 0 ? 1 : -1)
      if (Math.abs(dx) > 12 || Math.abs(dy) > 12) return
      const share = event.clientX / window.innerWidth
      if (share < 0.3) turn(-1)
      else if (share > 0.7) turn(1)
      else onMiddle()
    },
  }
}
