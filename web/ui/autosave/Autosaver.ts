import { ORPCError } from '@orpc/client'
import { same } from './same.ts'
import { Tabs } from './Tabs.ts'
import type { AutosaveOptions, AutosaveView, LocalCopy, ServerCopy } from './types.ts'

const quiet = 800
const atMost = 5000
const firstRetry = 2000
const lastRetry = 30_000

const keptKey = (key: string) => `${key}#kept`

/**
 * Saves a text while it is written and never loses or overwrites one. Each change goes to this machine first, then to the server
 * with the version it started from. A stale save stops and shows both; a lost connection waits; a second tab only reads.
 */
export class Autosaver<Value> {
  readonly #options: AutosaveOptions<Value>
  readonly #tabs: Tabs
  #view: AutosaveView<Value>
  #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #firstChangeAt: number | undefined
  #tries = 0
  #saving: Promise<void> | undefined
  #writing: Promise<void> | undefined
  #writeAgain = false

  constructor(options: AutosaveOptions<Value>) {
    this.#options = options
    const { value, version, updatedAt } = options.server
    this.#view = {
      value,
      version,
      status: 'saved',
      savedAt: updatedAt,
      epoch: 0,
      offer: null,
      conflict: null,
      kept: null,
      refusal: null,
      elsewhere: false,
    }
    this.#tabs = new Tabs(options.line, {
      letGo: () => this.#letGo(),
      toldElsewhere: () => this.#set({ elsewhere: true }),
    })
  }

  view = (): AutosaveView<Value> => this.#view

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Looks for what an earlier visit left on this machine, and for other tabs. */
  async start(): Promise<void> {
    this.#tabs.start()
    const { copies, key } = this.#options
    const [local, kept] = await Promise.all([copies.get(key), copies.get(keptKey(key))])
    if (kept) this.#set({ kept })
    if (!local || this.#view.status !== 'saved') return
    if (same(local.value, this.#view.value)) return void copies.remove(key)
    this.#set({ offer: { ...local, stale: local.baseVersion !== this.#view.version } })
  }

  /** The page goes: what is unsaved is sent once more; the local copy stays until the server has it. */
  stop(): void {
    void this.flush()
    this.#tabs.stop()
  }

  change(value: Value): void {
    if (this.#view.elsewhere || this.#view.conflict) return
    if (same(value, this.#view.value)) return
    this.#set({ value, status: this.#view.status === 'saving' ? 'saving' : 'unsaved', refusal: null, offer: null })
    this.#keep()
    this.#schedule()
  }

  /** Saves now what is not saved. True when the server has everything. Call it before an act on the text. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#saving
    if (this.isDirty() && !this.#view.conflict && !this.#view.elsewhere) await this.#save()
    return !this.isDirty()
  }

  isDirty = (): boolean => this.#view.status !== 'saved'

  /** The connection is back, or may be. */
  retryNow = (): void => {
    if (this.#view.status !== 'offline') return
    this.#tries = 0
    void this.flush()
  }

  /** The server's text arrived anew (live line). Taken over only when nothing here would be lost. */
  heardFromServer(server: ServerCopy<Value>): void {
    if (server.version <= this.#view.version || this.isDirty() || this.#saving) return
    this.#replace(server)
  }

  takeOffer(): void {
    const { offer } = this.#view
    if (!offer) return
    this.#set({
      value: offer.value,
      version: offer.baseVersion,
      status: 'unsaved',
      offer: null,
      epoch: this.#view.epoch + 1,
    })
    void this.flush()
  }

  dropOffer(): void {
    if (this.#view.offer) void this.#moveAside(this.#view.offer)
    this.#set({ offer: null })
  }

  /** 用我的: my text goes on top of theirs; theirs stays in the server's history. */
  async keepMine(): Promise<void> {
    const { conflict } = this.#view
    if (!conflict) return
    this.#set({ version: conflict.theirs.version, conflict: null, status: 'unsaved' })
    await this.flush()
  }

  /** 用对方的: theirs is shown; mine is kept on this machine and can be fetched back. */
  async takeTheirs(): Promise<void> {
    const { conflict, value, version } = this.#view
    if (!conflict) return
    await this.#moveAside({ key: this.#options.key, value, baseVersion: version, at: new Date().toISOString() })
    this.#replace(conflict.theirs)
  }

  /** Puts the text that gave way back into the editor, as a change on top of what stands there. */
  restoreKept(): void {
    const { kept } = this.#view
    if (!kept) return
    void this.#options.copies.remove(keptKey(this.#options.key))
    this.#set({ value: kept.value, status: 'unsaved', kept: null, epoch: this.#view.epoch + 1 })
    this.#keep()
    this.#schedule()
  }

  /** 在此处继续编辑: the other tab saves and lets go, this one goes on from there. */
  async continueHere(): Promise<void> {
    await this.#tabs.take()
    const [server, local] = await Promise.all([this.#options.load(), this.#options.copies.get(this.#options.key)])
    this.#replace(server)
    this.#set({ elsewhere: false })
    if (local && !same(local.value, server.value)) {
      this.#set({ offer: { ...local, stale: local.baseVersion !== server.version } })
      this.takeOffer()
    }
  }

  async #letGo(): Promise<void> {
    await this.flush()
    this.#set({ elsewhere: true })
  }

  #schedule() {
    if (this.#saving) return
    const now = Date.now()
    this.#firstChangeAt ??= now
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, Math.min(quiet, this.#firstChangeAt + atMost - now)))
  }

  #save(): Promise<void> {
    this.#saving ??= this.#saveOnce().finally(() => {
      this.#saving = undefined
      if (this.#view.status === 'unsaved') this.#schedule()
    })
    return this.#saving
  }

  async #saveOnce(): Promise<void> {
    const { value, version } = this.#view
    this.#firstChangeAt = undefined
    this.#set({ status: 'saving' })
    try {
      const saved = await this.#options.save(value, version)
      this.#tries = 0
      const all = same(value, this.#view.value)
      this.#set({ version: saved.version, savedAt: saved.updatedAt, status: all ? 'saved' : 'unsaved', refusal: null })
      if (all) await this.#forgetLocal()
      else this.#keep()
    } catch (error) {
      await this.#failed(error)
    }
  }

  async #failed(error: unknown): Promise<void> {
    const refused = error instanceof ORPCError && error.status < 500 && error.status !== 401 && error.status !== 429
    if (!refused) return this.#wait()
    if (error.code !== 'text.stale') return this.#set({ status: 'refused', refusal: error })
    try {
      const theirs = await this.#options.load()
      if (same(theirs.value, this.#view.value)) return this.#replace(theirs) // an answer got lost: the server has exactly this
      this.#set({ status: 'conflict', conflict: { theirs }, refusal: error })
    } catch {
      this.#wait()
    }
  }

  #wait() {
    this.#set({ status: 'offline' })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), Math.min(firstRetry * 2 ** this.#tries, lastRetry))
    this.#tries += 1
  }

  #replace({ value, version, updatedAt }: ServerCopy<Value>) {
    clearTimeout(this.#timer)
    this.#set({
      value,
      version,
      savedAt: updatedAt,
      status: 'saved',
      conflict: null,
      refusal: null,
      epoch: this.#view.epoch + 1,
    })
  }

  /** Writes the newest text to this machine; while one write runs the next waits and takes the newest. */
  #keep() {
    if (this.#writing) {
      this.#writeAgain = true
      return
    }
    this.#writing = this.#write()
  }

  async #write(): Promise<void> {
    const { value, version } = this.#view
    await this.#options.copies.put({
      key: this.#options.key,
      value,
      baseVersion: version,
      at: new Date().toISOString(),
    })
    this.#writing = undefined
    if (!this.#writeAgain) return
    this.#writeAgain = false
    if (this.isDirty()) this.#keep()
  }

  async #forgetLocal() {
    await this.#writing
    if (!this.isDirty()) await this.#options.copies.remove(this.#options.key)
  }

  async #moveAside(copy: LocalCopy<Value>) {
    const kept = { ...copy, key: keptKey(this.#options.key) }
    await this.#options.copies.put(kept)
    await this.#options.copies.remove(this.#options.key)
    this.#set({ kept })
  }

  #set(change: Partial<AutosaveView<Value>>) {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}
