/** Lets whoever waits for work look for it at once, instead of when its rest is over. */
export class Signal {
  #calls = 0
  readonly #sleepers = new Set<() => void>()
  readonly #listeners = new Set<() => void>()

  /** There may be work. */
  wake(): void {
    this.#calls++
    for (const wake of [...this.#sleepers]) wake()
    for (const listen of this.#listeners) listen()
  }

  /** How often `wake` has been called; taken before looking for work, so that no call is missed. */
  get calls(): number {
    return this.#calls
  }

  /** Calls back at every `wake` from now on. */
  onWake(listen: () => void): void {
    this.#listeners.add(listen)
  }

  /** Sleeps for this long, or until somebody calls `wake`; not at all if that happened since. */
  sleepUnlessWoken(milliseconds: number, since: number): Promise<void> {
    if (this.#calls !== since) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#sleepers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, milliseconds)
      this.#sleepers.add(wake)
    })
  }
}
