import { router } from '@inertiajs/svelte'
import { keepOffset, keptOffset } from './device/kept_offset.js'

/** Somebody who is here. */
export interface Present {
  readonly id: string
  readonly name: string
}

/** What a page does with a channel. */
export interface LiveListener {
  /** The state to go on from: at first, and again after each reconnection. */
  onstate(state: unknown, sequence: number): void
  onmessage(body: unknown, sequence: number): void
  onpresence?(people: readonly Present[]): void
  /** The channel is not, or no longer, for this person. */
  onclosed?(): void
}

/** How the connection stands; `signedOut` does not mend itself. */
export type LiveState = 'connecting' | 'open' | 'away' | 'signedOut'

interface ServerSays {
  type: string
  channel?: string
  sequence?: number
  state?: unknown
  body?: unknown
  people?: readonly Present[]
  at?: number
  now?: number
}

function isServerSays(value: unknown): value is ServerSays {
  return typeof value === 'object' && value !== null && 'type' in value
}

const FIRST_PAUSE = 400
const LONGEST_PAUSE = 15_000
const HEARTBEAT = 25_000
const SILENCE = 10_000
const SIGN_IN_REQUIRED = 4401
const RIGHTS_CHANGED = 4409

/** The page's one connection to `/live`. It opens with the first subscription and mends itself. */
class Live {
  /** How the connection stands. */
  state = $state<LiveState>('connecting')
  /** What to add to this device's clock to get the server's, in milliseconds. */
  offset = $state(0)
  #socket: WebSocket | null = null
  #listeners = new Map<string, LiveListener>()
  #seen = new Map<string, number>()
  #failures = 0
  #beat: ReturnType<typeof setInterval> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #again: ReturnType<typeof setTimeout> | undefined

  /** The server's time now, as far as this page knows, in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offset
  }

  /**
   * Takes the server's clock from a page that it has made. One that this device has kept was made
   * long ago: then the clocks are apart as they were when the server was last spoken to.
   */
  setClock(now: number): void {
    if (this.#socket === null) this.offset = Math.max(now - Date.now(), keptOffset())
  }

  /** Follows a channel until the function that is returned is called. Browser only. */
  subscribe(channel: string, listener: LiveListener): () => void {
    this.#listeners.set(channel, listener)
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ask(channel)
    else if (this.#socket === null) this.#connect()
    return () => {
      this.#listeners.delete(channel)
      this.#seen.delete(channel)
      this.#say({ type: 'unsubscribe', channel })
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  #connect(): void {
    clearTimeout(this.#again)
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`)
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) this.#hear(data)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lost(code)
    })
  }

  #hear(data: unknown): void {
    if (typeof data !== 'string') return
    clearTimeout(this.#silence)
    const said: unknown = JSON.parse(data)
    if (!isServerSays(said)) return
    const { type, channel = '', sequence = 0 } = said
    const listener = this.#listeners.get(channel)
    switch (type) {
      case 'welcome':
        return this.#welcomed(said.now)
      case 'pong':
        return this.#setOffset(said.now, said.at)
      case 'subscribed':
        this.#seen.set(channel, sequence)
        return listener?.onstate(said.state, sequence)
      case 'message':
        this.#seen.set(channel, Math.max(sequence, this.#seen.get(channel) ?? 0))
        return listener?.onmessage(said.body, sequence)
      case 'presence':
        return listener?.onpresence?.(said.people ?? [])
      case 'refused':
      case 'closed':
        return listener?.onclosed?.()
    }
  }

  #welcomed(now?: number): void {
    this.state = 'open'
    this.#failures = 0
    if (now !== undefined) {
      this.offset = now - Date.now()
      keepOffset(this.offset)
    }
    for (const channel of this.#listeners.keys()) this.#ask(channel)
    this.#ping()
    clearInterval(this.#beat)
    this.#beat = setInterval(() => this.#ping(), HEARTBEAT)
  }

  /** Half of the way there and back is the way back. */
  #setOffset(now = 0, at = 0): void {
    const received = Date.now()
    this.offset = now + (received - at) / 2 - received
  }

  #ping(): void {
    this.#say({ type: 'ping', at: Date.now() })
    clearTimeout(this.#silence)
    // A connection may be dead without a word: on a train, after sleep.
    this.#silence = setTimeout(() => this.#socket?.close(), SILENCE)
  }

  #ask(channel: string): void {
    const after = this.#seen.get(channel)
    this.#say({ type: 'subscribe', channel, ...(after === undefined ? {} : { after }) })
  }

  #say(message: Record<string, unknown>): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return
    this.#socket.send(JSON.stringify({ v: 1, ...message }))
  }

  #lost(code: number): void {
    clearInterval(this.#beat)
    clearTimeout(this.#silence)
    this.#socket = null
    if (this.#listeners.size === 0) return
    if (code === SIGN_IN_REQUIRED) {
      this.state = 'signedOut'
      return
    }
    // What the page shows, and whether it is theirs to see, was decided by the rights before.
    if (code === RIGHTS_CHANGED) router.reload()
    this.state = 'away'
    // Spread out, so that a server that comes back is not asked by a whole room at once.
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures++)
    this.#again = setTimeout(() => this.#connect(), pause * (0.5 + Math.random()))
  }

  #stop(): void {
    clearInterval(this.#beat)
    clearTimeout(this.#silence)
    clearTimeout(this.#again)
    this.#socket?.close()
    this.#socket = null
    this.state = 'connecting'
  }
}

/** The page's connection. Subscribe in the browser only: on the server it would be everybody's. */
export const live = new Live()
