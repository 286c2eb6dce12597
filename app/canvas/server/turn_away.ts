import type { Connection } from '@hocuspocus/server'
import { decodeUpdate } from 'yjs'

/**
 * Ends a connection to a document while one of its messages is being looked at. An error would do it
 * too, but Hocuspocus prints each with its stack, and whoever sends such messages could fill the log.
 * What the connection has sent, this message too, changes nothing and is answered to nobody.
 *
 * @param reason `permission-denied` ends it for good; after `unavailable` and after `full`, which says
 *   that what it sent is too much, the client tries again
 */
export function turnAway(
  connection: Connection,
  reason: 'permission-denied' | 'unavailable' | 'full'
): void {
  connection.readOnly = true
  connection.close({ code: 4205, reason })
  connection.send = () => undefined
}

/** Whether an update can be read at all. Yjs prints an error for each that cannot. */
export function isReadable(update: Uint8Array): boolean {
  try {
    decodeUpdate(update)
    return true
  } catch {
    return false
  }
}
