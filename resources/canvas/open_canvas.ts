import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { isFull } from '#canvas/document'
import { watchSize } from '#canvas/document_size'
import { KeptConnection, type KeptStatus } from '~/device/kept_connection'
import { pageTitle } from '~/page_title'
import { CanvasView } from './canvas_view'
import { Clipboard } from './clipboard'
import { ImageSource } from './images/image_source'
import type { Shown } from './scene'
import type { CanvasViewOptions } from './view_state'

/** How soon the list follows what is drawn: later where it is long, for drawing comes first. */
const LIST_MS = 120
const LIST_MS_EACH = 0.25

/** What a canvas is opened with, and whom it tells. */
interface Options extends Omit<CanvasViewOptions, 'doc' | 'awareness' | 'images' | 'onelements'> {
  /** The name of the document. */
  canvas: string
  /** The address of the WebSocket. */
  url: string
  /** What lies on the canvas, told at the beginning, when it is there, and soon after each change. */
  onlist: (elements: Shown[], isFull: boolean) => void
  onstatus: (status: KeptStatus) => void
  /** What lies on the canvas is there, and in view. */
  onready: (status: KeptStatus) => void
}

/** A document that is open, with what shows and changes it. */
export interface OpenCanvas {
  readonly doc: Y.Doc
  readonly view: CanvasView
  readonly clipboard: Clipboard
  /** Sends what is being made, and closes everything. */
  close(): void
}

/** Opens the document of a canvas, from this device and from the server, and shows it. */
export function openCanvas(options: Options): OpenCanvas {
  const { canvas, url, onlist, onstatus, onready, ...shown } = options
  const person = shown.person.id
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  watchSize(doc)
  let count = 0
  let listing: ReturnType<typeof setTimeout> | undefined
  const list = () => {
    clearTimeout(listing)
    listing = undefined
    const elements = view.elements()
    count = elements.length
    onlist(elements, isFull(doc))
  }
  const view = new CanvasView({
    ...shown,
    doc,
    awareness,
    images: new ImageSource(canvas, person),
    onelements: () => (listing ??= setTimeout(list, LIST_MS + LIST_MS_EACH * count)),
  })
  let isReady = false
  const connection = new KeptConnection(
    url,
    { person, canvas, title: pageTitle(), path: location.pathname },
    doc,
    awareness,
    (status) => {
      onstatus(status)
      if (status.state === 'connecting' || isReady) return
      isReady = true
      // Before anybody is told that nothing is here.
      list()
      view.looking.welcome()
      onready(status)
    },
    () => view.settle()
  )
  list()
  return {
    doc,
    view,
    clipboard: new Clipboard(view, person, canvas),
    close: () => {
      // What is being moved or written is let go of first, so that it is still sent.
      view.destroy()
      connection.close()
      awareness.destroy()
      doc.destroy()
      clearTimeout(listing)
    },
  }
}
