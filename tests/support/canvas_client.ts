import { HocuspocusProvider } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import { Doc } from 'yjs'
import { claimOf } from '#canvas/epoch_claim'
import { SentChanges } from '#canvas/sent_changes'
import { WatchedSocket } from '#canvas/watched_socket'
import { change } from '#tests/support/canvas_messages'
import type { TestPerson } from '#tests/support/people'

const WAIT = 60_000
/** How long a client waits that the server has asked to come back. Milliseconds. */
const COME_BACK = 200
/** With what reasons the server closes a document that is to be opened again. */
const COMES_BACK = new Set(['Reset Connection', 'full'])

/** A client of `/canvas/:id` as a browser's would be, with a document of its own. */
export class CanvasClient {
  readonly provider: HocuspocusProvider
  readonly #socket: WatchedSocket
  readonly #sent = new SentChanges()
  #again: NodeJS.Timeout | undefined
  /** Why the server did not let this client in, if it did not. */
  refusedFor: string | undefined

  /**
   * @param document the document that is asked for; the canvas of the address unless it lies
   * @param node where the server is, each time that it connects
   * @param doc what this client has of the document already
   * @param epoch of which epoch that is; null for a client that says nothing of it
   */
  constructor(
    person: Pick<TestPerson, 'token'>,
    canvasId: string,
    document = canvasId,
    node = () => `http://127.0.0.1:${process.env.PORT}`,
    readonly doc = new Doc(),
    public epoch: string | null = null
  ) {
    const waits = { delay: COME_BACK, minDelay: COME_BACK, maxDelay: 5 * COME_BACK }
    const polyfill = class extends WebSocket {
      constructor(path: string) {
        super(node().replace(/^http/, 'ws') + path, {
          headers: { authorization: `Bearer ${person.token}` },
        })
        // A test may end while a client is coming back.
        this.on('error', () => undefined)
      }
    }
    this.#socket = new WatchedSocket(
      { url: `/canvas/${canvasId}`, ...waits, WebSocketPolyfill: polyfill },
      this.#sent
    )
    // What it has from before may never have reached the server.
    if (doc.store.clients.size > 0) this.#sent.changed()
    doc.on('update', this.#onUpdate)
    this.provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: document,
      document: this.doc,
      token: epoch === null ? 'cookie' : claimOf(epoch),
      onStateless: ({ payload }) => (this.epoch = payload),
      onClose: ({ event }) => {
        // The server has closed this document, and left the connection open.
        if (event.code === 1000 && COMES_BACK.has(event.reason)) this.#comeBack()
      },
      onAuthenticationFailed: ({ reason }) => {
        this.refusedFor = reason
        if (reason === 'unavailable') this.#comeBack()
      },
    })
    this.provider.attach()
  }

  /** Waits until the documents of client and server are the same. */
  async synced(): Promise<this> {
    await this.until(() => this.provider.isSynced)
    return this
  }

  /** Waits until the connection to the document has ended. */
  lost(): Promise<void> {
    return new Promise((resolve) => {
      this.provider.on('close', () => resolve())
    })
  }

  /** Waits until the server has refused. */
  async refused(): Promise<string> {
    await this.until(() => this.refusedFor !== undefined)
    return this.refusedFor ?? ''
  }

  /** Waits, on every event of document, cursors and connection, until something holds. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const events = [
        'synced',
        'status',
        'authenticationFailed',
        'unsyncedChanges',
        'message',
        'close',
      ]
      const finish = () => {
        clearTimeout(tooLong)
        this.doc.off('update', look)
        this.provider.awareness?.off('change', look)
        for (const event of events) this.provider.off(event, look)
      }
      const look = () => {
        if (!holds()) return
        finish()
        resolve()
      }
      const tooLong = setTimeout(() => {
        finish()
        reject(new Error('What was waited for did not happen'))
      }, WAIT)
      this.doc.on('update', look)
      this.provider.awareness?.on('change', look)
      for (const event of events) this.provider.on(event, look)
      look()
    })
  }

  /** Waits until the server has confirmed everything that was changed here. */
  confirmed(): Promise<void> {
    return this.until(() => this.isConfirmed)
  }

  /** Whether the server has said that everything is stored. */
  get isConfirmed(): boolean {
    return this.provider.isSynced && !this.#sent.isUnconfirmed
  }

  /** Sends an update that this client's own document does not have. */
  sendUpdate(update: Uint8Array): void {
    this.#socket.send(change(this.provider.configuration.name, update))
  }

  readonly #onUpdate = (_: Uint8Array, origin: unknown) => {
    if (origin !== this.provider) this.#sent.changed()
  }

  /** Waits a moment and connects anew, as a browser does that the server cannot serve now. */
  #comeBack(): void {
    this.#socket.disconnect()
    this.#again = setTimeout(() => void this.#socket.connect(), COME_BACK)
  }

  close(): void {
    clearTimeout(this.#again)
    this.doc.off('update', this.#onUpdate)
    this.provider.destroy()
    this.#socket.destroy()
  }
}
