import { createDecoder, readVarUint } from 'lib0/decoding'
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs'
import { LARGEST_DOCUMENT, noteSize, sizeOf } from '../document_size.js'

/** Largest heap of changes and of deletions that miss what they follow. Bytes. */
const LARGEST_PENDING = 64 * 1024
/**
 * Most Yjs clients that a document remembers, one for each time that somebody opened it and drew,
 * and most that one change brings: each costs far more than the bytes that it is named by.
 */
const MOST_CLIENTS = 6000
const MOST_NEW_CLIENTS = 1000

/**
 * Whether a document cannot take an update any more. What only deletes is never too much, and what
 * adds and deletes is not when it leaves the document small enough.
 */
export function isTooMuch(document: Doc, update: Uint8Array): boolean {
  const clients = clientsOf(update)
  if (clients === 0) return false
  const known = document.store.clients.size
  if (clients > MOST_NEW_CLIENTS || known + clients > MOST_CLIENTS) return true
  if (sizeOf(document) + update.length <= LARGEST_DOCUMENT) return false
  const size = sizeWith(document, update)
  if (size <= LARGEST_DOCUMENT) noteSize(document, size - update.length)
  return size > LARGEST_DOCUMENT
}

/** How large a document would be with an update. Bytes. */
function sizeWith(document: Doc, update: Uint8Array): number {
  const scratch = new Doc()
  applyUpdate(scratch, encodeStateAsUpdate(document))
  applyUpdate(scratch, update)
  const { length } = encodeStateAsUpdate(scratch)
  scratch.destroy()
  return length
}

/** Drops what a document keeps for later, when it has become much; says whether it had. */
export function dropPending({ store }: Doc): boolean {
  const structs = store.pendingStructs?.update.length ?? 0
  const deletions = store.pendingDs?.length ?? 0
  if (structs > LARGEST_PENDING) store.pendingStructs = null
  if (deletions > LARGEST_PENDING) store.pendingDs = null
  return structs > LARGEST_PENDING || deletions > LARGEST_PENDING
}

/** Of how many clients an update brings something new; none when it is empty or only deletes. */
function clientsOf(update: Uint8Array): number {
  // An update begins with the number of clients whose structs follow.
  return readVarUint(createDecoder(update))
}
