import pg from 'pg'
import type { Logger } from 'pino'

/**
 * Wakes whoever serves a line, in every process of this node, when letters were queued (NOTIFY after the commit); and holds the
 * right to send on a line, so that several processes on one database never send the same line at once. A wake that comes while
 * nobody waits is kept: none is lost.
 */
export class Wakes {
  readonly #url: string
  readonly #log: Logger
  readonly #dirty = new Set<string>()
  readonly #waiting = new Map<string, Set<() => void>>()
  readonly #held = new Set<string>()
  readonly #asked = new Map<string, Promise<boolean>>()
  #client: pg.Client | undefined
  #stopped = false

  constructor(url: string, log: Logger) {
    this.#url = url
    this.#log = log
  }

  async start(): Promise<void> {
    if (this.#stopped) return
    const client = new pg.Client({ connectionString: this.#url })
    client.on('error', () => {})
    client.on('notification', (message) => this.wake(message.payload ?? '*'))
    client.on('end', () => {
      this.#held.clear()
      this.#client = undefined
      if (!this.#stopped) setTimeout(() => void this.start(), 500).unref()
    })
    try {
      await client.connect()
      await client.query('listen line')
      this.#client = client
      this.wake('*') // whatever was missed while away
    } catch (error) {
      this.#log.debug({ err: error }, 'cannot listen yet')
      await client.end().catch(() => {})
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.wake('*')
    await this.#client?.end().catch(() => {})
  }

  wake(name: string): void {
    for (const key of name === '*' ? this.#waiting.keys() : [name]) {
      this.#dirty.add(key)
      for (const go of this.#waiting.get(key) ?? []) go()
    }
  }

  /** Until a wake (true), or so many milliseconds. Each waiter of a line has a name of its own, so that one does not use up another's wake. */
  async wait(name: string, ms: number, signal?: AbortSignal): Promise<boolean> {
    if (this.#stopped || signal?.aborted || this.#dirty.delete(name)) return true
    return new Promise<boolean>((resolve) => {
      const waiters = this.#waiting.get(name) ?? new Set()
      this.#waiting.set(name, waiters)
      const end = (woken: boolean) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        waiters.delete(done)
        this.#dirty.delete(name)
        resolve(woken)
      }
      const done = () => end(true)
      const timer = setTimeout(() => end(false), ms)
      waiters.add(done)
      signal?.addEventListener('abort', done)
    })
  }

  /** The right to open a line from this process; false while another process has it, or the database is away. */
  async mayServe(lineId: string): Promise<boolean> {
    if (this.#held.has(lineId)) return true
    const asked = this.#asked.get(lineId) ?? this.#ask(lineId).finally(() => this.#asked.delete(lineId))
    this.#asked.set(lineId, asked) // the loops of a line ask together, and one question is enough
    return asked
  }

  async #ask(lineId: string): Promise<boolean> {
    try {
      const { rows } = await this.#client!.query<{ got: boolean }>(
        `select pg_try_advisory_lock(hashtextextended($1, 7)) as got`,
        [`line ${lineId}`],
      )
      if (rows[0]?.got) this.#held.add(lineId)
      return rows[0]?.got ?? false
    } catch {
      return false
    }
  }
}
