import type { TabLine, TabMessage } from './types.ts'

const settleAfter = 400
const answerWithin = 1500

/** One text, several tabs: the first one writes, the others read until they take over. */
export class Tabs {
  readonly #line: TabLine | undefined
  readonly #owner: { letGo: () => Promise<void>; toldElsewhere: () => void }
  readonly #me = Math.random().toString(36).slice(2)
  readonly #since = Date.now()
  #writes = true
  #settled = false
  #released: (() => void) | undefined

  constructor(line: TabLine | undefined, owner: { letGo: () => Promise<void>; toldElsewhere: () => void }) {
    this.#line = line
    this.#owner = owner
  }

  start(): void {
    this.#line?.listen((message) => void this.#hear(message))
    this.#post('who')
    setTimeout(() => {
      this.#settled = true
    }, settleAfter)
  }

  stop(): void {
    this.#line?.close()
  }

  /** Asks the writing tab to save and let go; a tab that is gone does not answer, and is not waited for. */
  async take(): Promise<void> {
    const released = new Promise<void>((resolve) => {
      this.#released = resolve
      setTimeout(resolve, answerWithin)
    })
    this.#post('take')
    await released
    this.#writes = true
    this.#settled = true
  }

  async #hear({ kind, from, since }: TabMessage) {
    if (from === this.#me) return
    if (kind === 'released') return this.#released?.()
    if (!this.#writes) return
    // two tabs restored in the same moment: the older one writes
    const older = since > this.#since || (since === this.#since && from > this.#me)
    if (kind === 'who' && (this.#settled || older)) return this.#post('here')
    if (kind === 'here' || kind === 'who') {
      this.#writes = false
      return this.#owner.toldElsewhere()
    }
    if (kind === 'take') {
      this.#writes = false
      await this.#owner.letGo()
      this.#post('released')
    }
  }

  #post(kind: TabMessage['kind']) {
    this.#line?.post({ kind, from: this.#me, since: this.#since })
  }
}
