import * as Y from 'yjs'
import { UNKNOWN } from '../canvas/connection'
import { device, type KeptCanvas, type KeptChange } from './device_database'
import { forgetImages } from './kept_images'
import { isUnsent, noteUnsent, noteUnsentElements } from './unsent'

/** How long changes are gathered before they are written. Milliseconds. */
const GATHER_MS = 30
/** A copy of more parts than this is put together when it is opened. */
const MOST_PARTS = 100

/** Which canvas a copy is of, for whom, and where its page is. */
export type CopyOf = Omit<KeptCanvas, 'openedAt' | 'epoch'>

/**
 * The copy of a canvas on this device, written on while the canvas is open. With it the canvas opens
 * without a network, and nothing that was drawn goes with a page that is closed or crashes.
 */
export class CanvasCopy {
  readonly #of: CopyOf
  readonly #doc: Y.Doc
  readonly #refused: () => void
  #gathered: Uint8Array[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()
  #keeps = true
  #noted: boolean

  /** Whether the copy has, from before, what no server has confirmed. */
  readonly wasUnsent: boolean
  /** Whether the browser has thrown away a copy that had what no server has confirmed. */
  readonly wasLost: boolean

  /** Of which epoch the copy is, as far as that is known; null for an empty one. */
  readonly epoch: string | null

  private constructor(of: CopyOf, doc: Y.Doc, found: Found | null, refused: () => void) {
    const parts = found && found.parts.length
    this.epoch = found && parts ? (found.epoch ?? UNKNOWN) : null
    this.#of = of
    this.#doc = doc
    this.#refused = refused
    const isNoted = isUnsent(of.person, of.canvas)
    this.wasUnsent = isNoted && parts !== 0 && parts !== null
    this.wasLost = isNoted && parts === 0
    if (this.wasLost) noteUnsent(of.person, of.canvas, false)
    this.#noted = this.wasUnsent
    if (parts === null) {
      this.#refuse()
      return
    }
    doc.on('update', this.#onUpdate)
    addEventListener('pagehide', this.#onHide)
  }

  /**
   * Brings what this device has of a canvas into a document, and keeps what changes from then on.
   * A device that keeps nothing is no reason to fail.
   *
   * @param refused the device keeps nothing, or nothing more
   */
  static async open(of: CopyOf, doc: Y.Doc, refused: () => void): Promise<CanvasCopy> {
    const found = await read(of).catch(() => null)
    if (found) for (const part of found.parts) Y.applyUpdate(doc, part, CanvasCopy)
    return new CanvasCopy(of, doc, found, refused)
  }

  /** Whether this device keeps what is drawn. */
  get keeps(): boolean {
    return this.#keeps
  }

  /** Notes whether there is something that no server has confirmed; the note of another tab stays. */
  note(isUnsent: boolean): void {
    if (isUnsent === this.#noted || (isUnsent && !this.#keeps)) return
    this.#noted = isUnsent
    noteUnsent(this.#of.person, this.#of.canvas, isUnsent)
  }

  /** Notes of which epoch the copy is. */
  noteEpoch(epoch: string): void {
    const { person, canvas } = this.#of
    void device.canvases.update([person, canvas], { epoch }).catch(() => undefined)
  }

  /** Writes what was gathered, and then nothing more; what has been written stays. */
  close(): Promise<void> {
    this.#doc.off('update', this.#onUpdate)
    removeEventListener('pagehide', this.#onHide)
    return this.#write()
  }

  /** Removes the copy from this device. */
  async forget(): Promise<void> {
    this.#gathered = []
    await this.close()
    await forgetCopy(this.#of)
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === CanvasCopy) return
    this.#gathered.push(update)
    this.#timer ??= setTimeout(() => void this.#write(), GATHER_MS)
  }

  readonly #onHide = () => void this.#write()

  #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#gathered.length > 0 && this.#keeps) {
      const { person, canvas } = this.#of
      const update = Y.mergeUpdates(this.#gathered)
      const writing = write({ person, canvas, update }).catch(() => this.#refuse())
      this.#writing = Promise.all([this.#writing, writing]).then(() => undefined)
    }
    this.#gathered = []
    return this.#writing
  }

  /**
   * A part is missing from now on: a copy with a hole would be shown as if it were whole. A note that
   * something is unsent stays, because a page that is being left is refused its last words too.
   */
  #refuse(): void {
    this.#keeps = false
    this.#doc.off('update', this.#onUpdate)
    this.#refused()
  }
}

/** What a device has of a canvas. */
interface Found {
  parts: Uint8Array[]
  epoch: string | undefined
}

/** The parts of a copy; none when there is no copy, which begins then. */
async function read(of: CopyOf): Promise<Found> {
  const key = [of.person, of.canvas]
  return device.transaction('rw', device.canvases, device.changes, async () => {
    const epoch = (await device.canvases.get([of.person, of.canvas]))?.epoch
    const known = epoch === undefined ? of : { ...of, epoch }
    await device.canvases.put({ ...known, openedAt: Date.now() })
    const changes = await device.changes.where('[person+canvas]').equals(key).toArray()
    const parts = changes.map(({ update }) => update)
    if (parts.length <= MOST_PARTS) return { parts, epoch }
    // Another tab may be adding parts: those that were read are replaced, and no others.
    const whole = Y.mergeUpdates(parts)
    await device.changes.bulkDelete(changes.flatMap(({ id }) => id ?? []))
    await device.changes.add({ person: of.person, canvas: of.canvas, update: whole })
    return { parts: [whole], epoch }
  })
}

/**
 * Adds a part to a copy. It is asked for and committed in one go, and not by way of Dexie: a page that
 * is being left waits for nothing, and its last words would go with it.
 */
function write(change: KeptChange): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = device.backendDB().transaction('changes', 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(new Error('The device refused a part of the copy'))
    transaction.objectStore('changes').add(change)
    transaction.commit()
  })
}

/** Removes a copy from this device. */
export async function forgetCopy({ person, canvas }: Pick<KeptCanvas, 'person' | 'canvas'>) {
  noteUnsent(person, canvas, false)
  noteUnsentElements(person, canvas, [])
  await forgetImages({ person, canvas })
  await device.transaction('rw', device.canvases, device.changes, async () => {
    await device.canvases.delete([person, canvas])
    await device.changes.where('[person+canvas]').equals([person, canvas]).delete()
  })
}
