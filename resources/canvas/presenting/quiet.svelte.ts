/** How long nobody does anything before the controls of a presentation go. Milliseconds. */
const QUIET_MS = 4_000

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel'] as const

/** Whether nobody who sits before the page has done anything for a while. */
export class Quiet {
  is = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Watches until the function that is returned is called. */
  watch(): () => void {
    for (const sign of SIGNS) addEventListener(sign, this.#wake, { passive: true })
    this.#wake()
    return () => {
      clearTimeout(this.#timer)
      for (const sign of SIGNS) removeEventListener(sign, this.#wake)
    }
  }

  readonly #wake = () => {
    this.is = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.is = true), QUIET_MS)
  }
}
