/** What happens when, in the order of the clock: steps may add later steps. */
export class Schedule {
  #steps: { at: number; order: number; run: () => Promise<void> }[] = []
  #made = 0

  /** `at` is an instant in milliseconds. Steps of one instant run in the order they were added. */
  add(at: number, run: () => Promise<void>): void {
    this.#steps.push({ at, order: this.#made++, run })
  }

  /** Runs everything up to the end; `setClock` is told the instant of each step first. */
  async play(setClock: (at: Date) => void, end: number): Promise<void> {
    for (;;) {
      this.#steps.sort((a, b) => a.at - b.at || a.order - b.order)
      const next = this.#steps.shift()
      if (!next || next.at > end) return
      setClock(new Date(next.at))
      await next.run()
    }
  }
}
