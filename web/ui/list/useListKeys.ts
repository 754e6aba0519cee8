import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

export interface ListKeyActions {
  move: (by: number) => void
  moveTo: (place: 'first' | 'last') => void
  open: () => void
  select: (range: boolean) => void
  escape: () => void
  search: () => void
}

const pageOfRows = 12

/**
 * The keys of a list: ↑ ↓ j k, Home, End, PageUp, PageDown, Enter, Space, Escape, and / for the search box.
 * They work wherever the person is on the page, but never while they type, and never below a dialog.
 */
export function useListKeys(grid: RefObject<HTMLElement | null>, actions: ListKeyActions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const target = event.target as HTMLElement
      if (
        isTyping(target) ||
        target.closest('dialog, [role="dialog"], [role="listbox"]') ||
        document.querySelector('dialog[open]')
      )
        return
      const inGrid = grid.current?.contains(target) === true
      const onControl = target.closest('button, a, input, [role="separator"], [role="tab"]') !== null
      const act = actOf(event, latest.current, {
        free: inGrid || target === document.body || target.id === 'main',
        onControl,
      })
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [grid])
}

function actOf(
  event: KeyboardEvent,
  list: ListKeyActions,
  where: { free: boolean; onControl: boolean },
): (() => void) | undefined {
  switch (event.key) {
    case 'j':
      return () => list.move(1)
    case 'k':
      return () => list.move(-1)
    case '/':
      return list.search
    case 'Escape':
      return list.escape
  }
  if (!where.free) return undefined
  switch (event.key) {
    case 'ArrowDown':
      return () => list.move(1)
    case 'ArrowUp':
      return () => list.move(-1)
    case 'PageDown':
      return () => list.move(pageOfRows)
    case 'PageUp':
      return () => list.move(-pageOfRows)
    case 'Home':
      return () => list.moveTo('first')
    case 'End':
      return () => list.moveTo('last')
    case 'Enter':
      return where.onControl ? undefined : list.open
    case ' ':
      return where.onControl ? undefined : () => list.select(event.shiftKey)
    default:
      return undefined
  }
}

function isTyping(target: HTMLElement): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}
