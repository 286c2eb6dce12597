import type { Awareness } from 'y-protocols/awareness'
import { readCursorState, type CursorState } from '#canvas/cursor_state'
import type { Person } from './presence'

const MAX_NAME_LENGTH = 60

/** Another window in which somebody has the canvas open, maybe the person's own. */
export interface Other extends CursorState {
  /** The Yjs client, one for each window. */
  client: number
  person: Person
}

interface Changes {
  added: number[]
  updated: number[]
  removed: number[]
}

/** Everybody else who has the canvas open; what is not as it should be is left out. */
export class Others {
  readonly #awareness: Awareness
  readonly #others = new Map<number, Other>()
  readonly #listeners = new Set<(clients: readonly number[]) => void>()

  constructor(awareness: Awareness) {
    this.#awareness = awareness
    for (const client of awareness.getStates().keys()) this.#read(client)
    awareness.on('change', this.#take)
  }

  destroy() {
    this.#awareness.off('change', this.#take)
    this.#listeners.clear()
  }

  /** Tells of those who came, went or told something, until the returned function is called. */
  subscribe(listener: (clients: readonly number[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get(client: number): Other | undefined {
    return this.#others.get(client)
  }

  all(): Other[] {
    return [...this.#others.values()]
  }

  /** Whether somebody follows what is in view here. */
  get areFollowing(): boolean {
    return this.all().some(({ follows }) => follows === this.#awareness.clientID)
  }

  #read(client: number) {
    const state = this.#awareness.getStates().get(client)
    const person = client === this.#awareness.clientID ? null : readPerson(state?.['person'])
    // Whether they may call everybody, the server has decided.
    if (state && person)
      this.#others.set(client, { client, person, ...readCursorState(state, true) })
    else this.#others.delete(client)
  }

  readonly #take = ({ added, updated, removed }: Changes) => {
    const clients = [...added, ...updated, ...removed]
    for (const client of clients) this.#read(client)
    this.#listeners.forEach((listener) => listener(clients))
  }
}

function readPerson(value: unknown): Person | null {
  const fields = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : []
  )
  const [id, name] = [fields.get('id'), fields.get('name')]
  if (typeof id !== 'string' || typeof name !== 'string') return null
  return { id, name: name.slice(0, MAX_NAME_LENGTH) }
}
