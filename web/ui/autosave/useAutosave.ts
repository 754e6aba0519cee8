import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { Autosaver } from './Autosaver.ts'
import { localCopies, tabLine } from './local-copies.ts'
import type { AutosaveOptions, AutosaveView } from './types.ts'

export interface Autosave<Value> extends AutosaveView<Value> {
  change: (value: Value) => void
  flush: () => Promise<boolean>
  takeOffer: () => void
  dropOffer: () => void
  keepMine: () => void
  takeTheirs: () => void
  restoreKept: () => void
  continueHere: () => void
  retryNow: () => void
  /** Nothing may be typed: another tab writes, or two versions wait for a choice. */
  readOnly: boolean
}

/**
 * Saves as they type; see Autosaver. `personId` keeps one person's text from the next on a shared machine.
 * Show `<SaveState autosave>` beside the title and `<AutosaveNotices autosave>` above the editor; give the editor `key={autosave.epoch}`.
 */
export function useAutosave<Value>({
  personId,
  documentId,
  server,
  save,
  load,
}: { personId: string; documentId: string } & Pick<
  AutosaveOptions<Value>,
  'server' | 'save' | 'load'
>): Autosave<Value> {
  const calls = useRef({ save, load })
  calls.current = { save, load }
  const key = `${personId}:${documentId}`
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- one saver for one text; what the server says later arrives by heardFromServer
  const saver = useMemo(
    () =>
      new Autosaver<Value>({
        key,
        server,
        save: (value, base) => calls.current.save(value, base),
        load: () => calls.current.load(),
        copies: localCopies<Value>(),
        line: tabLine(key),
      }),
    [key],
  )

  useEffect(() => {
    void saver.start()
    const guard = (event: BeforeUnloadEvent) => {
      if (!saver.isDirty()) return
      event.preventDefault()
      event.returnValue = ''
    }
    const hidden = () => {
      if (document.visibilityState === 'hidden') void saver.flush()
    }
    window.addEventListener('beforeunload', guard)
    window.addEventListener('online', saver.retryNow)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('beforeunload', guard)
      window.removeEventListener('online', saver.retryNow)
      document.removeEventListener('visibilitychange', hidden)
      saver.stop()
    }
  }, [saver])
  useEffect(() => saver.heardFromServer(server), [saver, server])

  const view = useSyncExternalStore(saver.subscribe, saver.view)
  return useMemo(
    () => ({
      ...view,
      readOnly: view.elsewhere || view.conflict !== null,
      change: (value: Value) => saver.change(value),
      flush: () => saver.flush(),
      takeOffer: () => saver.takeOffer(),
      dropOffer: () => saver.dropOffer(),
      keepMine: () => void saver.keepMine(),
      takeTheirs: () => void saver.takeTheirs(),
      restoreKept: () => saver.restoreKept(),
      continueHere: () => void saver.continueHere().catch(() => undefined),
      retryNow: saver.retryNow,
    }),
    [view, saver],
  )
}
