import { HocuspocusProvider, WebSocketStatus } from '@hocuspocus/provider'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { claimOf } from '#canvas/epoch_claim'
import { asScreen } from '#canvas/screen_claim'
import { SentChanges } from '#canvas/sent_changes'
import { WatchedSocket } from '#canvas/watched_socket'

/**
 * `ended`: the server does not let this person in any more; nothing is tried again.
 * `signedOut`: the server does not know who this is any more; nothing is tried again.
 * `stale`: what is here must not reach the server: access was given anew or made less, or something
 * was erased. Nothing is tried again; the canvas is to be opened anew, with an empty document.
 * `offline`: tried again by itself, ever more slowly.
 */
export type ConnectionState =
  'connecting' | 'connected' | 'offline' | 'ended' | 'signedOut' | 'stale'

/** What a person should know about the connection. */
export interface ConnectionStatus {
  state: ConnectionState
  /** Whether something was changed here that the server has not confirmed. */
  unsynced: boolean
  /** Whether the server takes no changes from this person. */
  readOnly: boolean
  /** What was changed here and is not confirmed is more than the canvas has room for. */
  full: boolean
}

const UNAUTHORISED = 4401
const FORBIDDEN = 4403
const REFUSALS = new Set(['Forbidden', 'permission-denied'])
/** The reason with which a server that cannot decide now asks to be tried again. */
const UNAVAILABLE = 'unavailable'
/** The reason with which it says that what is here is of another epoch. */
const OTHER_EPOCH = 'other-epoch'
/** The reason with which it says that what it was sent is too much. */
const FULL = 'full'
/** The epoch of a document that is not empty, when nobody knows of which it is. */
export const UNKNOWN = ''
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
const NEVER = 2 ** 31 - 1

/** Keeps a document in step with the server's, from construction until `close`. */
export class Connection {
  readonly #socket: WatchedSocket
  readonly #provider: HocuspocusProvider
  readonly #doc: Y.Doc
  readonly #changed: (status: ConnectionStatus) => void
  #state: ConnectionState = 'connecting'
  readonly #sent = new SentChanges()
  /** Of which epoch the document is; null while it is empty. */
  #epoch: string | null
  #refusals = 0
  #isFull = false
  #retry: ReturnType<typeof setTimeout> | null = null

  /**
   * @param url the address of the WebSocket; the browser's cookies say who connects
   * @param name the document's name
   * @param before what is known of the document from before: whether it has what no server has
   *   confirmed, and of which epoch it is; null for an empty one
   * @param onepoch the server has told of which epoch the document is
   * @param isScreen the canvas is shown to a room: nothing is asked for but what lies on it
   */
  constructor(
    url: string,
    name: string,
    doc: Y.Doc,
    awareness: Awareness,
    changed: (status: ConnectionStatus) => void,
    before: { isUnsent: boolean; epoch: string | null },
    onepoch: (epoch: string) => void,
    isScreen = false
  ) {
    this.#changed = changed
    if (before.isUnsent) this.#sent.changed()
    this.#epoch = before.epoch
    this.#doc = doc
    const waits = { delay: FIRST_WAIT_MS, minDelay: FIRST_WAIT_MS, maxDelay: LONGEST_WAIT_MS }
    this.#socket = new WatchedSocket({ url, ...waits, factor: 1.6 }, this.#sent)
    // Before the provider, which sends a change as soon as it hears of it.
    doc.on('update', this.#onUpdate)
    this.#provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name,
      document: doc,
      awareness,
      token: () => {
        const claim = this.#epoch === null ? 'cookie' : claimOf(this.#epoch)
        return isScreen ? asScreen(claim) : claim
      },
      flushDelay: NEVER,
      onSynced: () => this.#onSynced(),
      onStatus: ({ status }) => this.#onSocket(status),
      onAuthenticationFailed: ({ reason }) => this.#onRefused(reason),
      onClose: ({ event }) => this.#onClose(event.code, event.reason),
      onUnsyncedChanges: () => this.#tell(),
      onAuthenticated: () => this.#onAuthenticated(),
      onStateless: ({ payload }) => {
        this.#epoch = payload
        onepoch(payload)
      },
    })
    this.#provider.attach()
    window.addEventListener('online', this.#onOnline)
  }

  get status(): ConnectionStatus {
    const unsynced = this.#sent.isUnconfirmed
    return {
      state: this.#state,
      unsynced,
      readOnly: this.#provider.authorizedScope === 'readonly',
      full: this.#isFull && unsynced,
    }
  }

  /** Nothing is tried any more. */
  get #isOver(): boolean {
    return ['ended', 'signedOut', 'stale'].includes(this.#state)
  }

  close() {
    if (this.#retry) clearTimeout(this.#retry)
    window.removeEventListener('online', this.#onOnline)
    this.#doc.off('update', this.#onUpdate)
    this.#provider.destroy()
    this.#socket.destroy()
  }

  #tell() {
    const { status } = this
    if (!status.unsynced && status.state === 'connected') this.#isFull = false
    this.#changed(status)
  }

  #become(state: ConnectionState) {
    // Without a socket the provider would queue a message for each change and send them all one
    // by one later. Held back they are one, and what counts is the exchange on reconnecting.
    this.#provider.configuration.flushDelay = state === 'connected' ? false : NEVER
    this.#state = state
    this.#tell()
  }

  #onAuthenticated() {
    // What was drawn before the right to draw went must not land should it be given back.
    if (this.status.readOnly && this.status.unsynced) this.#end('stale')
    else this.#tell()
  }

  #onSynced() {
    if (this.#isOver) return
    this.#epoch ??= UNKNOWN
    this.#refusals = 0
    this.#become('connected')
    this.#provider.flushPendingUpdates()
  }

  #onSocket(status: WebSocketStatus) {
    // An open socket is no connection yet: the server may still refuse.
    if (!this.#isOver && status === WebSocketStatus.Disconnected) this.#become('offline')
  }

  #onRefused(reason: string) {
    if (reason === UNAVAILABLE) this.#again()
    else this.#end(reason === OTHER_EPOCH ? 'stale' : 'ended')
  }

  #onClose(code: number, reason: string) {
    if (this.#isOver) return
    if (code === UNAUTHORISED || reason === 'Unauthorized') this.#end('signedOut')
    else if (code === FORBIDDEN || REFUSALS.has(reason)) this.#end('ended')
    // Code 1000 is the server closing this document alone: the socket stays open, nothing is
    // tried again by itself and edits would go nowhere.
    else if (code === 1000) {
      this.#isFull = reason === FULL
      this.#again()
    }
  }

  #again() {
    this.#become('offline')
    // Left to itself the socket would come back at once each time, since it did open.
    this.#socket.disconnect()
    if (this.#retry) clearTimeout(this.#retry)
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#refusals++)
    this.#retry = setTimeout(() => void this.#socket.connect(), wait)
  }

  #end(state: 'ended' | 'signedOut' | 'stale') {
    if (this.#isOver) return
    if (this.#retry) clearTimeout(this.#retry)
    this.#socket.disconnect()
    this.#become(state)
  }

  readonly #onUpdate = (_: Uint8Array, origin: unknown) => {
    if (origin !== this.#provider) this.#sent.changed()
  }

  readonly #onOnline = () => {
    if (this.#state === 'offline') void this.#socket.connect()
  }
}
