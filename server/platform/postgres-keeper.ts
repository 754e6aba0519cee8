import { setTimeout as sleep } from 'node:timers/promises'

export interface Kept {
  isRunning: () => boolean
  /** Brings it back on the same address; throws a sentence when it cannot yet (a full disk, a port that is taken). */
  restart: () => Promise<void>
  tell: (sentence: string) => void
}

const look = 500
const longestPause = 16_000

/**
 * Looks twice a second whether the embedded database runs and starts it again when something killed it, with a pause that doubles up to
 * a quarter of a minute, so that a full disk or a broken cluster does not busy the machine. Meanwhile requests are answered with `busy`.
 * Returns what ends the watch; it waits for nothing, and `settled` tells when a restart under way is over.
 */
export function keepRunning(kept: Kept): { end: () => void; settled: Promise<void> } {
  const ending = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal, ref: false }).catch(() => {})
  const watch = async () => {
    let wait = look
    while (!ending.signal.aborted) {
      await pause(wait)
      if (ending.signal.aborted) return
      if (kept.isRunning()) {
        wait = look
        continue
      }
      try {
        kept.tell('内置数据库意外停止，正在重新启动。')
        await kept.restart()
        if (!ending.signal.aborted) kept.tell('内置数据库已重新启动。')
      } catch (error) {
        wait = Math.min(wait * 2, longestPause)
        if (!ending.signal.aborted) kept.tell(`${(error as Error).message}\n${wait / 1000} 秒后再试。`)
      }
    }
  }
  return { end: () => ending.abort(), settled: watch() }
}
