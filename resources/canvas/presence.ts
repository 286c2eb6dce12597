import type { Awareness } from 'y-protocols/awareness'
import type { Point } from '#canvas/bounds'
import type { CursorState, Sight } from '#canvas/cursor_state'

/** Least time between two messages about a cursor: 20 a second. */
const INTERVAL_MS = 50
/** How long words stand at a cursor. */
const WORDS_MS = 8_000

/** A person as others see them. */
export interface Person {
  id: string
  name: string
}

/** Tells others where this person's cursor is, and what else they are to know of them. */
export class Presence {
  readonly #awareness: Awareness
  readonly #person: Person
  #next: CursorState = { cursor: null }
  #timer: ReturnType<typeof setTimeout> | null = null
  #wordsTimer: ReturnType<typeof setTimeout> | null = null
  #sentAt = 0

  constructor(awareness: Awareness, person: Person) {
    this.#awareness = awareness
    this.#person = person
    this.#announce()
    // Leaving a page clears the state, and a page that comes back from the browser's memory is
    // not built again.
    window.addEventListener('pageshow', this.#announce)
  }

  destroy() {
    window.removeEventListener('pageshow', this.#announce)
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#wordsTimer) clearTimeout(this.#wordsTimer)
  }

  /** Shows the cursor there, or nowhere. */
  point(at: Point | null) {
    this.#tell({ cursor: at && { x: Math.round(at.x), y: Math.round(at.y) } })
  }

  /** Whether others see a cursor. */
  get isPointing(): boolean {
    return this.#next.cursor !== null
  }

  /** Whether the cursor leaves a trail of light. */
  set laser(laser: boolean) {
    this.#tell({ laser: laser || undefined })
  }

  /** Says something at the cursor, for a while. */
  say(words: string) {
    this.#tell({ words })
    if (this.#wordsTimer) clearTimeout(this.#wordsTimer)
    this.#wordsTimer = setTimeout(() => this.#tell({ words: undefined }), WORDS_MS)
  }

  /** The Yjs client whose view is followed; null for none. */
  set follows(client: number | null) {
    this.#tell({ follows: client ?? undefined })
  }

  /** What is in view, for those who follow; null while nobody does. */
  set sight(sight: Sight | null) {
    this.#tell({ sight: sight ?? undefined })
  }

  /** Brings everybody here, each time with another number; null lets them go. */
  set calls(number: number | null) {
    this.#tell({ calls: number ?? undefined })
  }

  #tell(change: Partial<{ [Key in keyof CursorState]: CursorState[Key] | undefined }>) {
    Object.assign(this.#next, change)
    if (this.#timer) return
    const wait = Math.max(0, this.#sentAt + INTERVAL_MS - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#sentAt = performance.now()
      this.#send()
    }, wait)
  }

  #send() {
    const { id, name } = this.#person
    this.#awareness.setLocalState({ ...this.#next, person: { id, name } })
  }

  readonly #announce = () => {
    this.#next.cursor = null
    this.#send()
  }
}
