import { Dexie, type Table } from 'dexie'

/** A canvas of which this device has a copy, and for whom. */
export interface KeptCanvas {
  person: string
  canvas: string
  /** What its page is called, and where that is. */
  title: string
  path: string
  /** When it was opened last, by the clock of this device. Milliseconds since 1970. */
  openedAt: number
  /** Of which epoch the copy is, once the server has said so. */
  epoch?: string
}

/** What somebody drew last on a canvas and no server took: only they have it. */
export interface SetAside {
  id?: number
  person: string
  canvas: string
  title: string
  /** They may not open the canvas any more. */
  revoked: boolean
  /** How many elements they made or changed. */
  count: number
  /** How many they removed, which are still there for the others. */
  removed: number
  /** The elements, as a clipboard has them. */
  elements: string
}

/** A part of a copy: what Yjs calls an update. Together, in any order, they are the document. */
export interface KeptChange {
  id?: number
  person: string
  canvas: string
  update: Uint8Array
}

/** What this device keeps of canvases: everything that is needed to go on without a network. */
class DeviceDatabase extends Dexie {
  declare readonly canvases: Table<KeptCanvas, [person: string, canvas: string]>
  declare readonly changes: Table<KeptChange, number>
  declare readonly apart: Table<SetAside, number>

  constructor() {
    super('belvedere')
    this.version(1).stores({
      canvases: '[person+canvas], person, openedAt',
      changes: '++id, [person+canvas]',
    })
    this.version(2).stores({ apart: '++id, person' })
  }
}

export const device = new DeviceDatabase()
