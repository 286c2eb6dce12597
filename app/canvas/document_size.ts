import { encodeStateAsUpdate, type Doc } from 'yjs'

/** Largest document, stored or in memory. Bytes. */
export const LARGEST_DOCUMENT = 4 * 1024 * 1024
/**
 * Largest message about a document. Bytes. What a person drew or imported without a network comes
 * in one, and may be as much as a document holds.
 */
export const LARGEST_MESSAGE = LARGEST_DOCUMENT + 64 * 1024
/** What is left for moving and rewriting what lies on a full canvas, as a part of the whole. */
const LEFT = 0.05

/** About how large each document is: its updates add up to more than it takes in the end. Bytes. */
const sizes = new WeakMap<Doc, number>()

/** About how large a document is, as an update; 0 where nobody has noted it. Bytes. */
export const sizeOf = (doc: Doc): number => sizes.get(doc) ?? 0

/** Notes how large a document is, once that is known. */
export function noteSize(doc: Doc, bytes: number): void {
  sizes.set(doc, bytes)
}

/** Notes that a document has taken an update. */
export function noteGrowth(doc: Doc, update: Uint8Array): void {
  sizes.set(doc, sizeOf(doc) + update.length)
}

/** Notes how large a document becomes from now on. */
export function watchSize(doc: Doc): void {
  noteSize(doc, encodeStateAsUpdate(doc).length)
  doc.on('update', (update) => noteGrowth(doc, update))
}

/** Whether a document has so many bytes that nothing more shall be added. */
export function isHeavy(doc: Doc): boolean {
  const most = (1 - LEFT) * LARGEST_DOCUMENT
  if (sizeOf(doc) > most) noteSize(doc, encodeStateAsUpdate(doc).length)
  return sizeOf(doc) > most
}
