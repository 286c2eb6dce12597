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

  constructor() {
    super('belvedere')
    this.version(1).stores({
      canvases: '[person+canvas], person, openedAt',
      changes: '++id, [person+canvas]',
    })
  }
}

export const device = new DeviceDatabase()
