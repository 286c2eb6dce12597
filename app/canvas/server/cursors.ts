import { createDecoder, readVarString, readVarUint } from 'lib0/decoding'
import {
  createEncoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import { MessageType } from '@hocuspocus/server'
import { readCursorState, type CursorState } from '../cursor_state.js'

/** Most cursors in one message: one's own, and in passing a few of windows just closed. */
const MOST_TOLD = 8
/** Longest state of a cursor, as JSON in UTF-16 units. */
const LONGEST_STATE = 4_000
/** Most cursors that are remembered although they are gone. */
const MOST_FORMER = 500

/** One cursor as a client tells it: the number of a Yjs client, and how often it has told. */
export interface ToldCursor {
  client: number
  clock: number
  /** Null takes it away. */
  state: Record<string, unknown> | null
}

/**
 * Reads what a client tells of cursors; states that are none are left out.
 *
 * @returns null when no client of ours says such a thing
 */
export function readCursors(told: Uint8Array): ToldCursor[] | null {
  const decoder = createDecoder(told)
  const count = readVarUint(decoder)
  if (count > MOST_TOLD) return null
  const cursors: ToldCursor[] = []
  for (let number = 0; number < count; number++) {
    const client = readVarUint(decoder)
    const clock = readVarUint(decoder)
    const json = readVarString(decoder)
    if (json.length > LONGEST_STATE) return null
    const state: unknown = JSON.parse(json)
    if (isState(state)) cursors.push({ client, clock, state })
  }
  return cursors
}

function isState(value: unknown): value is Record<string, unknown> | null {
  return typeof value === 'object' && !Array.isArray(value)
}

/** Who tells of their cursors. */
export interface Teller {
  id: string
  name: string
  /** They may bring the others to where they look. */
  leads?: boolean
}

interface Cursor {
  client: number
  clock: number
  /** Who brought it: nobody else may move or remove it. */
  person: string
  /** The connection that it came by last. */
  visit: object
  /** The state as it is sent; null when the cursor is gone. */
  json: string | null
  /** What screens are told of who leads: where they look, and where they point with light. */
  screen: string | null
  leads: boolean
}

/** The messages that tell of the same cursors. */
export interface CursorMessages {
  /** Everything, with the name of each. */
  people: Uint8Array
  /**
   * Where those look and point with light who lead, and nothing else of anybody; null when none of
   * them is meant.
   *
   * @param of whose alone; null for everybody's
   */
  screen: (of: string | null) => Uint8Array | null
}

/** Who is on a canvas, and where their cursors are. */
export class Cursors {
  readonly #cursors = new Map<number, Cursor>()
  /** The cursors that have come by each connection. */
  readonly #brought = new Map<object, Set<number>>()
  #changed = new Set<number>()

  /** Whether there is something to tell. */
  get hasChanged(): boolean {
    return this.#changed.size > 0
  }

  /**
   * Takes what somebody tells of their own cursors, under the name of who is signed in, whatever
   * they claim; what is not known is left out.
   *
   * @param visit the connection that they come by
   */
  take(told: ToldCursor[], { id, name, leads = false }: Teller, visit: object): void {
    const brought = this.#brought.get(visit) ?? new Set<number>()
    this.#brought.set(visit, brought)
    for (const { client, clock, state } of told) {
      const known = this.#cursors.get(client)
      const isPresent = typeof known?.json === 'string'
      if (isPresent && (known.person !== id || clock <= known.clock)) continue
      if (state === null ? !isPresent : !brought.has(client) && brought.size >= MOST_TOLD) continue
      if (state === null) brought.delete(client)
      else brought.add(client)
      const shown = state && readCursorState(state, leads)
      this.#set({
        client,
        // Others have heard a window end that comes back, and would not listen to an old count.
        clock: known && !isPresent ? Math.max(clock, known.clock + 1) : clock,
        person: id,
        leads,
        visit,
        json: shown && JSON.stringify({ ...shown, person: { id, name } }),
        screen: shown && leads ? screenOf(shown) : null,
      })
    }
  }

  /** Takes away the cursors of a connection that has ended. */
  leave(visit: object): void {
    for (const client of this.#brought.get(visit) ?? []) {
      const cursor = this.#cursors.get(client)
      if (cursor?.visit === visit) this.#set({ ...cursor, json: null, screen: null })
    }
    this.#brought.delete(visit)
    this.#forget()
  }

  /** The messages with everything that has changed since the last; null when nothing has. */
  changes(canvas: string): CursorMessages | null {
    const changed = this.#changed
    this.#changed = new Set()
    const cursors = [...changed].map((client) => this.#cursors.get(client))
    return messagesOf(
      canvas,
      cursors.filter((cursor) => cursor !== undefined)
    )
  }

  /** The messages with all cursors, for who has just come; null when there are none. */
  all(canvas: string): CursorMessages | null {
    return messagesOf(
      canvas,
      [...this.#cursors.values()].filter(({ json }) => json !== null)
    )
  }

  #set(cursor: Cursor): void {
    this.#cursors.set(cursor.client, cursor)
    this.#changed.add(cursor.client)
  }

  #forget(): void {
    const present = [...this.#brought.values()].reduce((sum, { size }) => sum + size, 0)
    if (this.#cursors.size - present <= MOST_FORMER) return
    for (const [client, { json }] of this.#cursors) {
      if (json === null && !this.#changed.has(client)) this.#cursors.delete(client)
    }
  }
}

/** What of a state a room may see: no name, no words, and a pointer only while it is light. */
function screenOf({ sight, laser, cursor }: CursorState): string | null {
  const light = laser ? { laser, cursor } : {}
  return sight || laser ? JSON.stringify({ ...(sight && { sight }), ...light }) : null
}

function messagesOf(canvas: string, cursors: readonly Cursor[]): CursorMessages | null {
  if (cursors.length === 0) return null
  const leading = cursors.filter(({ leads }) => leads)
  return {
    people: write(canvas, cursors, ({ json }) => json),
    screen: (of) => {
      const meant = leading.filter(({ person }) => of === null || person === of)
      return meant.length > 0 ? write(canvas, meant, ({ screen }) => screen) : null
    },
  }
}

function write(
  canvas: string,
  cursors: readonly Cursor[],
  stateOf: (cursor: Cursor) => string | null
): Uint8Array {
  const told = createEncoder()
  writeVarUint(told, cursors.length)
  for (const cursor of cursors) {
    writeVarUint(told, cursor.client)
    writeVarUint(told, cursor.clock)
    writeVarString(told, stateOf(cursor) ?? 'null')
  }
  const message = createEncoder()
  writeVarString(message, canvas)
  writeVarUint(message, MessageType.Awareness)
  writeVarUint8Array(message, toUint8Array(told))
  return toUint8Array(message)
}
