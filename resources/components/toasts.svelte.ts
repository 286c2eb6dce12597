import type { Tone } from './types.js'

/** A short message that appears in a corner. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: Tone
}

/** How long a message stays, in milliseconds; one about an error stays longer. */
const staysFor = 6000
const errorStaysFor = 15_000

class Toasts {
  /** The messages on show, oldest first. */
  shown = $state<readonly Toast[]>([])
  #next = 1
  #timers = new Map<number, ReturnType<typeof setTimeout>>()

  /** Shows `text`. Call it in the browser only: on the server the state would be everybody's. */
  show(text: string, tone: Tone = 'success'): void {
    const toast = { id: this.#next++, text, tone }
    this.shown = [...this.shown, toast]
    this.#expire(toast)
  }

  /** Takes the message away. */
  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.shown = this.shown.filter((toast) => toast.id !== id)
  }

  /** Stops the clock of all messages while somebody is reading. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  /** Starts the clock again. */
  release(): void {
    this.hold()
    for (const toast of this.shown) this.#expire(toast)
  }

  #expire(toast: Toast): void {
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), toast.tone === 'danger' ? errorStaysFor : staysFor)
    )
  }
}

/** The messages of this page; `ToastRegion` shows them. */
export const toasts = new Toasts()
