import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { Connection, type ConnectionStatus } from '../canvas/connection'
import { saveBeforeSignOut } from '../sign_out'
import { Unconfirmed } from '../canvas/unconfirmed'
import { CanvasCopy, type CopyOf } from './canvas_copy'
import { forgetPage } from './keep_page'
import { setAside } from './set_aside'
import { noteUnsentElements, unsentElements } from './unsent'

/** What a person should know about the connection, and about the copy on this device. */
export interface KeptStatus extends ConnectionStatus {
  /** Whether this device keeps what the server has not confirmed, also when the page is closed. */
  kept: boolean
  /** The browser has thrown away what this device had kept and not sent. */
  lost: boolean
}

/** What is so before the copy has been opened. */
export const OPENING: KeptStatus = {
  state: 'connecting',
  unsynced: false,
  readOnly: false,
  full: false,
  kept: true,
  lost: false,
}

/**
 * Opens a canvas from the copy on this device, and keeps document, copy and server in step from
 * construction until `close`.
 */
export class KeptConnection {
  readonly #changed: (status: KeptStatus) => void
  #status: ConnectionStatus = OPENING
  #copy: CanvasCopy | undefined
  #connection: Connection | undefined
  #isClosed = false
  readonly #stopSaving = saveBeforeSignOut(() => this.#sent())
  #onSent: () => void = () => undefined

  /**
   * @param url the address of the WebSocket; the browser's cookies say who connects
   * @param settle ends whatever a person is about to do on the canvas, so that the document has it
   */
  constructor(
    url: string,
    of: CopyOf,
    doc: Y.Doc,
    awareness: Awareness,
    changed: (status: KeptStatus) => void,
    private readonly settle: () => void = () => undefined
  ) {
    this.#changed = changed
    addEventListener('beforeunload', this.#onLeave)
    void this.#open(url, of, doc, awareness)
  }

  close(): void {
    this.#isClosed = true
    this.#stopSaving()
    removeEventListener('beforeunload', this.#onLeave)
    // What the connection still sends as it closes is in the document, and so in the copy.
    this.#connection?.close()
    void this.#copy?.close()
  }

  async #open(url: string, of: CopyOf, doc: Y.Doc, awareness: Awareness): Promise<void> {
    const copy = await CanvasCopy.open(of, doc, () => this.#tell())
    if (this.#isClosed) return copy.close()
    this.#copy = copy
    const { person, canvas } = of
    const unconfirmed = new Unconfirmed(doc, unsentElements(person, canvas), (ids) =>
      noteUnsentElements(person, canvas, ids)
    )
    let isOver = false
    this.#connection = new Connection(
      url,
      of.canvas,
      doc,
      awareness,
      (status) => {
        if (isOver) return
        isOver = status.state === 'ended' || status.state === 'stale'
        if (isOver) return void this.#part(of, copy, unconfirmed, status)
        this.#status = status
        if (!status.unsynced) unconfirmed.clear()
        copy.note(status.unsynced)
        if (!status.unsynced) this.#onSent()
        // Somebody else may come to this device; what has been sent can be had again.
        if (status.state === 'signedOut' && !status.unsynced) void copy.forget()
        this.#tell()
      },
      { isUnsent: copy.wasUnsent, epoch: copy.epoch },
      (epoch) => copy.noteEpoch(epoch)
    )
    this.#tell()
  }

  /** Sets aside what the server must not have any more, and removes the copy, before it is told. */
  async #part(
    of: CopyOf,
    copy: CanvasCopy,
    unconfirmed: Unconfirmed,
    status: ConnectionStatus
  ): Promise<void> {
    this.settle()
    const revoked = status.state === 'ended'
    await setAside(of, unconfirmed.elements(), { removed: unconfirmed.removed, revoked })
    await copy.forget().catch(() => undefined)
    if (revoked) await forgetPage(of.path).catch(() => undefined)
    this.#status = { ...status, unsynced: false }
    this.#onSent()
    this.#tell()
  }

  /** Waits until the server has confirmed everything. */
  async #sent(): Promise<boolean> {
    if (this.#status.unsynced) await new Promise<void>((resolve) => (this.#onSent = resolve))
    return true
  }

  #tell(): void {
    const copy = this.#copy
    this.#changed({ ...this.#status, kept: copy?.keeps ?? true, lost: copy?.wasLost ?? false })
  }

  readonly #onLeave = (event: BeforeUnloadEvent) => {
    if (this.#status.unsynced && !this.#copy?.keeps) event.preventDefault()
  }
}
