import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { canvasUrl } from '../canvas/canvas_url'
import { device, type KeptCanvas } from './device_database'
import { KeptConnection } from './kept_connection'
import { isUnsent } from './unsent'

const sending = new Set<string>()

/** Sends what somebody drew on canvases that are not open now, and that no server has confirmed. */
export async function sendUnsent(person: string): Promise<void> {
  const kept = await device.canvases.where('person').equals(person).toArray()
  for (const each of kept) {
    const isOpen = sending.has(each.canvas) || each.path === location.pathname
    if (isUnsent(person, each.canvas) && !isOpen) send(each)
  }
}

function send({ person, canvas, title, path }: KeptCanvas): void {
  sending.add(canvas)
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  // Nobody is there whom others could see.
  awareness.setLocalState(null)
  const of = { person, canvas, title, path }
  const connection = new KeptConnection(canvasUrl(canvas), of, doc, awareness, (status) => {
    const isSent = status.state === 'connected' && !status.unsynced
    const isRefused = ['ended', 'stale', 'signedOut'].includes(status.state)
    if (isSent || isRefused) queueMicrotask(close)
  })
  const close = () => {
    sending.delete(canvas)
    connection.close()
    awareness.destroy()
    doc.destroy()
  }
}
