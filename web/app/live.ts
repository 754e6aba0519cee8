import { useSyncExternalStore } from 'react'
import { refetchModules } from './api.ts'

const showLostAfter = 3000
const steadyAfter = 5000

/**
 * The live line (/live): the server names the modules whose lists changed, the page fetches them again.
 * After a break everything is fetched, because whatever was told meanwhile was missed.
 */
class LiveLine {
  #source: EventSource | undefined
  #topics = new Set<string>()
  #soon: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #tries = 0
  #lostTimer: ReturnType<typeof setTimeout> | undefined
  #steadyTimer: ReturnType<typeof setTimeout> | undefined
  #lost = false
  #listeners = new Set<() => void>()

  start(): void {
    if (this.#source || typeof EventSource === 'undefined') return
    this.#connect()
    window.addEventListener('online', this.reconnect)
  }

  stop(): void {
    window.removeEventListener('online', this.reconnect)
    clearTimeout(this.#retry)
    clearTimeout(this.#lostTimer)
    this.#source?.close()
    this.#source = undefined
    this.#setLost(false)
  }

  reconnect = (): void => {
    clearTimeout(this.#retry)
    this.#source?.close()
    this.#connect()
  }

  lost = (): boolean => this.#lost

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #connect() {
    const source = new EventSource('/live')
    this.#source = source
    source.addEventListener('open', () => {
      clearTimeout(this.#lostTimer)
      this.#lostTimer = undefined
      if (this.#tries > 0) void refetchModules('*')
      this.#steadyTimer = setTimeout(() => {
        this.#tries = 0
      }, steadyAfter) // a line that opens and breaks at once is not back
      this.#setLost(false)
    })
    source.addEventListener('message', (message: MessageEvent<string>) => this.#hear(message.data))
    source.addEventListener('error', () => {
      source.close()
      clearTimeout(this.#steadyTimer)
      this.#lostTimer ??= setTimeout(() => this.#setLost(true), showLostAfter)
      const wait = Math.min(1000 * 2 ** this.#tries, 30_000) * (0.75 + Math.random() / 2)
      this.#tries += 1
      clearTimeout(this.#retry)
      this.#retry = setTimeout(this.reconnect, wait)
    })
  }

  /** Several acts in one moment are one fetch. */
  #hear(data: string) {
    for (const topic of (JSON.parse(data) as { topics: string[] }).topics) this.#topics.add(topic)
    if (this.#soon !== undefined) return
    this.#soon = setTimeout(() => {
      const topics = [...this.#topics]
      this.#topics.clear()
      this.#soon = undefined
      void refetchModules(...topics)
    }, 150)
  }

  #setLost(lost: boolean) {
    if (lost === this.#lost) return
    this.#lost = lost
    for (const listener of this.#listeners) listener()
  }
}

export const liveLine = new LiveLine()

/** True once the line to the server has been away for some seconds. */
export const useConnectionLost = (): boolean => useSyncExternalStore(liveLine.subscribe, liveLine.lost)
