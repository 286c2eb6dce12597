/** Counts messages in windows of one second. */
export class Rate {
  #window = 0
  #count = 0

  constructor(readonly perSecond: number) {}

  /** Whether one more message is within the limit. `now` in milliseconds. */
  allows(now: number): boolean {
    const window = Math.floor(now / 1000)
    if (window !== this.#window) {
      this.#window = window
      this.#count = 0
    }
    this.#count++
    return this.#count <= this.perSecond
  }
}
