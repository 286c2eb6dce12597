import type { Awareness } from 'y-protocols/awareness'
import type { Point } from '#canvas/bounds'
import { personColour } from '~/components/person'

/** Least time between two messages about a cursor: 20 a second. */
const INTERVAL_MS = 50
const MAX_NAME_LENGTH = 60

/** A person as others see them. */
export interface Person {
  id: string
  name: string
}

/** Another person's cursor, in canvas units. */
export interface RemoteCursor {
  client: number
  person: Person
  at: Point
}

/** Tells others where this person's cursor is. */
export class Presence {
  readonly #awareness: Awareness
  readonly #person: Person
  #next: Point | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
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
  }

  /** Shows the cursor there, or nowhere. */
  point(at: Point | null) {
    this.#next = at && { x: Math.round(at.x), y: Math.round(at.y) }
    if (this.#timer) return
    const wait = Math.max(0, this.#sentAt + INTERVAL_MS - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#sentAt = performance.now()
      this.#awareness.setLocalStateField('cursor', this.#next)
    }, wait)
  }

  readonly #announce = () => {
    const { id, name } = this.#person
    this.#awareness.setLocalState({ person: { id, name, colour: personColour(id) }, cursor: null })
  }
}

/** The cursors of everybody else; states that are not as they should be are left out. */
export function remoteCursors(awareness: Awareness): RemoteCursor[] {
  const cursors: RemoteCursor[] = []
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const at = readPoint(state['cursor'])
    const person = readPerson(state['person'])
    if (at && person) cursors.push({ client, person, at })
  }
  return cursors
}

function fields(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

function readPoint(value: unknown): Point | null {
  const [x, y] = [fields(value).get('x'), fields(value).get('y')]
  if (typeof x !== 'number' || typeof y !== 'number') return null
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null
}

function readPerson(value: unknown): Person | null {
  const [id, name] = [fields(value).get('id'), fields(value).get('name')]
  if (typeof id !== 'string' || typeof name !== 'string') return null
  return { id, name: name.slice(0, MAX_NAME_LENGTH) }
}
