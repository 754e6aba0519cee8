import { useEffect, useRef } from 'react'

/** Keys of the page: one letter, one act. Never while someone types, never below a dialog, never with Ctrl. */
export function useKeys(keys: Record<string, (() => void) | undefined>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const target = event.target as HTMLElement
      if (
        target.closest('textarea, select, [contenteditable="true"], [role="listbox"], dialog') ||
        document.querySelector('dialog[open]')
      )
        return
      if (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
