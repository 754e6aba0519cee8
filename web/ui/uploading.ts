import { useEffect, useSyncExternalStore } from 'react'

let running = 0
const listeners = new Set<() => void>()
const change = (by: number) => {
  running += by
  for (const listener of listeners) listener()
}

/** Says that so many files of a form are still under way. What would leave them behind waits: see `useUploading`. */
export function useHoldWhileUploading(count: number): void {
  useEffect(() => {
    change(count)
    return () => change(-count)
  }, [count])
}

/** Whether a file on this page is still under way. The acts of the page's head and of a dialog are shut until it has arrived. */
export const useUploading = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => running > 0,
  )
