import { createDecoder, readVarUint } from 'lib0/decoding'
import type { Doc } from 'yjs'
import { LARGEST_DOCUMENT } from '../document.js'

/** Largest heap of changes and of deletions that miss what they follow. Bytes. */
const LARGEST_PENDING = 64 * 1024
/**
 * Most Yjs clients that a document remembers, one for each time that somebody opened it and drew,
 * and most that one change brings: each costs far more than the bytes that it is named by.
 */
const MOST_CLIENTS = 6000
const MOST_NEW_CLIENTS = 1000

/** About how large each document has become. Bytes. */
const sizes = new WeakMap<Doc, number>()

/** Notes how large a document is, once that is known. */
export function noteSize(document: Doc, bytes: number): void {
  sizes.set(document, bytes)
}

/** Notes that a document has taken an update. */
export function noteGrowth(document: Doc, update: Uint8Array): void {
  sizes.set(document, sizeOf(document) + update.length)
}

/** Whether a document cannot take an update any more. What only deletes is never too much. */
export function isTooMuch(document: Doc, update: Uint8Array): boolean {
  const clients = clientsOf(update)
  if (clients === 0) return false
  const known = document.store.clients.size
  const isCrowded = clients > MOST_NEW_CLIENTS || known + clients > MOST_CLIENTS
  return isCrowded || sizeOf(document) + update.length > LARGEST_DOCUMENT
}

/** Drops what a document keeps for later, when it has become much; says whether it had. */
export function dropPending({ store }: Doc): boolean {
  const structs = store.pendingStructs?.update.length ?? 0
  const deletions = store.pendingDs?.length ?? 0
  if (structs > LARGEST_PENDING) store.pendingStructs = null
  if (deletions > LARGEST_PENDING) store.pendingDs = null
  return structs > LARGEST_PENDING || deletions > LARGEST_PENDING
}

const sizeOf = (document: Doc): number => sizes.get(document) ?? 0

/** Of how many clients an update brings something new; none when it is empty or only deletes. */
function clientsOf(update: Uint8Array): number {
  // An update begins with the number of clients whose structs follow.
  return readVarUint(createDecoder(update))
}
