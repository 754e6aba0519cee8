interface Waiting {
  go(): void
  stop(error: Error): void
}

/**
 * A session may end while someone writes. Then every call waits here, a dialog stands over the page,
 * and nothing on the page is lost. The calls go on once the same person has signed in.
 */
class SignInAgain {
  #person: string | null = null
  #waiting: Waiting[] = []
  #listeners = new Set<() => void>()

  /** Who works in this page; null on the sign-in page, where an unknown person is no surprise. */
  remember(personId: string | null): void {
    this.#person = personId
  }

  expected(): boolean {
    return this.#person !== null
  }

  needed = (): boolean => this.#waiting.length > 0

  wait(): Promise<void> {
    return new Promise((go, stop) => {
      this.#waiting.push({ go, stop })
      this.#tell()
    })
  }

  /** Signed in: calls go on for the same person. Someone else gets a fresh page, never the other's work. */
  done(personId: string): 'same' | 'other' {
    if (personId !== this.#person) return 'other'
    this.#release((waiting) => waiting.go())
    return 'same'
  }

  giveUp(): void {
    this.#person = null
    this.#release((waiting) => waiting.stop(new Error('signed out')))
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #release(each: (waiting: Waiting) => void) {
    const all = this.#waiting
    this.#waiting = []
    for (const waiting of all) each(waiting)
    this.#tell()
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}

export const signInAgain = new SignInAgain()
