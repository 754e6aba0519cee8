import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import type { LocalCopies, LocalCopy, TabLine, TabMessage } from './types.ts'

class CopiesDatabase extends Dexie {
  copies!: Table<LocalCopy<unknown>, string>

  constructor() {
    super('zhengxin')
    this.version(1).stores({ copies: 'key, at' })
  }
}

let database: CopiesDatabase | undefined
const keptDays = 60

/** Local copies in IndexedDB. A browser that keeps nothing (private window, full disk) still saves to the server. */
export function localCopies<Value>(): LocalCopies<Value> {
  const open = () => {
    if (!database) {
      database = new CopiesDatabase()
      void database.copies
        .where('at')
        .below(new Date(Date.now() - keptDays * 86_400_000).toISOString())
        .delete()
        .catch(() => undefined)
    }
    return database.copies
  }
  return {
    get: (key) =>
      open()
        .get(key)
        .catch(() => undefined) as Promise<LocalCopy<Value> | undefined>,
    put: async (copy) =>
      void (await open()
        .put(copy)
        .catch(() => undefined)),
    remove: (key) =>
      open()
        .delete(key)
        .catch(() => undefined),
  }
}

/** The line between tabs of this browser for one text; none in a browser without BroadcastChannel. */
export function tabLine(key: string): TabLine | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  const channel = new BroadcastChannel(`zhengxin:${key}`)
  return {
    post: (message) => channel.postMessage(message),
    listen: (hear) => channel.addEventListener('message', (event: MessageEvent<TabMessage>) => hear(event.data)),
    close: () => channel.close(),
  }
}
