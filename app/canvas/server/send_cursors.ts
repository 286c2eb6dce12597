import type { Document } from '@hocuspocus/server'
import { hasCursor } from '../policies/canvas_modes.js'
import type { CursorMessages } from './cursors.js'
import { isContext, type Visit } from './visits.js'

/**
 * The message about cursors for somebody; null when there is none for them. A screen is told where
 * its own person looks, when they lead, or else where those look who do.
 */
export function cursorsFor(visit: Visit, told: CursorMessages | null): Uint8Array | null {
  if (!told || !visit.access) return null
  if (hasCursor(visit.access.mode)) return told.people
  return told.screen(visit.leads ? visit.signIn.person.id : null)
}

/** Tells everybody who has a document open of cursors. */
export function sendCursors(document: Document, told: CursorMessages): void {
  for (const connection of document.getConnections()) {
    const context: unknown = connection.context
    const message = isContext(context) ? cursorsFor(context.visit, told) : null
    if (message) connection.send(message)
  }
}
